/// RRSIG data (RFC 4034 §3.1).
package struct RecordSignature: Hashable, Sendable {
    package let covered: RecordType
    package let algorithm: SecurityAlgorithm
    /// The number of labels of the owner when it was signed: fewer than now for an answer expanded from a wildcard.
    package let labels: UInt8
    package let originalTTL: UInt32
    /// Seconds since 1970, in the 68 years around now (RFC 4034 §3.1.5).
    package let expiration: UInt32
    package let inception: UInt32
    package let keyTag: UInt16
    package let signer: DomainName

    /// `nil` when the data is not that of an RRSIG record.
    package init?(_ octets: [UInt8]) {
        var reader = OctetReader(octets)
        guard let covered = reader.number16(), let algorithm = reader.number8(), let labels = reader.number8(),
            let originalTTL = reader.number32(), let expiration = reader.number32(), let inception = reader.number32(),
            let keyTag = reader.number16(), let signer = reader.name(), !reader.isAtEnd
        else { return nil }
        self.covered = RecordType(rawValue: covered)
        self.algorithm = SecurityAlgorithm(rawValue: algorithm)
        self.labels = labels
        self.originalTTL = originalTTL
        self.expiration = expiration
        self.inception = inception
        self.keyTag = keyTag
        self.signer = signer
    }

    /// `time` in seconds since 1970 as 64 bits: of the values that the 32 bits can mean, the one nearest to `now` (RFC
    /// 1982).
    package static func seconds(_ time: UInt32, near now: Int64) -> Int64 {
        now + Int64(Int32(bitPattern: time &- UInt32(truncatingIfNeeded: now)))
    }
}
