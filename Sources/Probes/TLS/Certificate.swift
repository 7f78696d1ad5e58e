public import DNS

/// What a certificate says, copied out of it. Text in it comes from whoever made the certificate.
public struct Certificate: Hashable, Sendable {
    /// As served: everything else is read from here.
    public let octets: [UInt8]
    /// SHA-256 of `octets`, in hexadecimal digits.
    public let fingerprint: String
    /// `CN=R10, O=Let's Encrypt, C=US`.
    public let subject: String
    public let issuer: String
    public let issuerOrganization: String?
    /// Hexadecimal digits.
    public let serial: String
    /// Seconds since 1970; `nil` when the certificate's text is no time.
    public let notBefore: Int64?
    public let notAfter: Int64?
    /// The dNSName entries of the subject alternative name, in lower case.
    public let names: [String]
    public let addresses: [IPAddress]
    /// `RSA`, `EC`, `ED25519`, `DSA`, …
    public let keyType: String
    public let keyBits: Int
    /// `sha256WithRSAEncryption`, `ecdsa-with-SHA384`, …
    public let signatureAlgorithm: String
    /// `SHA256`, `MD5`; `nil` where the algorithm has none of its own (Ed25519).
    public let signatureDigest: String?
    /// Subject and issuer are the same name.
    public let isSelfIssued: Bool
    /// May sign certificates.
    public let isAuthority: Bool
    /// Demands an OCSP staple (RFC 7633).
    public let mustStaple: Bool
    /// Where the issuer's certificate can be had (authority information access), as the certificate says.
    public let issuerURLs: [String]
    /// The subject's public key information, in DER.
    public let keyOctets: [UInt8]

    /// Seconds; `nil` without both times. The last second counts (RFC 5280 §4.1.2.5).
    public var lifetime: Int64? {
        guard let notBefore, let notAfter else { return nil }
        return notAfter - notBefore + 1
    }
}
