package import Facts
import Rules

/// The state of one deployment that is kept between runs.
package struct DeploymentState: Sendable, Hashable {
    package internal(set) var lookedAt: Timestamp
    /// By fingerprint.
    package internal(set) var findings: [String: TrackedFinding] = [:]
    /// Whether something could not be determined; `nil` when the last snapshots were complete.
    package internal(set) var sight: TrackedSight?

    /// How far a run may lag behind another, in seconds. A larger difference is not a late snapshot: a clock was wrong.
    static let overlap: Int64 = 3_600

    /// Compares a snapshot with the state before it.
    ///
    /// - Parameter confirm: the consecutive snapshots with a failure, or a loss of sight, that confirm it.
    /// - Parameter remind: seconds after which a persistent loss of sight is announced again.
    /// - Returns: what changed, and the new state.
    package static func comparing(
        _ snapshot: Snapshot, with state: DeploymentState?, confirm: Int = 1, remind: Int64 = TrackedSight.remind
    ) -> (Changes, DeploymentState) {
        var next = state ?? DeploymentState(lookedAt: snapshot.observedAt)
        // Another run with a later snapshot finished first: its state is newer.
        guard !(1...overlap).contains(next.lookedAt.seconds - snapshot.observedAt.seconds) else {
            let known = next.findings.values.map { $0.unchanged(isStale: $0.staleSince != nil) }
            return (Changes(since: next.lookedAt, findings: shown(known), sight: nil), next)
        }
        let seen = Dictionary(snapshot.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
        let unlearned = snapshot.unlearnedNames
        var changed: [ChangedFinding] = []
        for fingerprint in Set(seen.keys).union(next.findings.keys) {
            let known = next.findings[fingerprint]
            if let known, !snapshot.scope.knownRules.contains(known.rule) {
                next.findings[fingerprint] = nil
                continue
            }
            switch snapshot.status(of: seen[fingerprint], else: known.map { ($0.rule, $0.subject) }, unlearned) {
            case .failing(let finding): changed.append(next.fail(finding, at: snapshot.observedAt, confirm: confirm))
            case .passing: if let known, let change = next.pass(known, at: snapshot.observedAt) { changed.append(change) }
            case .unseen:
                guard let known else { continue }
                next.findings[fingerprint]?.staleSince = known.staleSince ?? snapshot.observedAt
                changed.append(known.unchanged(isStale: true))
            case .outside: if let known { changed.append(known.unchanged(isStale: known.staleSince != nil)) }
            }
        }
        next.lookedAt = snapshot.observedAt
        var sight = next.sight ?? TrackedSight(status: TrackedStatus(since: snapshot.observedAt))
        let told = sight.note(
            snapshot.unknownReasons, isDark: snapshot.isDark, at: snapshot.observedAt, confirm: confirm, remind: remind)
        next.sight = sight.status.isForgettable && sight.darkness == nil ? nil : sight
        return (Changes(since: state?.lookedAt, findings: shown(changed), sight: told), next)
    }

    private mutating func fail(_ finding: Finding, at now: Timestamp, confirm: Int) -> ChangedFinding {
        var tracked =
            findings[finding.fingerprint]
            ?? TrackedFinding(
                fingerprint: finding.fingerprint, rule: finding.rule, subject: finding.subject, title: finding.title,
                severity: finding.severity, status: TrackedStatus(since: now))
        var (change, isNews) = tracked.status.fail(at: now, confirm: confirm)
        if change == .persisting, finding.severity > tracked.severity { (change, isNews) = (.escalated, true) }
        tracked.title = finding.title
        tracked.severity = finding.severity
        tracked.staleSince = nil
        findings[finding.fingerprint] = tracked
        return tracked.changed(change, isNews: isNews)
    }

    /// `nil` when it was never announced.
    private mutating func pass(_ before: TrackedFinding, at now: Timestamp) -> ChangedFinding? {
        var tracked = before
        tracked.staleSince = nil
        let change = tracked.status.pass(at: now)
        findings[before.fingerprint] = tracked.status.isForgettable ? nil : tracked
        return change.map { tracked.changed($0.change, isNews: $0.isNews) }
    }

    /// Sorted, without findings that were already resolved.
    private static func shown(_ findings: [ChangedFinding]) -> [ChangedFinding] {
        findings.filter { $0.change != .resolved || $0.isNews }.sorted {
            ($0.rule, $0.subject.kind, $0.subject.key) < ($1.rule, $1.subject.kind, $1.subject.key)
        }
    }
}
