import DNS

/// One attempt of a pending query: one packet to one server on its own socket, in flight until a reply, an error, or the
/// end of the query.
final class QueryAttempt {
    let id: UInt64
    let pending: PendingQuery
    let server: Endpoint
    let query: Query
    let socket: any QuerySocket
    let started: ContinuousClock.Instant
    /// Why this attempt uses TCP; `nil` over UDP.
    let tcpReason: TCPReason?

    /// Packets that reached this socket but are not the reply.
    var mismatches = 0
    /// The retry timeout has passed and was counted. A late reply is still accepted.
    var isOverdue = false
    /// What remains to be sent over TCP, and what has arrived.
    var outgoing: ArraySlice<UInt8> = []
    var incoming: [UInt8] = []

    /// What makes a query fall back to TCP.
    enum TCPReason: Hashable {
        case truncated, mismatchFlood, malformed, badCookie
        /// The server does not preserve the letter case of the question (0x20).
        case caseChanged

        /// The failure if TCP does not work either. A changed case alone is not a failure.
        var failure: LookupResult.Failure? {
            switch self {
            case .truncated: .truncated
            case .mismatchFlood: .mismatchFlood
            case .malformed: .malformed
            case .badCookie: .errorResponse
            case .caseChanged: nil
            }
        }
    }

    init(
        id: UInt64, pending: PendingQuery, server: Endpoint, query: Query, socket: any QuerySocket,
        started: ContinuousClock.Instant, tcpReason: TCPReason?
    ) {
        self.id = id
        self.pending = pending
        self.server = server
        self.query = query
        self.socket = socket
        self.started = started
        self.tcpReason = tcpReason
    }

    var transport: LookupResult.Transport { tcpReason == nil ? .udp : .tcp }
}
