private import COpenSSL

/// Owns an `SSL_CTX`: one kind of client. Sessions may be made from it on any thread, since OpenSSL counts references
/// atomically and the settings do not change. https://docs.openssl.org/3.0/man3/SSL_CTX_new/
final class TLSContext: @unchecked Sendable {  // Proof: above; the pointer is set once, all settings in `init`.
    /// Which client a server meets.
    enum Client: Hashable {
        /// What browsers and mail programs of today offer: TLS 1.2 and 1.3, no finite-field Diffie-Hellman, security
        /// level 2.
        case ordinary
        /// Everything that OpenSSL has, of exactly one version, at security level 0.
        case only(TLSVersion)
        /// Everything of every version: as mail servers do, who prefer bad encryption to none.
        case lenient
    }

    let pointer: OpaquePointer

    /// Longer certificate messages end the handshake: honest chains have 2 to 10 KiB.
    static let maximumChainLength = 128 * 1024

    init?(_ client: Client) {
        OpenSSLLibrary.start()
        guard let context = SSL_CTX_new(TLS_client_method()) else { return nil }
        pointer = context
        let (ciphers, level, versions): (String, Int32, ClosedRange<TLSVersion>) =
            switch client {
            case .ordinary: ("DEFAULT:!kDHE:!aNULL", 2, .tls12 ... .tls13)
            case .only(let version): (Self.everything, 0, version...version)
            case .lenient: (Self.everything, 0, .tls10 ... .tls13)
            }
        SSL_CTX_set_security_level(context, level)
        guard SSL_CTX_set_cipher_list(context, ciphers) == 1,
            sendready_ctx_set_min_version(context, versions.lowerBound.number) == 1,
            sendready_ctx_set_max_version(context, versions.upperBound.number) == 1
        else { return nil }
        sendready_ctx_allow_legacy_servers(context)
        sendready_ctx_set_max_cert_list(context, Self.maximumChainLength)
        // Chains are verified apart, with every problem collected.
        SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nil)
        OpenSSLLibrary.clearErrors()
    }

    private static let everything = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"

    deinit { SSL_CTX_free(pointer) }
}
