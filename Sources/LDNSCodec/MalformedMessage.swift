/// Why a packet was not decoded.
package enum MalformedMessage: Error, Hashable, Sendable {
    case tooShort
    /// More than one question, or none where one is required.
    case questionCount(Int)
    case illegalName
    /// More records than the transport may carry; see `MessageCodec.RecordLimit`.
    case tooManyRecords(Int)
    /// A record runs past the end, or the counts promise more records than the packet holds.
    case recordsRunOut
    /// A second OPT record, or one outside the additional section (RFC 6891 §6.1.1).
    case misplacedOPT
    /// No query asks for TSIG, so it cannot be verified; and two TSIG records make ldns 1.8.3 leak.
    case unexpectedTSIG
    /// The OPT record's options run past its end.
    case illegalOptions
    /// The error text of ldns.
    case undecodable(String)
}

extension MalformedMessage: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooShort: "shorter than its header says"
        case .questionCount(let count): "\(count) questions"
        case .illegalName: "illegal name in the question"
        case .tooManyRecords(let count): "\(count) records"
        case .recordsRunOut: "records run past the end"
        case .misplacedOPT: "more than one OPT record, or one outside the additional section"
        case .unexpectedTSIG: "unexpected TSIG record"
        case .illegalOptions: "EDNS options run past their end"
        case .undecodable(let reason): reason
        }
    }
}
