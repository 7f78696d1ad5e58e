import Changes
import Facts
import Rules

/// The report as one self-contained page: no external font, image or script.
package enum HTMLReport: ReportFormat {
    package static let name = "html"
    package static let summary = "a page without external resources, with the deployment drawn"
    package static let fileExtension = "html"
    package static let isForPrograms = false

    package static func brief(_ run: RunReport, _ rendering: ReportRendering) -> String { text(run, rendering) }

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        let title = run.reports.count == 1 ? "\(run.reports[0].deployment): \(run.reports[0].verdict.phrase)" : "sendready"
        let page = Markup.element("html", ["lang": "en"], [head(title), body(run)])
        return "<!DOCTYPE html>\n" + page.rendered(.html) + "\n"
    }

    private static func head(_ title: String) -> Markup {
        let policy = """
            default-src 'none'; style-src 'sha256-\(HTMLStyle.hash)'; script-src 'sha256-\(HTMLScript.hash)'; base-uri 'none'; \
            form-action 'none'
            """
        return .element(
            "head", [:],
            [
                .element("meta", ["charset": "utf-8"]),
                .element("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
                .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .element("meta", ["name": "color-scheme", "content": "light dark"]),
                .element("meta", ["name": "referrer", "content": "no-referrer"]),
                .element("title", [:], title),
                .element("style", [:], [.verbatim(HTMLStyle.text)]),
            ])
    }

    private static func body(_ run: RunReport) -> Markup {
        let links = run.reports.enumerated().map { index, report in
            Markup.element(
                "li", [:], [.element("a", ["href": "#d-\(index)"], report.deployment), .text(": \(report.verdict.phrase)")])
        }
        let refused = run.refusals.map { refusal in
            Markup.element(
                "li", [:], [.element("code", [:], refusal.file), .text(": " + refusal.reasons.joined(separator: "; "))])
        }
        var content: [Markup] = []
        if links.count > 1 { content.append(.element("nav", ["aria-label": "Deployments"], [.element("ul", [:], links)])) }
        if !refused.isEmpty {
            content.append(
                .element("section", [:], [.element("h2", [:], "Refused files"), .element("ul", ["class": "error"], refused)]))
        }
        content += run.reports.enumerated().map { HTMLDeployment(report: $1, index: $0).markup }
        return .element(
            "body", [:],
            [
                .element("a", ["class": "skip", "href": "#main"], "Skip to the report"),
                .element("header", [:], [.element("h1", [:], "sendready report")]),
                .element("main", ["id": "main"], content),
                .element("footer", [:], [.element("p", [:], "Written by sendready \(run.toolVersion).")]),
                .element("p", ["id": "said", "class": "skip", "role": "status"], ""),
                .element("script", [:], [.verbatim(HTMLScript.text)]),
            ])
    }
}
