import Rules

/// The causes of a report for people: what to do first, and what follows from each.
struct CauseText {
    private let report: Report
    private let style: TextStyle
    private let layout: TextLayout
    private let findings: [String: Finding]
    /// By the fingerprint of a cause: the failed findings that it explains.
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
    var tally: String {
        let count = report.causes.reduce(0) { $0 + $1.fingerprints.count + $1.consequences.count }
        return "\(counted(report.causes.count, "cause")), \(counted(count, "finding"))"
    }

    /// A cause in the form shown to people.
    struct Headline {
        /// What is wrong, and where: `No SPF record: bounce.acme.example and 2 more`.
        let what: String
        /// The first sentence of the repair, and whom to ask for it.
        let repair: String
        /// The finding that reports it.
        let finding: Finding
    }

    /// The worst causes, at most `most`.
    var headlines: [Headline] {
        report.causes.prefix(Self.most).compactMap { cause in
            guard let finding = cause.fingerprints.first.flatMap({ findings[$0] }) else { return nil }
            let more = cause.fingerprints.count > 1 ? " and \(cause.fingerprints.count - 1) more" : ""
            return Headline(
                what: "\(finding.title): \(Self.place(of: finding))\(more)", repair: Self.repair(of: finding), finding: finding)
        }
    }

    /// The number of causes beyond the headlines: `and 3 more causes`.
    var others: String? {
        let number = report.causes.count - Self.most
        return number > 0 ? "and \(counted(number, "more cause"))" : nil
    }

    /// The worst causes, each with its repair and its owner.
    var first: [String] {
        guard !report.causes.isEmpty else { return [] }
        let lines = headlines.enumerated().flatMap { index, headline in
            layout.wrapped("\(index + 1). \(headline.what). \(headline.repair)", first: "  ", rest: "     ").map(printable)
        }
        return ["", style(layout.heading("First, of \(tally)"), .bold)] + lines + (others.map { ["  \($0)"] } ?? [])
    }

    static func place(of finding: Finding) -> String {
        let subject = finding.subject
        return subject.name ?? subject.address ?? subject.key
    }

    /// The first sentence of the repair, and its owner if that is not the operator.
    private static func repair(of finding: Finding) -> String {
        let text = finding.fix.map { $0.text.isEmpty ? $0.publish.first.map { "Publish \($0.zoneLine)" } ?? "" : $0.text } ?? ""
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        var sentence = flat.firstRange(of: ". ").map { String(flat[..<$0.lowerBound]) + "." } ?? flat
        if sentence.isEmpty { sentence = finding.outcome == .fail ? "" : "Learn why it cannot be looked up." }
        return sentence + finding.owner.request
    }

    /// Whether the finding is listed under its cause instead of on its own.
    func isFolded(_ finding: Finding) -> Bool {
        guard finding.outcome == .fail, let cause = finding.causedBy.flatMap({ findings[$0] }) else { return false }
        return [.fail, .waived].contains(cause.outcome)
    }

    /// The failed findings that follow from the given ones.
    func consequences(of findings: [Finding]) -> [Finding] { findings.flatMap { consequences[$0.fingerprint] ?? [] } }

    /// The findings that follow from the given ones, one line per rule.
    func following(_ findings: [Finding]) -> [String] {
        let byRule = Dictionary(grouping: consequences(of: findings), by: \.rule).sorted { $0.key < $1.key }
        return byRule.flatMap { rule, findings -> [String] in
            let worst = findings.map(\.severity).max() ?? .notice
            let times = findings.count > 1 ? " (\(findings.count) times)" : ": \(Self.place(of: findings[0]))"
            return layout.wrapped(
                "because of this, \(worst.rawValue): \(findings[0].title)\(times), \(rule)", first: "  ", rest: "    "
            ).map { style(printable($0), .dim) }
        }
    }
}
