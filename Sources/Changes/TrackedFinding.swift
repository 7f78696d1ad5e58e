package import Facts
package import Rules

/// A finding that failed at least once in the last looks.
package struct TrackedFinding: Sendable, Hashable {
    package let fingerprint: String
    package let rule: String
    package let subject: FindingSubject
    public internal(set) var title: String
    public internal(set) var severity: Severity
    /// When its present run of failures began; while flapping, when that was noticed.
    public internal(set) var since: Timestamp
    /// It was told as failing.
    public internal(set) var isBelieved: Bool
    public internal(set) var isFlapping: Bool
    /// Since when it could not be looked at.
    public internal(set) var staleSince: Timestamp?
    /// The last looks that saw it, oldest first: true for failing. What could not be looked at leaves no trace here.
    public internal(set) var looks: [Bool]

    /// How many looks are remembered.
    static let window = 12
    /// Changes within the window from which on a finding flaps: twice broken and twice repaired.
    static let restless = 4
    /// Changes within the window with which it has settled.
    static let settled = 1

    /// Failing looks in a row up to now.
    var streak: Int { looks.reversed().prefix { $0 }.count }
    var changesInWindow: Int { zip(looks, looks.dropFirst()).count { $0 != $1 } }
    /// Nothing in the window says that it ever failed.
    var isForgettable: Bool { !isBelieved && !isFlapping && !looks.contains(true) }

    mutating func append(_ isFailing: Bool) {
        looks = Array((looks + [isFailing]).suffix(Self.window))
        staleSince = nil
    }
}
