package import DNS

/// The cryptographic operations of DNSSEC (RFC 4034), by ldns and OpenSSL. No policy here: validity periods, algorithms and
/// who may sign what are up to the validator.
package enum SecurityPrimitives {
    /// Whether `signature` (an RRSIG record) over an RRset was made with `key` (a DNSKEY record). Canonicalizes the
    /// records; an owner expanded from a wildcard is reduced to the wildcard again.
    package static func verify(_ records: [Record], signature: Record, key: Record) -> Bool {
        guard !records.isEmpty, let details = RecordSignature(signature.data.octets) else { return false }
        return LDNS.verify(records, signature: signature, key: key, at: details.inception)
    }

    /// The digest of a key for a DS record; `nil` for an unknown digest type.
    package static func digest(of key: Record, _ type: DigestType) -> [UInt8]? {
        type.isSupported ? LDNS.digest(of: key, type.rawValue) : nil
    }

    /// The hash of a name (RFC 5155 §5); costs `iterations` + 1 rounds of SHA-1.
    package static func hash(_ name: DomainName, iterations: UInt16, salt: [UInt8]) -> [UInt8]? {
        LDNS.hash(name.lowercased, iterations: iterations, salt: salt)
    }
}
