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

    /// The resolvers that do not answer, then the questions that do not wait for them.
    private func causes(_ reasons: [Unknown.Reason]) -> [String] {
        let silent = report.findings.filter { $0.outcome == .undetermined && $0.subject.kind == "resolver" }
        let fingerprints = Set(silent.map(\.fingerprint))
        let waiting = report.findings.filter {
            fingerprints.contains($0.fingerprint) || $0.causedBy.map(fingerprints.contains) == true
        }
        let explained = Set(waiting.flatMap { $0.unknown?.reasons ?? [] })
        let others = reasons.filter { !explained.contains($0) }
        let questions = Set(reasons.filter(explained.contains).compactMap(\.question)).count
        let more = others.count - Self.maximumReasons
        return silent.flatMap { paragraph($0.message) }
            + (questions > 0 ? ["  \(counted(questions, "question")) without an answer because of this"] : [])
            + others.prefix(Self.maximumReasons).flatMap { paragraph($0.text) } + (more > 0 ? ["  and \(more) more"] : [])
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
