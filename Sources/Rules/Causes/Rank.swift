/// The effect of a finding on mail, the worst first. The number appears in reports.
package enum Rank: Int, Sendable, CaseIterable, Comparable {
    /// For every receiver, or for those that matter most.
    case rejected = 1
    /// A mailbox provider requires it although its own severity is not error.
    case rejectedByProvider
    case bouncesLost
    case pagesBroken
    /// An error could be hidden: something that an error-severity rule needs is undetermined.
    case notLearned
    /// It works until a known date.
    case breaksLater
    case degraded

    package static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
}

/// What suffers when a rule fails with severity error, as stated in its file: `harm: bounces`.
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

/// Who can repair a rule's findings, as stated in its file: `by: address-owner`.
package enum RepairOwner: String, Sendable, CaseIterable {
    /// The publisher of the deployment's records.
    case you
    /// The operator of the email platform.
    case platform
    /// The owner of the address, who controls its PTR records.
    case addressOwner = "address-owner"
    case other
}
