import DNS
import Sockets

/// One query on a socket of its own, until a reply, an error, or the question's end.
final class Exchange {
    let id: UInt64
    let inquiry: Inquiry
    let server: Endpoint
    let query: Query
    let socket: FileDescriptor
    let started: ContinuousClock.Instant
    /// Why TCP is used; `nil` over UDP.
    let escalation: Escalation?

    var mismatches = 0
    /// Its wait is over and was counted; a late reply still counts.
    var isOverdue = false
    /// What is still to be sent over TCP, and what has come.
    var outgoing: ArraySlice<UInt8> = []
    var incoming: [UInt8] = []

    enum Escalation: Hashable {
        case truncated, mismatchFlood, malformed, badCookie
        /// The server does not keep the question's letter case.
        case caseChanged

        /// What it means when TCP does not work either. A changed case by itself is no failure.
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
        id: UInt64, inquiry: Inquiry, server: Endpoint, query: Query, socket: FileDescriptor,
        started: ContinuousClock.Instant, escalation: Escalation?
    ) {
        self.id = id
        self.inquiry = inquiry
        self.server = server
        self.query = query
        self.socket = socket
        self.started = started
        self.escalation = escalation
    }

    var transport: LookupResult.Transport { escalation == nil ? .udp : .tcp }
}
