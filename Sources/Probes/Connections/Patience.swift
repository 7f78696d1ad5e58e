/// Until when a dialogue may last: what a server is given, and never longer than everything together.
package struct Patience: Sendable {
    package let end: ContinuousClock.Instant
    /// The audit's own deadline comes first: running into `end` then says nothing about the server.
    package let isCut: Bool

    /// From when on waiting happens aside, and whose threads go on meanwhile.
    private let slowFrom: ContinuousClock.Instant
    private let pool: WorkerPool?

    package init(_ duration: Duration, atMost deadline: ContinuousClock.Instant? = nil) {
        self.init(duration, atMost: deadline, slowAfter: duration, pool: nil)
    }

    /// - Parameter slowAfter: a dialogue that lasts longer lets others of the pool go first.
    init(_ duration: Duration, atMost deadline: ContinuousClock.Instant?, slowAfter: Duration, pool: WorkerPool?) {
        let now = ContinuousClock.now
        let own = now + duration
        end = min(own, deadline ?? own)
        isCut = deadline.map { $0 < own } ?? false
        slowFrom = now + slowAfter
        self.pool = pool
    }

    var isOver: Bool { ContinuousClock.now >= end }

    /// Waits with `poll`, which is told how many milliseconds are left and says whether what it waits for has come; `false` when
    /// the patience is over. On a thread of a pool the next gets the place of a dialogue that takes long.
    func wait(_ poll: (_ left: () -> Int32) -> Bool) -> Bool {
        guard let pool, slowFrom < end else { return poll { Self.milliseconds(until: end) } }
        if ContinuousClock.now < slowFrom, poll({ Self.milliseconds(until: slowFrom) }) { return true }
        return pool.aside { poll { Self.milliseconds(until: end) } }
    }

    /// Milliseconds until then, rounded up; 0 when it is over.
    private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
        let left = end - ContinuousClock.now
        guard left > .zero else { return 0 }
        return Int32(clamping: Int((left / .milliseconds(1)).rounded(.up)))
    }
}
