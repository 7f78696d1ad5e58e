import DNS
import DequeModule
import Sockets

/// What the client knows about a server, independent of any query.
struct ServerState {
    /// Our random cookie for this server (RFC 7873 §4.1).
    let clientCookie: [UInt8]
    var serverCookie: [UInt8] = []
    var lacksEDNS = false
    /// Smoothed as in TCP (RFC 6298 §2); `nil` before the first answer.
    var roundTrip: Duration?
    /// Pending queries that hold one of the server's slots.
    private(set) var slotsInUse = 0
    /// Slots in use per allowance.
    private var slots: [ObjectIdentifier: Int] = [:]
    /// When the next packet may be sent, and whether a look at the queue is scheduled for then.
    private(set) var nextTurn = ContinuousClock.now
    var isTurnPlanned = false
    /// Identifiers of pending queries that wait for a slot. Those that ended in the meantime are skipped.
    var queue: Deque<UInt64> = []
    var unansweredInRow = 0
    var unansweredSince: ContinuousClock.Instant?
    var lastSent: ContinuousClock.Instant?

    init(clientCookie: [UInt8]) { self.clientCookie = clientCookie }

    // MARK: Slots and rate limit

    mutating func take(for allowance: Allowance?) {
        slotsInUse += 1
        if let allowance { slots[ObjectIdentifier(allowance), default: 0] += 1 }
    }

    mutating func release(for allowance: Allowance?) {
        slotsInUse -= 1
        guard let key = allowance.map({ ObjectIdentifier($0) }), let count = slots[key] else { return }
        slots[key] = count > 1 ? count - 1 : nil
    }

    /// Whether other allowances hold slots.
    func isTakenByOthers(than allowance: Allowance?) -> Bool {
        guard let allowance else { return false }
        return slots[ObjectIdentifier(allowance), default: 0] < slotsInUse
    }

    /// How many packets may be sent now: bursts hold at most a tenth of a second's packets, so that every second keeps to
    /// the rate.
    func tokens(_ rate: Double, at now: ContinuousClock.Instant) -> Int {
        let earned = (max(nextTurn.duration(to: now), .zero) / .seconds(1)) * rate
        guard nextTurn <= now else { return 0 }
        return 1 + Int(min(earned, Self.burst(rate)))
    }

    mutating func spendToken(_ rate: Double, at now: ContinuousClock.Instant) {
        let interval = Duration.seconds(1 / rate)
        nextTurn = max(nextTurn, now - interval * Self.burst(rate)) + interval
    }

    private static func burst(_ rate: Double) -> Double { (rate / 10).rounded(.down) }

    /// The server has replied; `roundTrip` is `nil` when the time is meaningless, as after a retransmit.
    mutating func answered(after roundTrip: Duration?) {
        unansweredInRow = 0
        unansweredSince = nil
        guard let roundTrip else { return }
        self.roundTrip = self.roundTrip.map { $0 * 7 / 8 + roundTrip / 8 } ?? roundTrip
    }

    /// An attempt sent at this time got no reply within its retry timeout.
    mutating func timedOut(sent: ContinuousClock.Instant) {
        unansweredInRow += 1
        unansweredSince = min(unansweredSince ?? sent, sent)
    }

    /// Other servers are queried first.
    func isUnresponsive(_ policy: ResolverPolicy) -> Bool { unansweredInRow >= policy.unansweredWhenDown }

    /// The server gets no queries except one per `probeInterval`.
    func isDown(_ policy: ResolverPolicy, at now: ContinuousClock.Instant) -> Bool {
        guard isUnresponsive(policy), let unansweredSince else { return false }
        return unansweredSince.duration(to: now) >= policy.silenceWhenDown
    }

    /// The time before the next attempt: three round trips, or the initial value before the first answer.
    func retryTimeout(_ policy: ResolverPolicy) -> Duration {
        guard let roundTrip else { return policy.initialRetryTimeout }
        return min(max(roundTrip * 3, policy.retryTimeout.lowerBound), policy.retryTimeout.upperBound)
    }
}
