package import Facts
package import Rules

/// What became of a finding since the snapshot before.
package enum Change: String, Sendable, CaseIterable {
    /// It fails, and that is believed for the first time.
    case new
    /// It fails with a greater severity than before.
    case escalated
    case persisting
    /// It fails and passes by turns: told once, then left alone until it settles.
    case flapping
    /// It failed and no longer does.
    case resolved
    /// It fails, but not yet often enough in a row to be believed.
    case unconfirmed
}

/// A finding that failed now or before, and what became of it.
package struct ChangedFinding: Sendable, Hashable {
    package let change: Change
    /// Somebody must hear of it: it changed in this snapshot.
    package let isNews: Bool
    /// It could not be looked at: what is said of it is what was true when it last could.
    package let isStale: Bool
    /// Since when it fails, or flaps; of a resolved one, since when it had failed.
    package let since: Timestamp
    package let fingerprint: String
    package let rule: String
    package let subject: FindingSubject
    package let title: String
    package let severity: Severity
}

/// What changed in a deployment since the snapshot before.
package struct Changes: Sendable, Hashable {
    /// The snapshot before; `nil` for the first.
    package let since: Timestamp?
    /// Sorted by rule, then subject.
    package let findings: [ChangedFinding]
    package let sight: Sight?

    /// That something could no longer be learned, and that it can be again.
    package enum Sight: Sendable, Hashable {
        /// Since when, and what did not conclude; a reminder was told before.
        case lost(since: Timestamp, reasons: [Unknown.Reason], isReminder: Bool)
        /// Lost and regained by turns: told once, then left alone until it settles.
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

    /// Nobody needs to hear of this snapshot.
    package var isSilent: Bool { news.isEmpty && sight == nil }

    package subscript(fingerprint: String) -> ChangedFinding? { findings.first { $0.fingerprint == fingerprint } }

    package func count(_ change: Change) -> Int { findings.count { $0.change == change } }
}
