import DNS

/// How long, how often and how many at once.
package struct ResolverPolicy: Sendable, Hashable {
    /// The deadline of a question: from its first packet to its end, TCP and aliases included.
    package var questionDeadline = Duration.seconds(6)
    /// The retry timeout while a server's round-trip time is unknown: how long to wait before the next server is asked as well.
    package var initialRetryTimeout = Duration.seconds(1)
    /// Bounds of the retry timeout, which is three times the measured round-trip time.
    package var retryTimeout = Duration.milliseconds(300)...Duration.seconds(2)
    /// Packets for one question over all servers of a view; at least one to each server all the same.
    package var attempts = 6
    /// Questions at one server at the same time; the others wait in the server's queue.
    package var questionsPerServer = 64
    /// Packets a second to one server; `nil` for as many as its questions take.
    package var packetsPerSecond: Double?
    /// Sockets open at the same time: attempts in flight.
    package var sockets = 512
    /// Replies that do not match before TCP is used (RFC 5452 §9.2 asks to be wary of them).
    package var mismatches = 3
    /// A server is down, and held back, when it left so many attempts in a row unanswered …
    package var unansweredWhenDown = 8
    /// … over at least so long.
    package var silenceWhenDown = Duration.milliseconds(2500)
    /// How often one question may find out whether a server that is down is back.
    package var probeInterval = Duration.seconds(5)
    /// The UDP payload size that EDNS offers, in octets.
    package var payloadSize: UInt16 = EDNS.recommendedPayloadSize
    /// Ask for signatures (DO). Replies grow; AD is asked for in any case (RFC 6840 §5.7).
    package var wantsSignatures = false
    /// Random letter case in questions (0x20) against forged replies.
    package var mixesCase = true
    /// DNS cookies (RFC 7873).
    package var sendsCookies = true
    /// How long outcomes are kept.
    package var cacheLifetime = CacheLifetime.snapshot
    /// Octets of replies that the cache holds; the oldest leave first.
    package var cacheOctets = 64 << 20

    package init() {}
}
