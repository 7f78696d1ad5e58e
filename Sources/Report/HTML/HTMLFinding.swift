import Changes
import Facts
import Rules

/// A finding on the page: what is wrong, why it matters, how it is repaired, the records to copy, and the evidence.
struct HTMLFinding {
    /// Findings that say the same of several subjects.
    let equal: [Finding]
    let changed: ChangedFinding?
    /// The number of its deployment on the page.
    let deployment: Int

    /// The place of a finding on the page: deployments may share fingerprints.
    static func anchor(_ fingerprint: String, in deployment: Int) -> String { "f-\(deployment)-\(fingerprint)" }

    var markup: Markup {
        let finding = equal[0]
        var content: [Markup] = []
        content += equal.dropFirst().map { .element("span", ["id": Self.anchor($0.fingerprint, in: deployment)]) }
        var heading: [Markup] = [.element("span", ["class": "badge \(finding.label)"], finding.label)]
        if let changed, changed.change != .persisting {
            heading.append(.element("span", ["class": "badge"], changed.change.rawValue))
        }
        content.append(.element("h4", [:], heading + [.text(" " + finding.title)]))
        content.append(
            .element(
                "p", ["class": "subject"],
                [.element("code", [:], finding.rule), .text(" · " + equal.map(\.subject.key).joined(separator: ", "))]))
        if let acceptance = finding.acceptance {
            content.append(.element("p", ["class": "acceptance"], [.element("b", [:], acceptance.sentence)]))
        }
        content += Self.lines(finding.message)
        if !finding.why.isEmpty { content += Self.paragraphs(finding.why, label: "Why: ") }
        if let fix = finding.fix {
            content += Self.paragraphs(fix.text, label: "Fix: ")
            for (index, record) in fix.publish.enumerated() {
                if index == 0 || fix.publish[index - 1].view != record.view {
                    content.append(
                        .element("p", ["class": "place"], "Publish\(record.view.map { " in the \($0) view" } ?? ""):"))
                }
                content.append(Self.record(record))
            }
        }
        var known: Set<Observation> = []
        let evidence = equal.flatMap(\.evidence).filter { known.insert($0).inserted }
        if !evidence.isEmpty { content.append(Self.folded("Evidence (\(evidence.count))", evidence.map(Self.line))) }
        if !finding.references.isEmpty {
            content.append(.element("p", ["class": "references"], finding.references.joined(separator: ", ")))
        }
        return .element("article", ["class": finding.label, "id": Self.anchor(finding.fingerprint, in: deployment)], content)
    }

    /// The message; its further lines keep their indentation.
    private static func lines(_ message: String) -> [Markup] {
        let lines = message.split(separator: "\n").map(String.init)
        guard let first = lines.first else { return [] }
        return [.element("p", [:], first)]
            + (lines.count > 1 ? [.element("pre", [:], lines.dropFirst().joined(separator: "\n"))] : [])
    }

    private static func paragraphs(_ text: String, label: String) -> [Markup] {
        text.split(separator: "\n\n").enumerated().map { index, paragraph in
            let text = Markup.text(String(paragraph).replacing("\n", with: " "))
            return .element("p", [:], index == 0 ? [.element("b", [:], label), text] : [text])
        }
    }

    private static func record(_ record: PublishedRecord) -> Markup {
        .element(
            "div", ["class": "record"],
            [
                .element("pre", [:], [.element("code", [:], record.zoneLine)]),
                .element(
                    "button", ["type": "button", "class": "copy", "hidden": "", "aria-label": "Copy: \(record.zoneLine)"], "Copy"),
            ])
    }

    private static func line(_ observation: Observation) -> Markup {
        let attempts = observation.attempts.map { Markup.element("li", [:], $0) }
        let text = observation.text + (observation.ttl.map { ", TTL \($0) s" } ?? "")
        return .element("li", [:], [.text(text)] + (attempts.isEmpty ? [] : [.element("ul", [:], attempts)]))
    }

    static func folded(_ summary: String, _ items: [Markup]) -> Markup {
        .element("details", [:], [.element("summary", [:], summary), .element("ul", [:], items)])
    }
}
