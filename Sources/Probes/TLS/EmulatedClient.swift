/// A current client that a probe emulates, with all its restrictions.
package struct EmulatedClient: Hashable, Sendable {
    /// For a sentence: `a browser of 2026`.
    package let name: String
    /// Where its offer is documented, and when that was checked.
    package let source: String
    package let offer: ClientOffer
    /// Refuses a certificate whose key usage does not permit what the session does with its key (BoringSSL; OpenSSL does not look).
    package let checksKeyUsage: Bool

    private init(name: String, source: String, offer: ClientOffer, checksKeyUsage: Bool = false) {
        self.name = name
        self.source = source
        self.offer = offer
        self.checksKeyUsage = checksKeyUsage
    }

    package static let all = [browser, mailServer, script]

    /// Chrome and Edge: of the widely used browsers, those that offer least. They support neither Ed25519 nor P-521, no
    /// finite-field Diffie-Hellman, and no SHA-1 in handshake signatures.
    package static let browser = EmulatedClient(
        name: "a browser of 2026",
        source: """
            Chromium, net/socket/ssl_client_socket_impl.cc (signature algorithms, suites) and BoringSSL, ssl/extensions.cc \
            (groups), as of November 2026
            """,
        offer: ClientOffer(
            versions: .tls12 ... .tls13,
            ciphers: [
                "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384",
                "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
                "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA", "AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA",
                "AES256-SHA",
            ].joined(separator: ":"),
            suites: ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"],
            groups: ["X25519MLKEM768", "X25519", "P-256", "P-384"],
            signatureAlgorithms: [
                "ECDSA+SHA256", "rsa_pss_rsae_sha256", "RSA+SHA256", "ECDSA+SHA384", "rsa_pss_rsae_sha384", "RSA+SHA384",
                "rsa_pss_rsae_sha512", "RSA+SHA512",
            ],
            applicationProtocols: ["h2", "http/1.1"], securityLevel: 1), checksKeyUsage: true)

    /// A mail server that delivers bounces with opportunistic TLS: Postfix with Debian's OpenSSL.
    package static let mailServer = EmulatedClient(
        name: "a mail server of 2026",
        source: """
            Postfix 3.7 to 3.10 with smtp_tls_security_level=may (smtp_tls_ciphers=medium), OpenSSL 3 as in Debian 12 and 13 \
            (security level 2, TLS 1.2 at least), as of November 2026
            """,
        offer: ClientOffer(
            versions: .tls12 ... .tls13, ciphers: "aNULL:-aNULL:HIGH:MEDIUM:@STRENGTH",
            groups: ["X25519", "P-256", "X448", "P-521", "P-384", "ffdhe2048", "ffdhe3072", "ffdhe4096"],
            signatureAlgorithms: [
                "ECDSA+SHA256", "ECDSA+SHA384", "ECDSA+SHA512", "ed25519", "ed448", "rsa_pss_pss_sha256", "rsa_pss_pss_sha384",
                "rsa_pss_pss_sha512", "rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512", "RSA+SHA256",
                "RSA+SHA384", "RSA+SHA512",
            ],
            securityLevel: 2))

    /// A script, a monitoring check or a sender that fetches an MTA-STS policy: curl and Python with OpenSSL 3.
    package static let script = EmulatedClient(
        name: "a script with OpenSSL 3",
        source: """
            curl 8 and Python 3.11 to 3.13 with OpenSSL 3 as in Debian 12 and 13: suites DEFAULT, security level 2; \
            TLS 1.2 at least (RFC 8461 §3.3 by way of RFC 9325 §3.1.1), as of November 2026
            """,
        offer: ClientOffer(
            versions: .tls12 ... .tls13, ciphers: "DEFAULT:!aNULL", groups: mailServer.offer.groups,
            signatureAlgorithms: mailServer.offer.signatureAlgorithms, securityLevel: 2))
}
