package import DNS

/// What DNSSEC needs of cryptography (RFC 4034), done by ldns and OpenSSL. Nothing here knows a policy: validity
/// periods, algorithms and who may sign what are the validator's.
package enum SecurityPrimitives {
    /// Whether `signature` (an RRSIG record) over the records of one name and type was made with `key` (a DNSKEY record).
    /// The records are brought into canonical form; an owner expanded from a wildcard is folded back.
    package static func verify(_ records: [Record], signature: Record, key: Record) -> Bool {
        guard !records.isEmpty, let details = RecordSignature(signature.data.octets) else { return false }
        return LDNS.verify(records, signature: signature, key: key, at: details.inception)
    }

    /// The digest of a key as a DS record holds it; `nil` for a digest type that is not known.
    package static func digest(of key: Record, _ type: DigestType) -> [UInt8]? {
        type.isSupported ? LDNS.digest(of: key, type.rawValue) : nil
    }

    /// The hash of a name (RFC 5155 §5); costs `iterations` + 1 rounds of SHA-1.
    package static func hash(_ name: DomainName, iterations: UInt16, salt: [UInt8]) -> [UInt8]? {
        LDNS.hash(name.lowercased, iterations: iterations, salt: salt)
    }
}
