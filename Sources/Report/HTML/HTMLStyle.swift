/// The page's style, and its hash for the Content-Security-Policy.
enum HTMLStyle {
    /// SHA-256 of `text` in Base64; a test computes it.
    static let hash = "0RwWDpKU5kk52C05/5eAHxwEeskjE8RhWRaaE754wig="

    static let text: StaticString = """
        :root { --paper: #fff; --card: #f6f7f9; --ink: #1b1f24; --soft: #59636e; --line: #d1d9e0;
          --error: #b3261e; --warning: #8a5300; --notice: #2f5d8a; --undetermined: #6b3fa0; --good: #1a6e34; --accent: #0b5cad; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14171c; --card: #1d2229; --ink: #e6e9ed; --soft: #a3adb8;
          --line: #3a424c; --error: #ff8a80; --warning: #f2b84b; --notice: #8ec1f2; --undetermined: #c9a7f5; --good: #7ed492;
          --accent: #79b8ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        main, header, footer { max-width: 76rem; margin: 0 auto; padding: 0 1rem; }
        header { padding-top: 1rem; } footer { padding-bottom: 2rem; color: var(--soft); font-size: .9rem; }
        h1 { font-size: 1.1rem; margin: 0; color: var(--soft); font-weight: 600; }
        h2 { font-size: 1.7rem; margin: 1.6rem 0 .4rem; overflow-wrap: anywhere; }
        h3 { font-size: 1.2rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
        h4 { font-size: 1.05rem; margin: 0 0 .3rem; }
        a { color: var(--accent); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .3rem; }
        .verdict { display: inline-block; font-size: 1.25rem; font-weight: 700; padding: .35rem .9rem; border-radius: .4rem;
          border: 2px solid currentcolor; margin: .3rem 0; }
        .ready, .good { color: var(--good); } .warnings, .warning { color: var(--warning); }
        .not-ready, .error { color: var(--error); } .undetermined { color: var(--undetermined); }
        .notice, .waived { color: var(--notice); }
        .meta, .subject, .references, .place { color: var(--soft); margin: .2rem 0; overflow-wrap: anywhere; }
        .tallies { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; padding: 0; margin: .5rem 0; }
        .tallies b { font-size: 1.1rem; }
        article { background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--soft); border-radius: .4rem;
          padding: .8rem 1rem; margin: .8rem 0; }
        article:target { outline: 3px solid var(--accent); }
        article.error { border-left-color: var(--error); color: inherit; } article.warning { border-left-color: var(--warning);
          color: inherit; } article.notice, article.waived { border-left-color: var(--notice); color: inherit; }
        article p { margin: .45rem 0; overflow-wrap: anywhere; }
        .badge { display: inline-block; font-size: .8rem; font-weight: 700; text-transform: uppercase; letter-spacing: .03em;
          white-space: nowrap;
          border: 1px solid currentcolor; border-radius: .3rem; padding: 0 .4rem; margin-right: .4rem; }
        .record { display: flex; flex-wrap: wrap; gap: .4rem; align-items: flex-start; margin: .4rem 0; }
        pre { margin: 0; padding: .5rem .7rem; background: var(--paper); border: 1px solid var(--line); border-radius: .3rem;
          font: .88rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; flex: 1 1 16rem; }
        code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }
        button { font: inherit; font-size: .9rem; color: var(--accent); background: var(--paper); border: 1px solid var(--accent);
          border-radius: .3rem; padding: .25rem .7rem; min-height: 2rem; cursor: pointer; }
        details { margin: .5rem 0; } summary { cursor: pointer; color: var(--accent); }
        details ul { padding-left: 1.2rem; overflow-wrap: anywhere; }
        .contents ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; margin: .5rem 0; }
        .first li { margin: .5rem 0; overflow-wrap: anywhere; }
        .first p { margin: 0; }
        .filter { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center; margin: 1.5rem 0 0; }
        .filter[hidden] { display: none; } select { font: inherit; color: var(--ink); background: var(--paper); max-width: 100%;
          border: 1px solid var(--line); border-radius: .3rem; padding: .25rem .4rem; min-height: 2rem; }
        .overview { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .4rem 1.2rem; margin: .5rem 0; }
        .overview dt { font-weight: 600; } .overview dd { margin: 0; } .overview p { margin: 0 0 .2rem; overflow-wrap: anywhere; }
        .provider { margin: .3rem 0; } .provider summary { color: inherit; }
        .wide { overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; padding: .5rem; background: var(--card); }
        figure { margin: .8rem 0; } figcaption { color: var(--soft); font-size: .9rem; margin-top: .3rem; }
        @media (max-width: 600px) { .wide, figcaption { display: none; } .overview { display: block; } .overview dt { margin-top: .6rem; }
          .cards > ul { list-style: none; padding: 0; } .cards > ul > li { background: var(--card); border: 1px solid var(--line);
          border-radius: .4rem; padding: .6rem .8rem; margin: .6rem 0; font-weight: 600; } .cards > ul > li > ul { font-weight: 400; } }
        svg { display: block; } svg text { font: 13px ui-monospace, monospace; fill: var(--ink); }
        svg .head { font: 600 14px system-ui, sans-serif; fill: var(--soft); } svg .detail { font-size: 11px; fill: var(--soft); }
        .node rect { fill: var(--paper); stroke: var(--line); stroke-width: 1.5; } .node.role rect { stroke: var(--ink); }
        .node.role text { font-weight: 600; } .node.wrong rect { stroke: var(--error); stroke-width: 2.5; }
        .node.missing rect { stroke: var(--error); stroke-dasharray: 5 4; fill: none; }
        .node.warned rect { stroke: var(--warning); stroke-width: 2.5; }
        .node.unknown rect { stroke: var(--undetermined); stroke-dasharray: 2 3; }
        .edge { fill: none; stroke-width: 2; stroke: var(--good); } .edge.wrong { stroke: var(--error); stroke-width: 3; }
        .edge.warned { stroke: var(--warning); stroke-width: 3; } .edge.open { stroke: var(--soft); }
        .edge.missing { stroke: var(--error); stroke-dasharray: 7 5; } .edge.unknown { stroke: var(--undetermined);
          stroke-dasharray: 2 4; }
        .sign circle { fill: var(--paper); stroke: var(--error); stroke-width: 2; } .sign text { font-weight: 700;
          font-size: 12px; fill: var(--error); }
        .sign.warned circle { stroke: var(--warning); } .sign.warned text { fill: var(--warning); }
        .sign.unknown circle { stroke: var(--undetermined); } .sign.unknown text { fill: var(--undetermined); }
        @media print { :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999;
          --error: #8c0d06; --warning: #6b4000; --notice: #1d3f63; --undetermined: #4d2580; --good: #0d4d20; --accent: #000; }
          button, .skip, nav, .filter { display: none; } article, figure { break-inside: avoid; } h3, h4 { break-after: avoid; }
          .wide { overflow: visible; border: 0; padding: 0; } svg { width: auto; max-width: 100%; height: auto; max-height: 17cm; } a { text-decoration: none; } }
        """
}
