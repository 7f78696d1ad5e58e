/// The parameters that a handshake negotiated.
package struct TLSSession: Hashable, Sendable {
    package enum KeyExchange: String, Hashable, Sendable {
        case ecdhe, dhe, rsa, other
    }

    package let version: TLSVersion
    /// The registered name: `TLS_AES_256_GCM_SHA384`.
    package let cipher: String
    /// `X25519`, `prime256v1`, `DH 2048`; `nil` without a key exchange.
    package let group: String?
    package let keyExchange: KeyExchange
}

/// Why a handshake failed.
package enum HandshakeFailure: Error, Hashable, Sendable {
    /// The server sent a fatal alert.
    case alert(Alert)
    /// The server closed the connection during the handshake.
    case closed
    /// The server requested a client certificate and, without one, did this.
    indirect case wantsCertificate(HandshakeFailure)
    /// Nothing was received.
    case timedOut
    /// The response was incomplete at the deadline.
    case stalled
    /// The run's deadline passed first: nothing is known.
    case outOfTime
    /// The connection ended in the middle of the server's messages: nothing is known.
    case cutShort
    /// The server chooses a group that this program's OpenSSL does not support: the rest is unknown.
    case beyondLibrary(group: String, library: String)
    /// The response is not TLS, or broken TLS: OpenSSL's text.
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

    /// The phrase without its subject.
    private var predicate: Substring { phrase.trimmingPrefix("the server ") }

    /// For a sentence: `the server sends the alert handshake_failure`.
    package var phrase: String {
        switch self {
        case .alert(let alert): "the server sends the alert \(alert.name)"
        case .wantsCertificate(let end): "the server asks for a client certificate and, without one, \(end.predicate)"
        case .closed: "the server closes the connection in the middle of the handshake"
        case .timedOut: "the server accepts the connection and then sends nothing"
        case .stalled: "the server begins the handshake and does not finish it in time"
        case .outOfTime: "the deadline of the run passed before the handshake was complete"
        case .cutShort: "the server breaks off in the middle of the handshake"
        case .beyondLibrary(let group, let library):
            "the server chooses \(group), which the \(library) of this program does not support: the rest is unknown"
        case .notTLS(let reason): "what the server sends is not a TLS handshake (\(reason))"
        case .noStartTLS(let reason): reason
        }
    }
}
