/// Until when a dialogue may last: what a server is given, and never longer than the run.
package struct Deadline: Sendable {
    package let instant: ContinuousClock.Instant
    /// The run's own deadline comes first: missing this one then says nothing about the server.
    package let isOfRun: Bool

    /// From when on waiting happens aside, and whose threads go on meanwhile.
    private let slowFrom: ContinuousClock.Instant
    private let pool: WorkerPool?

    /// - Parameter timeout: what the server is given, from now on.
    /// - Parameter run: when everything must be over.
    package init(_ timeout: Duration, run: ContinuousClock.Instant? = nil) {
        self.init(timeout, run: run, slowAfter: timeout, pool: nil)
    }

    /// - Parameter slowAfter: a dialogue that lasts longer lets others of the pool go first.
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

    /// The deadline of one step: `timeout` from now, and never later than this one.
    func step(_ timeout: Duration) -> Deadline {
        let own = ContinuousClock.now + timeout
        return own < instant ? Deadline(own, isOfRun: false, like: self) : self
    }

    var isOver: Bool { ContinuousClock.now >= instant }

    /// Waits with `poll`, which is told how many milliseconds are left and says whether what it waits for has come; `false` when
    /// the deadline has passed. On a thread of a pool the next gets the place of a dialogue that takes long.
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
