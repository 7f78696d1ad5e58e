import Facts
import Probes

extension ConnectionFailure {
    /// Why what lies behind the connection stays unknown.
    var cause: Unknown.Cause {
        switch self {
        case .refused: .refused
        case .silent, .outOfTime: .timeout
        case .hostUnreachable, .noRoute: .network
        case .notPermitted: .notProbed
        }
    }

    /// Whether it says something against the server: from where this program stands, a private address may be out of reach
    /// without being out of order.
    func isFinding(public isPublic: Bool) -> Bool { self == .refused || isTheServers && isPublic }
}

extension HandshakeFailure {
    /// Why what lies behind the handshake stays unknown.
    var cause: Unknown.Cause {
        switch self {
        case .cutShort: .network
        case .beyondLibrary: .notProbed
        default: .timeout
        }
    }
}

extension StreamFailure {
    /// Why what would have followed stays unknown.
    var cause: Unknown.Cause { self == .timedOut || self == .outOfTime ? .timeout : .network }
}
