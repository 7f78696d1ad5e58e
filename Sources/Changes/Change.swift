package import Facts
package import Rules

/// The change of a finding since the previous snapshot.
package enum Change: String, Sendable, CaseIterable {
    /// It fails, and has just been confirmed.
    case new
    /// It fails with a higher severity than before.
    case escalated
    case persisting
    /// It alternates between failing and passing: announced once, then left alone until it settles.
    case flapping
    /// It failed and no longer does.
    case resolved
    /// It fails, but not yet in enough consecutive snapshots to be confirmed.
    case unconfirmed
}

/// A finding that fails now or failed before, and its change.
package struct ChangedFinding: Sendable, Hashable {
    package let change: Change
    /// It changed in this snapshot and must be announced.
    package let isNews: Bool
    /// It could not be checked: this is its last known state.
    package let isStale: Bool
    /// When it began to fail, or flap; for a resolved one, when it had begun to fail.
    package let since: Timestamp
    package let fingerprint: String
    package let rule: String
    package let subject: FindingSubject
    package let title: String
    package let severity: Severity
}

/// The changes in a deployment since the previous snapshot.
package struct Changes: Sendable, Hashable {
    /// The previous snapshot; `nil` for the first.
    package let since: Timestamp?
    /// Sorted by rule, then subject.
    package let findings: [ChangedFinding]
    package let sight: Sight?

    /// The loss of sight, when something could no longer be determined, and its return.
    package enum Sight: Sendable, Hashable {
        /// Since when, and which queries failed; a reminder was preceded by an earlier announcement.
        case lost(since: Timestamp, reasons: [Unknown.Reason], isReminder: Bool)
        /// Alternately lost and regained: announced once, then left alone until it settles.
        case unsteady(since: Timestamp, reasons: [Unknown.Reason])
        case regained(since: Timestamp)

        package static let words = ["lost", "unsteady", "regained"]

        package var word: String {
            switch self {
            case .lost: Self.words[0]
            case .unsteady: Self.words[1]
            case .regained: Self.words[2]
            }
        }
    }

    package var news: [ChangedFinding] { findings.filter(\.isNews) }

    /// This snapshot needs no announcement.
    package var isSilent: Bool { news.isEmpty && sight == nil }

    package subscript(fingerprint: String) -> ChangedFinding? { findings.first { $0.fingerprint == fingerprint } }

    package func count(_ change: Change) -> Int { findings.count { $0.change == change } }
}
