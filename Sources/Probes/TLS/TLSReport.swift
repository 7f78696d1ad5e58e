/// Everything that a server showed in a few handshakes. It judges nothing.
package struct TLSReport: Hashable, Sendable {
    /// What came of asking for exactly one version.
    package enum Offer: Hashable, Sendable {
        case accepted(TLSSession)
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
    /// What an ordinary client of today got; `nil` without a connection.
    package let ordinary: Result<TLSSession, HandshakeFailure>?
    /// By version; empty without a connection.
    package let offers: [TLSVersion: Offer]
    /// As served, the server's own certificate first.
    package let served: [Certificate]
    /// `nil` when no certificate was served, or when there is no root to judge it by.
    package let verification: ChainVerification?
    package let trust: ChainTrust?
    package let staple: OCSPStaple

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

    package var certificate: Certificate? { served.first }
}
