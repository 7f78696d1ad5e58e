/// Everything that a server showed in a few handshakes. It judges nothing.
package struct TLSReport: Hashable, Sendable {
    /// What came of an offer.
    package enum Offer: Hashable, Sendable {
        case accepted(TLSSession)
        /// The server has chosen it, as its ServerHello says; the handshake came to nothing afterwards.
        case chosen(HandshakeFailure)
        case refused(HandshakeFailure)
        /// It could not be learned: why.
        case unknown(Obstacle)
    }

    /// Why something could not be learned.
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
    /// Whose place was taken.
    package let client: EmulatedClient
    /// What that client got; `nil` without a connection.
    package let ordinary: Result<TLSSession, HandshakeFailure>?
    /// Each version alone; empty without a connection.
    package let offers: [TLSVersion: Offer]
    /// Each kind of signature alone, where no certificate for it had come before; what was refused, the server has no
    /// certificate for.
    package let signatures: [SignatureAlgorithm: Offer]
    /// The chains that were shown, each with another certificate of the server's own: first the one that the ordinary client
    /// gets, then those for other kinds of signatures.
    package let chains: [ServedChain]
    /// The server has asked for a certificate of the client, and goes on without one where the handshake succeeded.
    package let asksForCertificate: Bool

    /// The chain that the ordinary client gets, as far as one gets any.
    package var chain: ServedChain { chains.first ?? .none }
    /// As served, the server's own certificate first.
    package var served: [Certificate] { chain.served }
    /// `nil` when no certificate was served, or when there is no root to judge it by.
    package var verification: ChainVerification? { chain.verification }
    package var trust: ChainTrust? { connectionFailure == nil && chains.isEmpty ? .noCertificate : chain.trust }
    package var staple: OCSPStaple { chain.staple }
    package var certificate: Certificate? { served.first }

    /// The best session that a client can get: the ordinary client's, or that of the newest version that works at all.
    package var session: TLSSession? {
        if case .success(let session)? = ordinary { return session }
        return offers.sorted { $0.key > $1.key }.lazy.compactMap { offer in
            guard case .accepted(let session) = offer.value else { return nil }
            return session
        }.first
    }

    /// Why no handshake succeeded: what the ordinary client met; `nil` when one did.
    package var handshakeFailure: HandshakeFailure? {
        guard session == nil, case .failure(let failure)? = ordinary else { return nil }
        return failure
    }
}
