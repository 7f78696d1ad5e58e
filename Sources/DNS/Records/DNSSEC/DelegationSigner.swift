/// DS data (RFC 4034 §5.1): the key of a zone that its parent vouches for.
package struct DelegationSigner: Hashable, Sendable {
    package let keyTag: UInt16
    package let algorithm: SecurityAlgorithm
    package let digestType: DigestType
    package let digest: [UInt8]

    /// `nil` when the data is not that of a DS record.
    package init?(_ octets: [UInt8]) {
        var reader = OctetReader(octets)
        guard let keyTag = reader.number16(), let algorithm = reader.number8(), let digestType = reader.number8() else {
            return nil
        }
        self.keyTag = keyTag
        self.algorithm = SecurityAlgorithm(rawValue: algorithm)
        self.digestType = DigestType(rawValue: digestType)
        digest = reader.rest()
        guard !digest.isEmpty else { return nil }
    }
}

/// A DS digest type (IANA DS RR Type Digest Algorithms).
package struct DigestType: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let sha1 = DigestType(rawValue: 1)
    package static let sha256 = DigestType(rawValue: 2)
    package static let sha384 = DigestType(rawValue: 4)

    /// Whether this program can compute such a digest.
    package var isSupported: Bool { [.sha1, .sha256, .sha384].contains(self) }
}

extension DigestType: CustomStringConvertible {
    package var description: String {
        switch rawValue {
        case 1: "SHA-1"
        case 2: "SHA-256"
        case 3: "GOST R 34.11-94"
        case 4: "SHA-384"
        default: "digest type \(rawValue)"
        }
    }
}
