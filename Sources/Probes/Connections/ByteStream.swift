/// Octets in both directions, each call with a deadline.
protocol ByteStream {
    /// The next octets, at most 16 KiB; empty when the peer has closed its side in order.
    func read(_ deadline: Deadline) throws(StreamFailure) -> [UInt8]
    func write(_ octets: [UInt8], _ deadline: Deadline) throws(StreamFailure)
    /// The end of the stream cannot be told from a cut: TLS without close_notify (RFC 9112 §9.8).
    var hasUnmarkedEnd: Bool { get }
}

/// Why a dialogue broke off.
package enum StreamFailure: Error, Hashable, Sendable {
    case timedOut
    /// The run's deadline passed first.
    case outOfTime
    /// In order, between two messages.
    case closed
    /// By a TCP reset.
    case reset
    /// In the middle of a message.
    case cutShort
    /// More than is read.
    case beyond(ProbeLimit)
    /// A fatal alert of TLS.
    case alert(Alert)
    /// The system's or OpenSSL's words.
    case broken(String)

    static func over(_ deadline: Deadline) -> StreamFailure { deadline.isOfRun ? .outOfTime : .timedOut }

    /// What came is incomplete, or the run ended: nothing follows from it.
    package var isInconclusive: Bool { self == .outOfTime || self == .cutShort }

    /// For a sentence: `closes the connection`.
    package var phrase: String {
        switch self {
        case .timedOut: "does not finish in time"
        case .outOfTime: "could not be heard out before the time was over"
        case .closed: "closes the connection"
        case .reset: "resets the connection"
        case .cutShort: "breaks off in the middle of an answer"
        case .beyond(let limit): "sends more than a client reads (\(limit.phrase))"
        case .alert(let alert): "sends the alert \(alert.name)"
        case .broken(let reason): "breaks the connection: \(reason)"
        }
    }
}
