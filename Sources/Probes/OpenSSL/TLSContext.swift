private import COpenSSL

/// Owns an `SSL_CTX` for one kind of client. Any thread may create sessions from it, since OpenSSL counts references
/// atomically and the settings do not change. https://docs.openssl.org/3.0/man3/SSL_CTX_new/
final class TLSContext: @unchecked Sendable {  // Proof: above; the pointer is set once, all settings in `init`.
    let pointer: OpaquePointer
    /// Groups of the offer that this OpenSSL does not support.
    let lacking: [String]

    /// `nil` when OpenSSL does not know a name in the offer.
    init?(_ offer: ClientOffer) {
        OpenSSLLibrary.start()
        guard let context = SSL_CTX_new(TLS_client_method()) else { return nil }
        pointer = context
        SSL_CTX_set_security_level(context, offer.securityLevel)
        let spoken = offer.groups.filter { sendready_ctx_set_groups(context, $0) == 1 }
        lacking = offer.groups.filter { !spoken.contains($0) }
        let algorithms = offer.signatureAlgorithms.joined(separator: ":")
        guard SSL_CTX_set_cipher_list(context, offer.ciphers) == 1,
            offer.suites.isEmpty || SSL_CTX_set_ciphersuites(context, offer.suites.joined(separator: ":")) == 1,
            offer.groups.isEmpty || sendready_ctx_set_groups(context, spoken.joined(separator: ":")) == 1,
            algorithms.isEmpty || sendready_ctx_set_signature_algorithms(context, algorithms) == 1,
            sendready_ctx_set_min_version(context, offer.versions.lowerBound.number) == 1,
            sendready_ctx_set_max_version(context, offer.versions.upperBound.number) == 1
        else { return nil }
        if !offer.applicationProtocols.isEmpty {
            let names = offer.applicationProtocols.flatMap { [UInt8(clamping: $0.utf8.count)] + Array($0.utf8) }
            guard SSL_CTX_set_alpn_protos(context, names, UInt32(names.count)) == 0 else { return nil }
        }
        sendready_ctx_allow_legacy_servers(context)
        sendready_ctx_set_max_cert_list(context, ProbeLimit.certificateMessage.value)
        // Chains are verified separately, to collect all problems.
        SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nil)
        OpenSSLLibrary.clearErrors()
    }

    deinit { SSL_CTX_free(pointer) }
}

/// One context per kind of client.
struct TLSContexts: Sendable {
    private let contexts: [ClientOffer: TLSContext]

    init() {
        let offers =
            [.everything] + EmulatedClient.all.map(\.offer) + TLSVersion.allCases.map(ClientOffer.only)
            + SignatureAlgorithm.allCases.map(ClientOffer.signed)
        contexts = Dictionary(uniqueKeysWithValues: offers.compactMap { offer in TLSContext(offer).map { (offer, $0) } })
    }

    subscript(_ offer: ClientOffer) -> TLSContext? { contexts[offer] }
}
