import Changes
import Facts
import Rules

/// One deployment on the page: verdict, picture, findings by role, undetermined facts, and the rest folded away.
struct HTMLDeployment {
    let report: Report
    let index: Int

    private let causes: CauseText
    private let rules: [String: [Finding]]

    init(report: Report, index: Int) {
        self.report = report
        self.index = index
        // Only its words are used: a page wraps lines by itself.
        causes = CauseText(report, style: TextStyle(colored: false), layout: TextLayout(width: 80))
        rules = Dictionary(grouping: report.findings, by: \.rule)
    }

    var markup: Markup {
        let head: [Markup] = [
            .element("h2", ["id": "d-\(index)"], report.deployment),
            .element("p", ["class": "verdict \(report.verdict.rawValue)"], "\(sign) \(report.verdict.phrase)"),
            .element("p", ["class": "meta"], report.sighting),
            .element("ul", ["class": "tallies"], tallies),
        ]
        let overview = report.overview.map { HTMLOverview(overview: $0, id: "o-\(index)").markup } ?? []
        let body =
            HTMLCauses(causes: causes, places: anchors, index: index).markup + overview + (report.changes.map(since) ?? [])
            + repairs + picture
            + HTMLProviders(report, id: "p-\(index)").markup + failures + unlearned + certificates + remarks + others
        return .element("section", ["aria-labelledby": "d-\(index)"], head + contents(body) + body)
    }

    /// The headings of the sections, as a table of contents.
    private func contents(_ body: [Markup]) -> [Markup] {
        let items = body.compactMap { item -> Markup? in
            guard case .element("h3", let attributes, let content) = item, let id = attributes.first(where: { $0.name == "id" }),
                case .text(let title)? = content.first
            else { return nil }
            return .element("li", [:], [.element("a", ["href": "#\(id.value)"], title)])
        }
        guard items.count > 2 else { return [] }
        return [
            .element(
                "nav", ["class": "contents", "aria-label": "Parts of the report on \(report.deployment)"],
                [.element("ul", [:], items)])
        ]
    }

    /// The heading of a section, linked from `contents`.
    private func heading(_ id: String, _ title: String) -> Markup { .element("h3", ["id": "\(id)-\(index)"], title) }

    /// Next to the words, for a quick look.
    private var sign: String {
        switch report.verdict {
        case .ready: "✓"
        case .warnings: "!"
        case .notReady: "✕"
        case .undetermined: "?"
        }
    }

    private var tallies: [Markup] {
        let severities = [Severity.error, .warning, .notice].map { (report.failures($0), $0.rawValue, $0.rawValue) }
        let outcomes = [
            (report.count(.undetermined), "undetermined", "undetermined"), (report.count(.waived), "waived", "waived"),
            (report.count(.error), "rule that failed to run", "error"), (report.count(.pass), "passed", "good"),
        ]
        return (severities + outcomes).filter { $0.0 > 0 || $0.1 == "passed" }.map { number, word, style in
            let isCounted = number != 1 && !["undetermined", "waived", "passed"].contains(word)
            let noun = word == "rule that failed to run" ? "rules that failed to run" : word + "s"
            return .element(
                "li", ["class": style], [.element("b", [:], String(number)), .text(" " + (isCounted ? noun : word))])
        }
    }

    private func since(_ changes: Changes) -> [Markup] {
        let news = changes.findings.filter { $0.isStale || $0.isNews && ($0.change == .resolved || $0.change == .flapping) }
        let items = news.map { finding in
            Markup.element(
                "li", [:],
                [
                    .element("span", ["class": "badge"], finding.isStale ? "stale" : finding.change.rawValue),
                    .text(" \(finding.title) "), .element("code", [:], finding.rule),
                    .text(" \(finding.subject.key): \(TextReport.story(finding))"),
                ])
        }
        return [.element("p", ["class": "meta"], TextReport(report).tally(changes))]
            + (items.isEmpty ? [] : [.element("ul", ["class": "changes"], items)])
    }

    private var repairs: [Markup] {
        guard let text = RepairText(report) else { return [] }
        return [
            heading("repairs", "Repairs"), .element("p", [:], text.sentence),
            .element("pre", [:], [.element("code", [:], text.lines.joined(separator: "\n"))]),
        ]
    }

    private var picture: [Markup] {
        guard !report.picture.isEmpty else { return [] }
        let what = report.overview == nil ? "deployment" : "domain"
        let label = "Picture of the \(what)"
        let list = PictureList(anchors: anchors)
        let bands = report.picture.bands.map(list.markup)
        return [
            heading("picture", "The \(what)"),
            .element(
                "figure", [:],
                [
                    .element(
                        "div", ["class": "wide", "role": "region", "aria-label": label, "tabindex": "0"],
                        [PictureDrawing(report.picture).markup]),
                    .element(
                        "figcaption", [:],
                        "✕ at a line: broken; !: a warning; dashed: planned and not there; ? and dotted: could not be learned."),
                ]),
            // On a narrow screen it replaces the picture, opened.
            .element(
                "details", ["class": "cards"],
                [.element("summary", [:], "The picture as a list"), .element("ul", [:], bands)]),
        ]
    }

    /// The findings with an anchor on the page; one listed under its cause is found there.
    private var anchors: [String: String] {
        let shownFirst = shownFirst
        return Dictionary(
            failed.map { finding in
                let own = causes.isFolded(finding) ? finding.causedBy ?? finding.fingerprint : finding.fingerprint
                return (finding.fingerprint, HTMLFinding.anchor(shownFirst[own] ?? own, in: index))
            }
        ) { first, _ in first }
    }

    /// By fingerprint: the finding under whose heading it is listed.
    private var shownFirst: [String: String] {
        Dictionary(
            EqualFindings.groups(apart).flatMap { equal in
                equal.findings.map { ($0.fingerprint, equal.findings[0].fingerprint) }
            }
        ) { first, _ in first }
    }

    private var failed: [Finding] { report.findings.filter { [.fail, .waived, .error].contains($0.outcome) } }
    /// Those with their own heading, in page order.
    private var apart: [Finding] { failed.filter { !causes.isFolded($0) }.sorted(by: TextReport.order) }

    private var failures: [Markup] {
        let apart = apart
        let groups = Dictionary(grouping: apart) { Section($0) }
        let parts = Section.allCases.enumerated().flatMap { number, section -> [Markup] in
            guard let findings = groups[section] else { return [] }
            return [heading("s\(number)", section.title)] + EqualFindings.groups(findings).map(article)
        }
        return (parts.isEmpty ? [] : HTMLFilter(findings: apart, index: index).markup) + parts
    }

    private func article(_ equal: EqualFindings) -> Markup {
        let finding = equal.findings[0]
        return HTMLFinding(
            equal: equal, share: equal.share(of: rules[finding.rule] ?? []), changed: report.changes?[finding.fingerprint],
            following: causes.consequences(of: equal.findings),
            removals: RepairText.removals(clearing: equal.findings, report.repairs), deployment: index
        ).markup
    }

    private var unlearned: [Markup] {
        let findings = report.findings.filter { $0.outcome == .undetermined }
        guard !findings.isEmpty else { return [] }
        let reasons = UndeterminedText.reasons(findings, most: Self.maximumReasons).map { Markup.element("li", [:], $0) }
        let waiting = findings.grouped(by: \.rule).map { own in
            Markup.element(
                "li", [:], [.element("code", [:], own[0].rule), .text(" " + Cut.listed(own.map(\.subject.key)))])
        }
        return [
            heading("unlearned", "Could not be learned"),
            .element("p", [:], "These questions did not conclude. What waits for them has neither passed nor failed."),
            .element("ul", ["class": "undetermined"], reasons),
            HTMLFinding.folded("Undetermined for these reasons (\(findings.count))", waiting),
        ]
    }

    private static let maximumReasons = 20

    private var certificates: [Markup] {
        guard !report.certificates.isEmpty else { return [] }
        let items = report.certificates.map { certificate in
            let days = certificate.days(from: report.observedAt)
            let text = days < 0 ? "ended \(counted(Int(-days), "day")) ago" : "\(counted(Int(days), "day")) left"
            return Markup.element(
                "li", [:],
                [
                    .element("code", [:], certificate.name),
                    .text(", port \(certificate.port), until \(certificate.notAfter): \(text)"),
                ])
        }
        return [heading("certificates", "Certificates"), .element("ul", [:], items)]
    }

    private var remarks: [Markup] {
        guard !report.remarks.isEmpty else { return [] }
        let items = report.remarks.map { remark in
            Markup.element("li", [:], remark.message + (remark.place.map { " (\($0))" } ?? ""))
        }
        return [heading("rules", "Rules and waivers"), .element("ul", [:], items)]
    }

    private var others: [Markup] {
        let passed = report.findings.filter { $0.outcome == .pass }
        guard !passed.isEmpty else { return [] }
        let groups = Dictionary(grouping: passed, by: \.rule).sorted { $0.key < $1.key }
        let items = groups.map { rule, findings in
            Markup.element(
                "li", [:], [.element("code", [:], rule), .text(" " + Cut.listed(findings.map(\.subject.key)))])
        }
        return [heading("passed", "Passed"), HTMLFinding.folded("Passed checks (\(passed.count))", items)]
    }
}
