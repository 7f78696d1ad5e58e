/// What mail suffers from a finding, the worst first. The number is what reports carry.
package enum Rank: Int, Sendable, CaseIterable, Comparable {
    /// By every receiver, or by those whose judgement counts.
    case rejected = 1
    /// A mailbox provider demands what its own severity does not make an error.
    case rejectedByProvider
    case bouncesLost
    case pagesBroken
    /// An error could be hidden: what a rule of severity error needs could not be learned.
    case notLearned
    /// It works until a date.
    case breaksLater
    case degraded

    package static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
}

/// What suffers when a rule fails with severity error, as its file says: `harm: bounces`.
package enum Harm: String, Sendable, CaseIterable {
    case rejected, bounces, pages, later, degraded

    var rank: Rank {
        switch self {
        case .rejected: .rejected
        case .bounces: .bouncesLost
        case .pages: .pagesBroken
        case .later: .breaksLater
        case .degraded: .degraded
        }
    }
}

/// Who can repair what a rule finds, as its file says: `by: address-owner`.
package enum RepairOwner: String, Sendable, CaseIterable {
    /// Whoever publishes the deployment's records.
    case you
    /// Whoever runs the email platform.
    case platform
    /// Whoever the address belongs to: its PTR records are theirs.
    case addressOwner = "address-owner"
    case other
}
