import DNS

/// Deadlines, retries and limits on concurrency.
package struct ResolverPolicy: Sendable, Hashable {
    /// The deadline of a question: from its first packet to its outcome, TCP and aliases included.
    package var questionDeadline = Duration.seconds(6)
    /// The retry timeout while a server's round-trip time is unknown: after it, the next server is queried as well.
    package var initialRetryTimeout = Duration.seconds(1)
    /// Bounds of the retry timeout, which is three times the measured round-trip time.
    package var retryTimeout = Duration.milliseconds(300)...Duration.seconds(2)
    /// Packets for one question over all servers of a view, but at least one to each server.
    package var attempts = 6
    /// Concurrent questions per server; others wait in the server's queue.
    package var questionsPerServer = 64
    /// Packets per second to one server; `nil` for no limit.
    package var packetsPerSecond: Double?
    /// Sockets open at once, that is, attempts in flight.
    package var sockets = 512
    /// Mismatched replies before falling back to TCP (RFC 5452 §9.2 advises suspicion).
    package var mismatches = 3
    /// A server counts as down, and gets no queries, after this many unanswered attempts in a row …
    package var unansweredWhenDown = 8
    /// … over at least this time.
    package var silenceWhenDown = Duration.milliseconds(2500)
    /// How often one query may probe whether a server that is down is back.
    package var probeInterval = Duration.seconds(5)
    /// The UDP payload size that EDNS offers, in octets.
    package var payloadSize: UInt16 = EDNS.recommendedPayloadSize
    /// Request signatures (DO). Replies grow; AD is requested in any case (RFC 6840 §5.7).
    package var wantsSignatures = false
    /// Random letter case in queries (0x20), against forged replies.
    package var mixesCase = true
    /// DNS cookies (RFC 7873).
    package var sendsCookies = true
    /// How long outcomes are kept.
    package var cacheLifetime = CacheLifetime.snapshot
    /// Octets of replies that the cache holds; the oldest are evicted first.
    package var cacheOctets = 64 << 20

    package init() {}
}
