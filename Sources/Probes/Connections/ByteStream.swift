/// Octets in both directions, each call with a deadline.
protocol ByteStream {
    /// The next octets, at most 16 KiB; empty after an orderly close by the peer.
    func read(_ deadline: Deadline) throws(StreamFailure) -> [UInt8]
    func write(_ octets: [UInt8], _ deadline: Deadline) throws(StreamFailure)
    /// The end of the stream is indistinguishable from a truncation: TLS without close_notify (RFC 9112 §9.8).
    var hasUnmarkedEnd: Bool { get }
}

/// Why a dialogue ended early.
package enum StreamFailure: Error, Hashable, Sendable {
    case timedOut
    /// The run's deadline passed first.
    case outOfTime
    /// Orderly, between two messages.
    case closed
    /// By a TCP reset.
    case reset
    /// In the middle of a message.
    case cutShort
    /// More than the client reads.
    case beyond(ProbeLimit)
    /// A fatal TLS alert.
    case alert(Alert)
    /// The error text of the system or OpenSSL.
    case broken(String)

    static func over(_ deadline: Deadline) -> StreamFailure { deadline.isOfRun ? .outOfTime : .timedOut }

    /// The data is incomplete, or the run ended: no conclusion is possible.
    package var isInconclusive: Bool { self == .outOfTime || self == .cutShort }

    /// For a sentence: `closes the connection`.
    package var phrase: String {
        switch self {
        case .timedOut: "does not finish in time"
        case .outOfTime: "did not finish before the deadline of the run"
        case .closed: "closes the connection"
        case .reset: "resets the connection"
        case .cutShort: "breaks off in the middle of an answer"
        case .beyond(let limit): "sends more than a client reads (\(limit.phrase))"
        case .alert(let alert): "sends the alert \(alert.name)"
        case .broken(let reason): "breaks the connection: \(reason)"
        }
    }
}
