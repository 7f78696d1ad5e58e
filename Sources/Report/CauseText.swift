import Rules

/// The causes of a report for people: what to do first, and what follows from each.
struct CauseText {
    private let style: TextStyle
    private let layout: TextLayout
    private let findings: [String: Finding]
    /// Those that passed included.
    private let all: [Finding]
    /// By the fingerprint of a cause: the failed findings that it explains.
    private let consequences: [String: [Finding]]
    /// What has to be done something about, the worst first: a notice alone, and what has no say in the verdict, is not among it.
    private let urgent: [Cause]

    static let most = 5

    init(_ report: Report, style: TextStyle, layout: TextLayout) {
        self.style = style
        self.layout = layout
        all = report.findings
        guard !report.causes.isEmpty else {
            (findings, consequences, urgent) = ([:], [:], [])
            return
        }
        let findings = Dictionary(report.shown.map { ($0.fingerprint, $0) }) { first, _ in first }
        self.findings = findings
        urgent = report.causes.filter { cause in
            (cause.fingerprints + cause.consequences).lazy.compactMap { findings[$0] }
                .contains { $0.severity > .notice && report.hasSay($0) }
        }
        consequences = Dictionary(grouping: report.shown.filter { $0.outcome == .fail && $0.causedBy != nil }) {
            $0.causedBy ?? ""
        }
    }

    /// `3 causes, 14 findings`
    var tally: String {
        let count = urgent.reduce(0) { $0 + $1.fingerprints.count + $1.consequences.count }
        return "\(counted(urgent.count, "cause")), \(counted(count, "finding"))"
    }

    /// The worst causes, at most `most`.
    var headlines: [Headline] {
        urgent.prefix(Self.most).compactMap { cause in
            let told = cause.fingerprints.compactMap { findings[$0] }
            return told.first.map { first in Headline(told, among: all.filter { $0.rule == first.rule && $0.isJudged }) }
        }
    }

    /// The number of causes beyond the headlines: `and 3 more causes`.
    var others: String? {
        let number = urgent.count - Self.most
        return number > 0 ? "and \(counted(number, "more cause"))" : nil
    }

    /// The worst causes, each with its repair and its owner.
    var first: [String] {
        guard !urgent.isEmpty else { return [] }
        let lines = headlines.enumerated().flatMap { index, headline in
            layout.wrapped("\(index + 1). \(headline.what). \(headline.repair)", first: "  ", rest: "     ").map(printable)
        }
        return ["", style(layout.heading("First, of \(tally)"), .bold)] + lines + (others.map { ["  \($0)"] } ?? [])
    }

    /// Whether the finding stands below its cause, and needs no place of its own.
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
            let times = findings.count > 1 ? " (\(findings.count) times)" : ": \(Headline.place(of: findings[0]))"
            return layout.wrapped(
                "because of this, \(worst.rawValue): \(findings[0].title)\(times), \(rule)", first: "  ", rest: "    "
            ).map { style(printable($0), .dim) }
        }
    }
}
