import Changes
import Facts
import Rules

/// A finding on the page: what is wrong, why it matters, the repair, the records to copy, and the evidence.
struct HTMLFinding {
    /// Findings with the same text for several subjects.
    let equal: EqualFindings
    /// Their share of all subjects of the rule, in words.
    let share: String?
    let changed: ChangedFinding?
    /// The findings that follow from them, and are fixed with them.
    let following: [Finding]
    /// The records to remove with nothing in their place, as comments of a zone file.
    let removals: [String]
    /// The number of its deployment on the page.
    let deployment: Int

    /// The anchor of a finding on the page: deployments may share fingerprints.
    static func anchor(_ fingerprint: String, in deployment: Int) -> String { "f-\(deployment)-\(fingerprint)" }

    /// The number of observations shown; the JSON report has all.
    private static let maximumEvidence = 12

    var markup: Markup {
        let finding = equal.findings[0]
        var content: [Markup] = []
        var heading: [Markup] = [.element("span", ["class": "badge \(finding.label)"], finding.label)]
        if let changed, changed.change != .persisting {
            heading.append(.element("span", ["class": "badge"], changed.change.rawValue))
        }
        content.append(.element("h4", [:], heading + [.text(" " + finding.title)]))
        let subjects = share ?? finding.subject.key
        content.append(.element("p", ["class": "subject"], [.element("code", [:], finding.rule), .text(" · " + subjects)]))
        if let acceptance = finding.acceptance {
            content.append(.element("p", ["class": "acceptance"], [.element("b", [:], acceptance.sentence)]))
        }
        content += Self.lines(finding.message)
        if !finding.why.isEmpty { content += Self.paragraphs(finding.why, label: "Why: ") }
        if let fix = finding.fix {
            content += Self.paragraphs(fix.text + (finding.outcome == .fail ? finding.owner.request : ""), label: "Fix: ")
        }
        let (publish, others) = equal.shownRecords
        for (number, record) in publish.enumerated() {
            if number == 0 || publish[number - 1].view != record.view {
                content.append(.element("p", ["class": "place"], "Publish\(record.view.map { " in the \($0) view" } ?? ""):"))
            }
            content.append(Self.record(record))
        }
        if others > 0 {
            content.append(.element("p", ["class": "place"], "and \(counted(others, "record")) more, in the JSON report"))
        }
        if finding.fix != nil, !removals.isEmpty {
            content.append(.element("pre", [:], [.element("code", [:], removals.joined(separator: "\n"))]))
        }
        content += consequences
        let evidence = equal.evidence
        if !evidence.isEmpty {
            let more = evidence.count - Self.maximumEvidence
            let rest = more > 0 ? [Markup.element("li", [:], "and \(counted(more, "more answer")), in the JSON report")] : []
            content.append(
                Self.folded(
                    "Evidence (\(evidence.count))", evidence.prefix(Self.maximumEvidence).map(Self.line) + rest))
        }
        if !finding.references.isEmpty {
            content.append(.element("p", ["class": "references"], finding.references.joined(separator: ", ")))
        }
        return .element(
            "article",
            [
                "class": finding.label, "id": Self.anchor(finding.fingerprint, in: deployment),
                "data-severity": finding.severity.rawValue, "data-role": Section(finding).title,
                "data-owner": finding.owner.title,
            ], content)
    }

    /// The dependent findings, one line per rule.
    private var consequences: [Markup] {
        guard !following.isEmpty else { return [] }
        let rules = following.grouped(by: \.rule).sorted { $0[0].rule < $1[0].rule }
        let items = rules.map { own -> Markup in
            let worst = own.map(\.severity).max() ?? .notice
            let places = Cut.listed(own.map(Headline.place))
            return .element(
                "li", [:],
                [
                    .text("\(worst.rawValue): \(own[0].title): \(places) "), .element("code", [:], own[0].rule),
                ])
        }
        return [Self.folded("Because of this (\(following.count))", items)]
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
