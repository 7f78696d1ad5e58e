import Rules

/// The causes of a report for people: what to do first, and what follows from what.
struct CauseText {
    private let report: Report
    private let style: TextStyle
    private let layout: TextLayout
    private let findings: [String: Finding]
    /// By the fingerprint of a cause: what it explains and that is shown as failed.
    private let consequences: [String: [Finding]]

    static let most = 5

    init(_ report: Report, style: TextStyle, layout: TextLayout) {
        self.report = report
        self.style = style
        self.layout = layout
        guard !report.causes.isEmpty else {
            (findings, consequences) = ([:], [:])
            return
        }
        findings = Dictionary(report.shown.map { ($0.fingerprint, $0) }) { first, _ in first }
        consequences = Dictionary(grouping: report.shown.filter { $0.outcome == .fail && $0.causedBy != nil }) {
            $0.causedBy ?? ""
        }
    }

    /// `3 causes, 14 findings`
    private var tally: String {
        let count = report.causes.reduce(0) { $0 + $1.fingerprints.count + $1.consequences.count }
        return "\(counted(report.causes.count, "cause")), \(counted(count, "finding"))"
    }

    /// The worst causes, each with its repair and who can make it.
    var first: [String] {
        guard !report.causes.isEmpty else { return [] }
        var lines = ["", style(layout.heading("First, of \(tally)"), .bold)]
        for (index, cause) in report.causes.prefix(Self.most).enumerated() {
            guard let finding = cause.fingerprints.first.flatMap({ findings[$0] }) else { continue }
            let more = cause.fingerprints.count > 1 ? " and \(cause.fingerprints.count - 1) more" : ""
            let text = "\(finding.title): \(Self.place(of: finding))\(more). \(Self.repair(of: finding))"
            lines += layout.wrapped("\(index + 1). \(text)", first: "  ", rest: "     ").map(printable)
        }
        let others = report.causes.count - Self.most
        if others > 0 { lines.append("  and \(counted(others, "more cause"))") }
        return lines
    }

    private static func place(of finding: Finding) -> String {
        let subject = finding.subject
        return subject.name ?? subject.address ?? subject.key
    }

    /// The first sentence of the repair, and who can make it where that is not the operator.
    private static func repair(of finding: Finding) -> String {
        let text = finding.fix.map { $0.text.isEmpty ? $0.publish.first.map { "Publish \($0.zoneLine)" } ?? "" : $0.text } ?? ""
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        var sentence = flat.firstRange(of: ". ").map { String(flat[..<$0.lowerBound]) + "." } ?? flat
        if sentence.isEmpty { sentence = finding.outcome == .fail ? "" : "Learn why it cannot be looked up." }
        switch finding.owner {
        case .you: return sentence
        case .platform: return sentence + " (the platform's to repair)"
        case .addressOwner: return sentence + " (the owner of the address repairs it)"
        case .other: return sentence + " (somebody else's to repair)"
        }
    }

    /// Whether the finding stands below its cause, and needs no place of its own.
    func isFolded(_ finding: Finding) -> Bool {
        guard finding.outcome == .fail, let cause = finding.causedBy.flatMap({ findings[$0] }) else { return false }
        return [.fail, .waived].contains(cause.outcome)
    }

    /// What follows from some findings, a line for each rule.
    func following(_ findings: [Finding]) -> [String] {
        let all = findings.flatMap { consequences[$0.fingerprint] ?? [] }
        let byRule = Dictionary(grouping: all, by: \.rule).sorted { $0.key < $1.key }
        return byRule.flatMap { rule, findings -> [String] in
            let worst = findings.map(\.severity).max() ?? .notice
            let times = findings.count > 1 ? " (\(findings.count) times)" : ": \(Self.place(of: findings[0]))"
            return layout.wrapped(
                "because of this, \(worst.rawValue): \(findings[0].title)\(times), \(rule)", first: "  ", rest: "    "
            ).map { style(printable($0), .dim) }
        }
    }
}
