import Facts
import Probes

extension KeyExchange {
    /// The fact's word for a negotiated key exchange.
    init(_ session: TLSSession.KeyExchange) {
        self =
            switch session {
            case .ecdhe: .ecdhe
            case .dhe: .dhe
            case .rsa: .rsa
            case .other: .other
            }
    }
}

extension Staple {
    /// The fact's word for an OCSP staple.
    init(_ staple: OCSPStaple) {
        self =
            switch staple {
            case .none: .none
            case .good: .good
            case .revoked: .revoked
            case .unknown: .unknown
            case .malformed: .malformed
            case .unrelated: .unrelated
            case .outdated: .outdated
            case .unsigned: .unsigned
            }
    }
}
