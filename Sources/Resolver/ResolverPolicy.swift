import DNS

/// How long, how often and how many at once.
package struct ResolverPolicy: Sendable, Hashable {
    /// From a question's first packet to its end, TCP and alias chains included.
    package var questionDeadline = Duration.seconds(6)
    /// How long a server is waited for before the next one is asked as well, while its round-trip time is unknown.
    package var firstPatience = Duration.seconds(1)
    /// Bounds of that wait once it is three times the measured round-trip time.
    package var patience = Duration.milliseconds(300)...Duration.seconds(2)
    /// Packets for one question over all servers of a view; at least one to each server all the same.
    package var attempts = 6
    /// Questions at one server at the same time; the others wait in line.
    package var questionsPerServer = 64
    /// Sockets open at the same time.
    package var sockets = 512
    /// Replies that do not match before TCP is used (RFC 5452 §9.2 asks to be wary of them).
    package var mismatches = 3
    /// Longer alias chains count as loops.
    package var aliases = 16
    /// A server is down when it left so many attempts in a row unanswered …
    package var unansweredWhenDown = 8
    /// … over at least so long.
    package var silenceWhenDown = Duration.milliseconds(2500)
    /// How often a question is spent on finding out whether a server that is down is back.
    package var probeInterval = Duration.seconds(5)
    /// The UDP payload offered by EDNS, in octets.
    package var payloadSize: UInt16 = EDNS.recommendedPayloadSize
    /// Ask for signatures (DO). Replies grow; AD is asked for in any case (RFC 6840 §5.7).
    package var wantsSignatures = false
    /// Random letter case in questions against forged replies.
    package var mixesCase = true
    /// DNS cookies (RFC 7873).
    package var sendsCookies = true

    package init() {}
}
