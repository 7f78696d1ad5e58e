import Changes
import Facts
import Rules

/// The changes since the previous run, for a terminal or a mail.
extension TextReport {
    /// Only the changes; empty when there is nothing to announce. A first run without problems is one line, as proof that
    /// monitoring works.
    package var changes: String {
        guard let changes = report.changes else { return "" }
        guard !changes.isSilent else {
            let isFirst = changes.since == nil && report.verdict == .ready
            return isFirst ? "\(summary[0]); first run for \(printable(report.deployment)) at \(report.observedAt)\n" : ""
        }
        var lines = summary + ["", style(tally(changes), .bold)]
        let rules = Dictionary(grouping: report.findings, by: \.rule)
        let news = Set(changes.news.filter { $0.change == .new || $0.change == .escalated }.map(\.fingerprint))
        for equal in EqualFindings.groups(report.findings.filter { news.contains($0.fingerprint) }) {
            lines += [""] + failure(equal, rules)
        }
        return (lines + since(changes, withStale: false)).joined(separator: "\n") + "\n"
    }

    /// `since 2026-11-22T11:00:00Z: 1 new, 2 persisting`.
    func tally(_ changes: Changes) -> String {
        var counts: [String] = []
        for change in Change.allCases where changes.count(change) > 0 {
            counts.append("\(changes.count(change)) \(change.rawValue)")
        }
        let stale = changes.findings.count(where: \.isStale)
        if stale > 0 { counts.append("\(stale) stale") }
        let text = counts.isEmpty ? "no finding then, none now" : counts.joined(separator: ", ")
        return changes.since.map { "since \($0): \(text)" } ?? "first look: \(text)"
    }

    /// Findings that are not among the failures below, and what became undetermined.
    func since(_ changes: Changes, withStale: Bool = true) -> [String] {
        var lines: [String] = []
        for finding in changes.findings where finding.change == .resolved || finding.change == .flapping || finding.isStale {
            guard finding.isNews || finding.isStale && withStale else { continue }
            let label = finding.isStale ? "stale" : finding.change.rawValue
            let left = "\(label): \(printable(finding.title))"
            let (gap, fits) = layout.spread(left, finding.rule)
            lines += [
                "", style(left, finding.change == .resolved ? .green : .cyan) + (fits ? gap + style(finding.rule, .dim) : ""),
            ]
            if !fits { lines.append("  " + style(finding.rule, .dim)) }
            lines += paragraph("\(finding.subject.key): \(Self.story(finding))")
        }
        switch changes.sight {
        case .lost(let since, let reasons, let isReminder):
            lines += ["", style("\(isReminder ? "still " : "")out of sight since \(since)", .magenta)] + causes(reasons)
        case .unsteady(let since, let reasons):
            let story = "out of sight intermittently, noticed at \(since); reported again when it is stable"
            lines += ["", style(story, .magenta)] + causes(reasons)
        case .regained(let since):
            lines += ["", style("in sight again: what was unknown since \(since) could be learned", .green)]
        case nil: break
        }
        return lines
    }

    private static let maximumReasons = 5

    private func causes(_ reasons: [Unknown.Reason]) -> [String] {
        let more = reasons.count - Self.maximumReasons
        return reasons.prefix(Self.maximumReasons).flatMap { paragraph($0.text) } + (more > 0 ? ["  and \(more) more"] : [])
    }

    static func story(_ finding: ChangedFinding) -> String {
        if finding.isStale { return "could not be checked; it failed when it last was, first at \(finding.since)" }
        return finding.change == .resolved
            ? "had failed since \(finding.since)" : "fails intermittently; reported again when it is stable"
    }

    /// `new `, before the severity of a newly failed finding.
    func changed(_ finding: Finding) -> String {
        guard let changed = report.changes?[finding.fingerprint] else { return "" }
        switch changed.change {
        case .new, .escalated, .unconfirmed, .flapping: return changed.change.rawValue + " "
        case .persisting, .resolved: return ""
        }
    }
}
