/// Octets in both directions, with patience over all of them together.
protocol ByteStream {
    /// The next octets, at most 16 KiB; empty when the peer has closed.
    func read(_ patience: Patience) throws(StreamFailure) -> [UInt8]
    func write(_ octets: [UInt8], _ patience: Patience) throws(StreamFailure)
}

/// Why a dialogue broke off.
package enum StreamFailure: Error, Hashable, Sendable {
    case timedOut
    /// The time for everything together was over first.
    case outOfTime
    case closed
    /// More octets than any honest server sends.
    case tooLong
    /// The system's or OpenSSL's words.
    case broken(String)

    static func over(_ patience: Patience) -> StreamFailure { patience.isCut ? .outOfTime : .timedOut }

    /// For a sentence: `says nothing more`.
    package var phrase: String {
        switch self {
        case .timedOut: "does not finish in time"
        case .outOfTime: "could not be heard out before the time was over"
        case .closed: "closes the connection"
        case .tooLong: "sends more than a client reads"
        case .broken(let reason): "breaks the connection: \(reason)"
        }
    }
}
