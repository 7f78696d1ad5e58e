import Facts
import Probes

extension ConnectionFailure {
    /// Why everything that needs the connection stays unknown.
    var cause: Unknown.Cause {
        switch self {
        case .refused: .refused
        case .silent, .outOfTime: .timeout
        case .hostUnreachable, .noRoute: .network
        case .notPermitted: .notProbed
        }
    }

    /// Whether it counts against the server: from this machine, a private address may be unreachable without being broken.
    func isFinding(public isPublic: Bool) -> Bool { self == .refused || isTheServers && isPublic }
}

extension HandshakeFailure {
    /// Why everything after the handshake stays unknown.
    var cause: Unknown.Cause {
        switch self {
        case .cutShort: .network
        case .beyondLibrary: .notProbed
        default: .timeout
        }
    }
}

extension StreamFailure {
    /// Why the rest of the dialogue stays unknown.
    var cause: Unknown.Cause { self == .timedOut || self == .outOfTime ? .timeout : .network }
}
