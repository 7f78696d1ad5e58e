import DNS
import DequeModule

/// What the client knows of a server, whatever was asked of it.
struct ServerState {
    /// Ours for this server, at random (RFC 7873 §4.1).
    let clientCookie: [UInt8]
    var serverCookie: [UInt8] = []
    var lacksEDNS = false
    /// Smoothed as TCP does it (RFC 6298 §2); `nil` before the first answer.
    var roundTrip: Duration?
    /// Pending queries that hold one of the server's slots.
    var slotsInUse = 0
    /// Pending queries that wait for a slot, by identifier. Those that have ended by their turn are skipped.
    var queue: Deque<UInt64> = []
    var unansweredInRow = 0
    var unansweredSince: ContinuousClock.Instant?
    var lastSent: ContinuousClock.Instant?

    init(clientCookie: [UInt8]) { self.clientCookie = clientCookie }

    /// The server has replied; `roundTrip` is `nil` when the time says nothing, as after a retransmit.
    mutating func answered(after roundTrip: Duration?) {
        unansweredInRow = 0
        unansweredSince = nil
        guard let roundTrip else { return }
        self.roundTrip = self.roundTrip.map { $0 * 7 / 8 + roundTrip / 8 } ?? roundTrip
    }

    /// An attempt that was sent then has had no reply within its retry timeout.
    mutating func timedOut(sent: ContinuousClock.Instant) {
        unansweredInRow += 1
        unansweredSince = min(unansweredSince ?? sent, sent)
    }

    /// Other servers are asked first.
    func isUnresponsive(_ policy: ResolverPolicy) -> Bool { unansweredInRow >= policy.unansweredWhenDown }

    /// The server is held back: it gets no queries but one in `probeInterval`.
    func isDown(_ policy: ResolverPolicy, at now: ContinuousClock.Instant) -> Bool {
        guard isUnresponsive(policy), let unansweredSince else { return false }
        return unansweredSince.duration(to: now) >= policy.silenceWhenDown
    }

    /// How long to wait for a reply before the next attempt: three round trips, or the initial value before the first answer.
    func retryTimeout(_ policy: ResolverPolicy) -> Duration {
        guard let roundTrip else { return policy.initialRetryTimeout }
        return min(max(roundTrip * 3, policy.retryTimeout.lowerBound), policy.retryTimeout.upperBound)
    }
}
