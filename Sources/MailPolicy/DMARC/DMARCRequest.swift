/// What a domain owner asks receivers to do with mail that fails (RFC 9989 §4.7, `p`, `sp`, `np`), mildest first.
package enum DMARCRequest: String, Sendable, Hashable, Comparable, CaseIterable {
    case none, quarantine, reject

    package static func < (left: DMARCRequest, right: DMARCRequest) -> Bool { left.rank < right.rank }

    /// One level lower, as `t=y` asks for.
    package var lowered: DMARCRequest {
        switch self {
        case .none, .quarantine: .none
        case .reject: .quarantine
        }
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .quarantine: 1
        case .reject: 2
        }
    }
}
