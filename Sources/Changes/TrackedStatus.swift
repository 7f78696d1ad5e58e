package import Facts

/// What is remembered of something that fails or does not, from one snapshot to the next: a finding, or the sight of a
/// deployment. It decides what is news.
package struct TrackedStatus: Sendable, Hashable {
    /// When its present run of failures began; while flapping, when that was noticed.
    package internal(set) var since: Timestamp
    /// It was told as failing.
    package internal(set) var isBelieved = false
    package internal(set) var isFlapping = false
    /// The last snapshots that saw it, oldest first: true for failing. What could not be looked at leaves no trace here.
    package internal(set) var looks: [Bool] = []

    /// How many snapshots are remembered.
    static let window = 12
    /// Changes within the window from which on it flaps: twice broken and twice repaired.
    static let restless = 4
    /// Changes within the window with which it has settled.
    static let settled = 1

    /// Failing snapshots in a row up to now.
    var streak: Int { looks.reversed().prefix { $0 }.count }
    var changesInWindow: Int { zip(looks, looks.dropFirst()).count { $0 != $1 } }
    /// Nothing in the window says that it ever failed.
    var isForgettable: Bool { !isBelieved && !isFlapping && !looks.contains(true) }

    /// What it is as long as nothing new is seen of it.
    var standing: Change {
        isFlapping ? .flapping : isBelieved ? .persisting : looks.last == true ? .unconfirmed : .resolved
    }

    private mutating func append(_ isFailing: Bool) { looks = Array((looks + [isFailing]).suffix(Self.window)) }

    /// It fails at `now`.
    ///
    /// - Parameter confirm: how many snapshots in a row must see that before it is new.
    mutating func fail(at now: Timestamp, confirm: Int) -> (change: Change, isNews: Bool) {
        if streak == 0, !isFlapping { since = now }
        append(true)
        if isFlapping {
            guard changesInWindow <= Self.settled else { return (.flapping, false) }
            settle(failing: true)
            return (.new, true)
        }
        if changesInWindow >= Self.restless { return flap(at: now) }
        if isBelieved { return (.persisting, false) }
        guard streak >= confirm else { return (.unconfirmed, false) }
        isBelieved = true
        return (.new, true)
    }

    /// It does not fail at `now`; `nil` when nobody had heard that it did.
    mutating func pass(at now: Timestamp) -> (change: Change, isNews: Bool)? {
        append(false)
        if isFlapping {
            guard changesInWindow <= Self.settled else { return (.flapping, false) }
            settle(failing: false)
            return (.resolved, true)
        }
        if changesInWindow >= Self.restless { return flap(at: now) }
        guard isBelieved else { return nil }
        isBelieved = false
        return (.resolved, true)
    }

    private mutating func flap(at now: Timestamp) -> (change: Change, isNews: Bool) {
        isFlapping = true
        since = now
        return (.flapping, true)
    }

    private mutating func settle(failing: Bool) {
        isFlapping = false
        isBelieved = failing
    }
}
