package import Facts
package import Rules

/// A finding that failed at least once in the last snapshots.
package struct TrackedFinding: Sendable, Hashable {
    package let fingerprint: String
    package let rule: String
    package let subject: FindingSubject
    package internal(set) var title: String
    package internal(set) var severity: Severity
    package internal(set) var status: TrackedStatus
    /// Since when it could not be checked.
    package internal(set) var staleSince: Timestamp?

    func changed(_ change: Change, isNews: Bool, isStale: Bool = false) -> ChangedFinding {
        ChangedFinding(
            change: change, isNews: isNews, isStale: isStale, since: status.since, fingerprint: fingerprint, rule: rule,
            subject: subject, title: title, severity: severity)
    }

    /// Its previous state, since there is nothing new about it.
    func unchanged(isStale: Bool) -> ChangedFinding { changed(status.standing, isNews: false, isStale: isStale) }
}
