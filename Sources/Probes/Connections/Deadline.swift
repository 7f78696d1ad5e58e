/// Until when a dialogue may last: what a server is given, never longer than the run, and no longer than somebody waits for it.
package struct Deadline: Sendable {
    package let instant: ContinuousClock.Instant
    private let isInstantOfRun: Bool

    /// The dialogue that it belongs to may be called off.
    private let dialogue = Dialogue.current

    /// The run's own deadline comes first, or nobody waits any more: missing this one then says nothing about the server.
    package var isOfRun: Bool { isInstantOfRun || isCalledOff }

    private var isCalledOff: Bool { dialogue?.isCalledOff ?? false }

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
        isInstantOfRun = run.map { $0 < own } ?? false
        slowFrom = now + slowAfter
        self.pool = pool
    }

    private init(_ instant: ContinuousClock.Instant, like other: Deadline) {
        self.instant = instant
        isInstantOfRun = false
        slowFrom = other.slowFrom
        pool = other.pool
    }

    /// The deadline of one step: `timeout` from now, but never later than this one.
    func step(_ timeout: Duration) -> Deadline {
        let own = ContinuousClock.now + timeout
        return own < instant ? Deadline(own, like: self) : self
    }

    var isOver: Bool { isCalledOff || ContinuousClock.now >= instant }

    /// Waits with `poll`, which gets the remaining milliseconds and returns whether the event has occurred; `false` when
    /// the deadline has passed. On a pool thread, a slow dialogue gives up its place.
    func wait(_ poll: (_ left: () -> Int32) -> Bool) -> Bool {
        guard let pool, slowFrom < instant else { return wait(until: instant, poll) }
        if ContinuousClock.now < slowFrom, wait(until: slowFrom, poll) { return true }
        return pool.aside { wait(until: instant, poll) }
    }

    /// How soon a wait notices that nobody waits for it any more.
    private static let notice: Int32 = 100

    private func wait(until end: ContinuousClock.Instant, _ poll: (_ left: () -> Int32) -> Bool) -> Bool {
        while !isCalledOff {
            let left = Self.milliseconds(until: end)
            if poll({ min(Self.milliseconds(until: end), Self.notice) }) { return true }
            if left <= Self.notice, Self.milliseconds(until: end) == 0 { return false }
        }
        return false
    }

    /// Milliseconds until then, rounded up; 0 when it has passed.
    private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
        let left = end - ContinuousClock.now
        guard left > .zero else { return 0 }
        return Int32(clamping: Int((left / .milliseconds(1)).rounded(.up)))
    }
}
