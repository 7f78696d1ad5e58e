/// Everything that a server showed in a few handshakes, without judgement.
package struct TLSReport: Hashable, Sendable {
    /// The result of an offer.
    package enum Offer: Hashable, Sendable {
        case accepted(TLSSession)
        /// The server chose it in its ServerHello, but the handshake failed later.
        case chosen(HandshakeFailure)
        case refused(HandshakeFailure)
        /// Unknown, and why.
        case unknown(Obstacle)
    }

    /// Why something is unknown.
    package enum Obstacle: Error, Hashable, Sendable {
        case connection(ConnectionFailure)
        case handshake(HandshakeFailure)

        /// For a sentence.
        package var phrase: String {
            switch self {
            case .connection(let failure): "the server \(failure.phrase)"
            case .handshake(let failure): failure.phrase
            }
        }
    }

    package let target: TLSTarget
    /// Why there was no connection; `nil` when there was one.
    package let connectionFailure: ConnectionFailure?
    /// The emulated client.
    package let client: EmulatedClient
    /// The result for that client; `nil` without a connection.
    package let ordinary: Result<TLSSession, HandshakeFailure>?
    /// The result for each version alone; empty without a connection.
    package let offers: [TLSVersion: Offer]
    /// The result for each signature algorithm without a certificate so far; the server has no certificate for a refused
    /// one.
    package let signatures: [SignatureAlgorithm: Offer]
    /// The chains sent, each with a different server certificate: first the one for the ordinary client, then those for
    /// other signature algorithms.
    package let chains: [ServedChain]
    /// The server has requested a client certificate; where the handshake succeeded, it works without one.
    package let asksForCertificate: Bool

    /// The chain that the ordinary client gets, if any.
    package var chain: ServedChain { chains.first ?? .none }
    /// As served, the server's own certificate first.
    package var served: [Certificate] { chain.served }
    /// `nil` when no certificate was served, or when this machine has no roots.
    package var verification: ChainVerification? { chain.verification }
    package var trust: ChainTrust? { connectionFailure == nil && chains.isEmpty ? .noCertificate : chain.trust }
    package var staple: OCSPStaple { chain.staple }
    package var certificate: Certificate? { served.first }

    /// The best session available to a client: the ordinary client's, or that of the newest version that works at all.
    package var session: TLSSession? {
        if case .success(let session)? = ordinary { return session }
        return offers.sorted { $0.key > $1.key }.lazy.compactMap { offer in
            guard case .accepted(let session) = offer.value else { return nil }
            return session
        }.first
    }

    /// For a sentence: why the emulated client refuses the certificate that it got, although its chain is trusted. Whoever signs the key
    /// exchange needs `digitalSignature` (RFC 8446 §4.4.2.2, RFC 5246 §7.4.2), and RSA key exchange needs `keyEncipherment`.
    package var keyUsageFault: String? {
        guard client.checksKeyUsage, case .success(let session)? = ordinary, let certificate, let usage = certificate.keyUsage
        else {
            return nil
        }
        let isRSA = session.keyExchange == .rsa
        guard !usage.contains(isRSA ? .keyEncipherment : .digitalSignature) else { return nil }
        let needed =
            isRSA ? "keyEncipherment, which RSA key exchange needs" : "digitalSignature, which \(session.version.rawValue) needs"
        return "the key usage of \(certificate.subject) is \(usage.phrase), without \(needed)"
    }

    /// Why no handshake succeeded: the ordinary client's failure; `nil` when one did.
    package var handshakeFailure: HandshakeFailure? {
        guard session == nil, case .failure(let failure)? = ordinary else { return nil }
        return failure
    }
}
