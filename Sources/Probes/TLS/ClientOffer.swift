/// A client's offer in its ClientHello, in OpenSSL's terms.
package struct ClientOffer: Hashable, Sendable {
    package let versions: ClosedRange<TLSVersion>
    /// Suites up to TLS 1.2. https://docs.openssl.org/3.0/man1/openssl-ciphers/
    package let ciphers: String
    /// Suites of TLS 1.3; empty for all that OpenSSL supports.
    package let suites: [String]
    /// Empty for all that OpenSSL supports.
    package let groups: [String]
    /// Empty for all that OpenSSL supports.
    package let signatureAlgorithms: [String]
    /// Application protocols (RFC 7301); empty for a client without the extension.
    package let applicationProtocols: [String]
    /// https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/
    package let securityLevel: Int32

    package init(
        versions: ClosedRange<TLSVersion>, ciphers: String, suites: [String] = [], groups: [String] = [],
        signatureAlgorithms: [String] = [], applicationProtocols: [String] = [], securityLevel: Int32
    ) {
        self.versions = versions
        self.ciphers = ciphers
        self.suites = suites
        self.groups = groups
        self.signatureAlgorithms = signatureAlgorithms
        self.applicationProtocols = applicationProtocols
        self.securityLevel = securityLevel
    }
}

// Offers that emulate no particular client: they find out what a server supports.
extension ClientOffer {
    private static let allCiphers = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"

    /// Everything that OpenSSL supports, in every version.
    static let everything = ClientOffer(versions: .tls10 ... .tls13, ciphers: allCiphers, securityLevel: 0)

    /// Everything that OpenSSL supports, in exactly one version.
    static func only(_ version: TLSVersion) -> ClientOffer {
        ClientOffer(versions: version...version, ciphers: allCiphers, securityLevel: 0)
    }

    /// Everything that OpenSSL supports, with a single signature algorithm: the server must then send its certificate for
    /// it (RFC 5246 §7.4.2, RFC 8446 §4.4.2.2).
    static func signed(_ algorithm: SignatureAlgorithm) -> ClientOffer {
        ClientOffer(
            versions: .tls12 ... .tls13, ciphers: algorithm.ciphers, signatureAlgorithms: algorithm.schemes, securityLevel: 0)
    }
}

/// The signature algorithms for which current servers have separate certificates.
package enum SignatureAlgorithm: String, Hashable, Sendable, CaseIterable {
    case rsa = "RSA"
    case ecdsa = "ECDSA"

    fileprivate var ciphers: String {
        switch self {
        case .rsa: "aRSA:@SECLEVEL=0"
        case .ecdsa: "aECDSA:@SECLEVEL=0"
        }
    }

    fileprivate var schemes: [String] {
        switch self {
        case .rsa: ["RSA-PSS+SHA256", "RSA-PSS+SHA384", "RSA-PSS+SHA512", "RSA+SHA256", "RSA+SHA384", "RSA+SHA512", "RSA+SHA1"]
        case .ecdsa: ["ECDSA+SHA256", "ECDSA+SHA384", "ECDSA+SHA512", "ECDSA+SHA1"]
        }
    }

    /// The algorithm of a certificate's key; `nil` for others (Ed25519, DSA).
    package init?(keyOf certificate: Certificate) {
        switch certificate.keyType {
        case "RSA", "RSA-PSS": self = .rsa
        case "EC": self = .ecdsa
        default: return nil
        }
    }
}
