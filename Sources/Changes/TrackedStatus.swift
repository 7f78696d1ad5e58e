package import Facts

/// The failing or passing state of a finding, or of the sight of a deployment, across snapshots. Decides what is news.
package struct TrackedStatus: Sendable, Hashable {
    /// When its current run of failures began; while flapping, when that was noticed.
    package internal(set) var since: Timestamp
    /// It was announced as failing.
    package internal(set) var isBelieved = false
    package internal(set) var isFlapping = false
    /// Its results in the last snapshots, oldest first: true for failing. Snapshots that could not check it are left out.
    package internal(set) var looks: [Bool] = []

    /// How many snapshots are remembered.
    static let window = 12
    /// The number of changes within the window at which it flaps: twice broken and twice fixed.
    static let restless = 4
    /// The number of changes within the window at which it has settled.
    static let settled = 1

    /// The number of consecutive failing snapshots up to now.
    var streak: Int { looks.reversed().prefix { $0 }.count }
    var changesInWindow: Int { zip(looks, looks.dropFirst()).count { $0 != $1 } }
    /// It has not failed within the window.
    var isForgettable: Bool { !isBelieved && !isFlapping && !looks.contains(true) }

    /// Its change as long as nothing new is seen.
    var standing: Change {
        isFlapping ? .flapping : isBelieved ? .persisting : looks.last == true ? .unconfirmed : .resolved
    }

    private mutating func append(_ isFailing: Bool) { looks = Array((looks + [isFailing]).suffix(Self.window)) }

    /// Records a failure at `now`.
    ///
    /// - Parameter confirm: the number of consecutive snapshots that confirm it.
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

    /// Records a pass at `now`; `nil` when its failure was never announced.
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
