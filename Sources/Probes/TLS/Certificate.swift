package import DNS

/// What a certificate says, copied out of it. Text in it comes from whoever made the certificate.
package struct Certificate: Hashable, Sendable {
    /// As served: everything else is read from here.
    package let octets: [UInt8]
    /// SHA-256 of `octets`, in hexadecimal digits.
    package let fingerprint: String
    /// `CN=R10, O=Let's Encrypt, C=US`.
    package let subject: String
    package let issuer: String
    package let issuerOrganization: String?
    /// Hexadecimal digits.
    package let serial: String
    /// Seconds since 1970; `nil` when the certificate's text is no time.
    package let notBefore: Int64?
    package let notAfter: Int64?
    /// The dNSName entries of the subject alternative name, in lower case.
    package let names: [String]
    package let addresses: [IPAddress]
    /// Entries of the subject alternative name beyond those that are read (`ProbeLimit.namesPerCertificate`).
    package let omittedNames: Int
    /// `RSA`, `EC`, `ED25519`, `DSA`, …
    package let keyType: String
    package let keyBits: Int
    /// `sha256WithRSAEncryption`, `ecdsa-with-SHA384`, …
    package let signatureAlgorithm: String
    /// `SHA256`, `MD5`; `nil` where the algorithm has none of its own (Ed25519).
    package let signatureDigest: String?
    /// Subject and issuer are the same name.
    package let isSelfIssued: Bool
    /// May sign certificates.
    package let isAuthority: Bool
    /// Demands an OCSP staple (RFC 7633).
    package let mustStaple: Bool
    /// Where the issuer's certificate can be had (authority information access), as the certificate says.
    package let issuerURLs: [String]
    /// The subject's public key information, in DER.
    package let keyOctets: [UInt8]

    /// Seconds; `nil` without both times. The last second counts (RFC 5280 §4.1.2.5).
    package var lifetime: Int64? {
        guard let notBefore, let notAfter else { return nil }
        return notAfter - notBefore + 1
    }
}
