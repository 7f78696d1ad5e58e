/// What a handshake agreed on.
package struct TLSSession: Hashable, Sendable {
    package enum KeyExchange: String, Hashable, Sendable {
        case ecdhe, dhe, rsa, other
    }

    package let version: TLSVersion
    /// The registered name: `TLS_AES_256_GCM_SHA384`.
    package let cipher: String
    /// `X25519`, `prime256v1`, `DH 2048`; `nil` where no key was exchanged.
    package let group: String?
    package let keyExchange: KeyExchange
}

/// Why a handshake came to nothing.
package enum HandshakeFailure: Error, Hashable, Sendable {
    /// The server sent a fatal alert.
    case alert(Alert)
    /// The server closed the connection in the middle.
    case closed
    /// The server wanted a certificate of the client and, without one, did this.
    indirect case wantsCertificate(HandshakeFailure)
    /// Nothing came.
    case timedOut
    /// Something came, and not the whole.
    case stalled
    /// The run's deadline passed first: nothing is known.
    case outOfTime
    /// The server has begun its part, and the connection ended in the middle of it: nothing is known.
    case cutShort
    /// The server agrees to a group that this program's OpenSSL does not speak: nothing is known of what lies behind.
    case beyondLibrary(group: String, library: String)
    /// What came back is no TLS, or broken TLS: OpenSSL's words.
    case notTLS(String)
    /// The plain dialogue before it did not lead to TLS.
    case noStartTLS(String)

    init(_ failure: StreamFailure) {
        switch failure {
        case .timedOut: self = .timedOut
        case .outOfTime: self = .outOfTime
        case .closed, .reset: self = .closed
        case .cutShort: self = .cutShort
        case .beyond(let limit): self = .notTLS("more than \(limit.phrase)")
        case .alert(let alert): self = .alert(alert)
        case .broken(let reason): self = .notTLS(reason)
        }
    }

    init(_ fault: OpenSSLLibrary.Fault) { self = fault.alert.map(HandshakeFailure.alert) ?? .notTLS(fault.text) }

    /// It says nothing about the server.
    package var isInconclusive: Bool {
        switch self {
        case .outOfTime, .cutShort, .beyondLibrary: true
        default: false
        }
    }

    /// What is said of the server, without naming it again.
    private var predicate: Substring { phrase.trimmingPrefix("the server ") }

    /// For a sentence: `the server sends the alert handshake_failure`.
    package var phrase: String {
        switch self {
        case .alert(let alert): "the server sends the alert \(alert.name)"
        case .wantsCertificate(let end): "the server wants a certificate of the client and, since there is none, \(end.predicate)"
        case .closed: "the server closes the connection in the middle of the handshake"
        case .timedOut: "the server takes the connection and then says nothing"
        case .stalled: "the server begins the handshake and does not finish it in time"
        case .outOfTime: "the time was over before the handshake was"
        case .cutShort: "the server breaks off in the middle of the handshake"
        case .beyondLibrary(let group, let library):
            "the server agrees to \(group), which the \(library) of this program does not speak: what lies behind cannot be told"
        case .notTLS(let reason): "what the server sends is no TLS handshake (\(reason))"
        case .noStartTLS(let reason): reason
        }
    }
}
