package import DNS

/// The contents of a certificate, copied out of it. Its text is chosen by its issuer or subject, so untrusted.
package struct Certificate: Hashable, Sendable {
    /// As served: everything else is decoded from it.
    package let octets: [UInt8]
    /// SHA-256 of `octets`, in hexadecimal digits.
    package let fingerprint: String
    /// `CN=R10, O=Let's Encrypt, C=US`.
    package let subject: String
    package let issuer: String
    package let issuerOrganization: String?
    /// Hexadecimal digits.
    package let serial: String
    /// Seconds since 1970; `nil` when the field is not a valid time.
    package let notBefore: Int64?
    package let notAfter: Int64?
    /// The dNSName entries of the subject alternative name, in lower case.
    package let names: [String]
    package let addresses: [IPAddress]
    /// The number of subject alternative names beyond the limit (`ProbeLimit.namesPerCertificate`).
    package let omittedNames: Int
    /// `RSA`, `EC`, `ED25519`, `DSA`, …
    package let keyType: String
    package let keyBits: Int
    /// `sha256WithRSAEncryption`, `ecdsa-with-SHA384`, …
    package let signatureAlgorithm: String
    /// `SHA256`, `MD5`; `nil` for an algorithm without a separate digest (Ed25519).
    package let signatureDigest: String?
    /// Subject and issuer are the same name.
    package let isSelfIssued: Bool
    /// May sign certificates.
    package let isAuthority: Bool
    /// The bits of its key usage (RFC 5280 §4.2.1.3); `nil` when it does not restrict it.
    package let keyUsage: KeyUsage?
    /// Requires an OCSP staple (RFC 7633).
    package let mustStaple: Bool
    /// Where the issuer's certificate is published (authority information access), according to the certificate.
    package let issuerURLs: [String]
    /// The subject's public key information, in DER.
    package let keyOctets: [UInt8]

    /// Seconds; `nil` without both times. The last second is included (RFC 5280 §4.1.2.5).
    package var lifetime: Int64? {
        guard let notBefore, let notAfter else { return nil }
        return notAfter - notBefore + 1
    }
}

/// What a certificate's key may be used for (RFC 5280 §4.2.1.3).
package struct KeyUsage: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    // The values are OpenSSL's, of X509_get_key_usage.
    package static let digitalSignature = KeyUsage(rawValue: 0x80)
    package static let keyEncipherment = KeyUsage(rawValue: 0x20)

    /// The words of the standard, as far as they concern servers; `no use of a server` for others.
    package var phrase: String {
        let words = [
            (KeyUsage.digitalSignature, "digitalSignature"), (.keyEncipherment, "keyEncipherment"),
            (.keyAgreement, "keyAgreement"),
        ]
        let named = words.filter { contains($0.0) }.map(\.1)
        return named.isEmpty ? "no use of a server" : named.joined(separator: ", ")
    }

    private static let keyAgreement = KeyUsage(rawValue: 0x08)
}
