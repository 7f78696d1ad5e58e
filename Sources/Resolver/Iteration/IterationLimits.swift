/// What keeps iteration bounded, whatever servers say.
enum IterationLimits {
    /// More are not asked; the root and the largest domains have 13.
    static let serversPerZone = 16
    static let addressesPerServer = 8
    /// Server names without glue that are looked up to get on (NXNSAttack: a referral may name any number).
    static let lookupsPerReferral = 4
    /// Lookups of servers' addresses within each other.
    static let depth = 4
    /// Questions that one walk may cost, its lookups of servers' addresses included.
    static let questionsPerWalk = 96
    /// Aliases that are followed one after the other.
    static let aliases = 12
}
