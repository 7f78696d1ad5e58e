/// The deadline of a dialogue: the server's timeout, limited by the run's deadline.
package struct Deadline: Sendable {
    package let instant: ContinuousClock.Instant
    /// The run's own deadline comes first: missing it says nothing about the server.
    package let isOfRun: Bool

    /// When the dialogue starts to count as slow, and the pool whose place it then gives up.
    private let slowFrom: ContinuousClock.Instant
    private let pool: WorkerPool?

    /// - Parameter timeout: the time that the server gets, from now on.
    /// - Parameter run: the deadline of the run.
    package init(_ timeout: Duration, run: ContinuousClock.Instant? = nil) {
        self.init(timeout, run: run, slowAfter: timeout, pool: nil)
    }

    /// - Parameter slowAfter: after this time, the dialogue gives up its place in the pool.
    init(_ timeout: Duration, run: ContinuousClock.Instant?, slowAfter: Duration, pool: WorkerPool?) {
        let now = ContinuousClock.now
        let own = now + timeout
        instant = min(own, run ?? own)
        isOfRun = run.map { $0 < own } ?? false
        slowFrom = now + slowAfter
        self.pool = pool
    }

    private init(_ instant: ContinuousClock.Instant, isOfRun: Bool, like other: Deadline) {
        self.instant = instant
        self.isOfRun = isOfRun
        slowFrom = other.slowFrom
        pool = other.pool
    }

    /// The deadline of one step: `timeout` from now, but never later than this one.
    func step(_ timeout: Duration) -> Deadline {
        let own = ContinuousClock.now + timeout
        return own < instant ? Deadline(own, isOfRun: false, like: self) : self
    }

    var isOver: Bool { ContinuousClock.now >= instant }

    /// Waits with `poll`, which gets the remaining milliseconds and returns whether the event has occurred; `false` when
    /// the deadline has passed. On a pool thread, a slow dialogue gives up its place.
    func wait(_ poll: (_ left: () -> Int32) -> Bool) -> Bool {
        guard let pool, slowFrom < instant else { return poll { Self.milliseconds(until: instant) } }
        if ContinuousClock.now < slowFrom, poll({ Self.milliseconds(until: slowFrom) }) { return true }
        return pool.aside { poll { Self.milliseconds(until: instant) } }
    }

    /// Milliseconds until then, rounded up; 0 when it has passed.
    private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
        let left = end - ContinuousClock.now
        guard left > .zero else { return 0 }
        return Int32(clamping: Int((left / .milliseconds(1)).rounded(.up)))
    }
}
