import Foundation
import TestPeers
import Testing

@testable import Report

/// The page's real layout, measured in a browser.
@Suite(
    "The page on a screen", .timeLimit(.minutes(5)), .serialized,
    .enabled(if: Program.isInstalled("chromium"), "chromium is not installed"))
struct ScreenTests {
    struct Screen: CustomTestStringConvertible, Sendable {
        let width: Int
        let isDark: Bool
        var testDescription: String { "\(width) pixels, \(isDark ? "dark" : "light")" }
        var name: String { "\(width)-\(isDark ? "dark" : "light")" }
    }

    static let screens = [1_280, 390].flatMap { width in [false, true].map { Screen(width: width, isDark: $0) } }

    /// Misplaced elements, one per line; empty when there are none.
    private static let measure = """
        const page = document.getElementById("page").contentDocument;
        const view = page.defaultView;
        const wrong = [];
        const box = (element) => element.getBoundingClientRect();
        const isSeen = (element) => { const own = box(element); return own.width > 0 && own.height > 0; };
        const name = (element) => element.tagName + " " + (element.textContent || "").trim().slice(0, 40);
        if (page.documentElement.scrollWidth > view.innerWidth) wrong.push("the page is " + page.documentElement.scrollWidth + " wide");
        for (const node of page.querySelectorAll("svg .node")) {
          const frame = box(node.querySelector("rect"));
          for (const text of node.querySelectorAll("text")) {
            const own = box(text);
            if (!isSeen(text)) continue;
            if (own.left < frame.left - 1 || own.right > frame.right + 1 || own.top < frame.top - 1 || own.bottom > frame.bottom + 1)
              wrong.push("out of its box: " + name(text));
          }
        }
        const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
          && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
        const signs = [...page.querySelectorAll("svg .sign circle")].filter(isSeen).map(box);
        const frames = [...page.querySelectorAll("svg .node rect")].filter(isSeen).map(box);
        signs.forEach((sign, index) => {
          if (signs.slice(index + 1).some((other) => meet(sign, other))) wrong.push("two marks meet");
          if (frames.some((frame) => meet(sign, frame))) wrong.push("a mark lies on a box");
        });
        frames.forEach((frame, index) => { if (frames.slice(index + 1).some((other) => meet(frame, other))) wrong.push("two boxes meet"); });
        for (const badge of page.querySelectorAll(".badge")) if (badge.getClientRects().length > 1) wrong.push("breaks: " + name(badge));
        for (const element of page.querySelectorAll("article, p, dd, li, pre, summary, h2, h3, h4, form, nav"))
          if (isSeen(element) && !element.closest(".skip") && box(element).right > view.innerWidth + 1) wrong.push("runs out: " + name(element));
        const picture = page.querySelector("svg");
        const cards = page.querySelector("details.cards");
        if (picture && isSeen(picture) === view.innerWidth <= 600) wrong.push("the picture is for wide screens");
        if (cards && cards.open !== view.innerWidth <= 600) wrong.push("the list is for narrow screens");
        document.getElementById("measured").textContent = wrong.join("\\n") || "nothing";
        """

    private static func wrapper(_ page: String, _ screen: Screen) -> String {
        let source = page.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        return """
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>t</title><style>body { margin: 0 } iframe { border: 0 }</style>
            <iframe id="page" width="\(screen.width)" height="9000" srcdoc="\(source)"></iframe><pre id="measured">nobody</pre>
            <script>addEventListener("load", () => { \(measure) });</script></html>
            """
    }

    private static func chromium(_ file: String, _ screen: Screen, _ arguments: [String]) async throws -> String {
        // A browser that runs as root in a container has no sandbox; it sees this file alone.
        try await Program.run(
            "chromium",
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-extensions", "--no-first-run",
                "--window-size=\(max(screen.width, 500)),4000",
            ] + (screen.isDark ? ["--blink-settings=preferredColorScheme=0"] : []) + arguments + ["file://\(file)"])
    }

    @Test(
        "text fits its box, marks and boxes do not overlap, badges are complete, and nothing leaves the page", arguments: screens)
    func layout(_ screen: Screen) async throws {
        let folder = try TemporaryFolder()
        for (name, report) in [
            ("broken", SampleReports.broken), ("changed", SampleReports.changed), ("undetermined", SampleReports.undetermined),
        ] {
            let page = HTMLReport.text(GoldenTests.run([report]))
            let file = try folder.write(Self.wrapper(page, screen), to: "\(name).html")
            let seen = try await Self.chromium(file, screen, ["--dump-dom"])
            let measured = seen.firstRange(of: "<pre id=\"measured\">").map { seen[$0.upperBound...].prefix { $0 != "<" } }
            #expect(measured == "nothing", "\(name)")
            // For visual inspection: SENDREADY_SCREENSHOTS names a folder.
            if let shots = ProcessInfo.processInfo.environment["SENDREADY_SCREENSHOTS"] {
                _ = try await Self.chromium(file, screen, ["--screenshot=\(shots)/\(name)-\(screen.name).png"])
            }
        }
    }
}
