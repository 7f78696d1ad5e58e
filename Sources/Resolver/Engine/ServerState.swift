import DNS
import DequeModule

/// What is known of a server.
struct ServerState {
    /// Ours for this server, at random (RFC 7873 §4.1).
    let clientCookie: [UInt8]
    var serverCookie: [UInt8] = []
    var lacksEDNS = false
    /// Smoothed; `nil` before the first answer.
    var roundTrip: Duration?
    /// Questions that hold a slot.
    var busy = 0
    /// Questions in line, by identifier; those that are gone by their turn are skipped.
    var line: Deque<UInt64> = []
    var unansweredInRow = 0
    var silentSince: ContinuousClock.Instant?
    var lastSent: ContinuousClock.Instant?

    init(clientCookie: [UInt8]) { self.clientCookie = clientCookie }

    mutating func heard(after roundTrip: Duration?) {
        unansweredInRow = 0
        silentSince = nil
        guard let roundTrip else { return }
        self.roundTrip = self.roundTrip.map { $0 * 7 / 8 + roundTrip / 8 } ?? roundTrip
    }

    mutating func leftUnanswered(sent: ContinuousClock.Instant) {
        unansweredInRow += 1
        silentSince = min(silentSince ?? sent, sent)
    }

    /// Others are asked first.
    func isSuspect(_ policy: ResolverPolicy) -> Bool { unansweredInRow >= policy.unansweredWhenDown }

    /// Not asked at all, but for a probe now and then.
    func isDown(_ policy: ResolverPolicy, at now: ContinuousClock.Instant) -> Bool {
        guard isSuspect(policy), let silentSince else { return false }
        return silentSince.duration(to: now) >= policy.silenceWhenDown
    }

    func patience(_ policy: ResolverPolicy) -> Duration {
        guard let roundTrip else { return policy.firstPatience }
        return min(max(roundTrip * 3, policy.patience.lowerBound), policy.patience.upperBound)
    }
}
