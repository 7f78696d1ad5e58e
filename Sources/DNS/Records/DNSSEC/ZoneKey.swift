/// DNSKEY data (RFC 4034 §2.1).
package struct ZoneKey: Hashable, Sendable {
    package let flags: UInt16
    /// 3; a key with another value must not be used.
    package let securityProtocol: UInt8
    package let algorithm: SecurityAlgorithm
    package let keyTag: UInt16
    package let publicKey: [UInt8]

    /// `nil` when the data is not that of a DNSKEY record.
    package init?(_ octets: [UInt8]) {
        var reader = OctetReader(octets)
        guard let flags = reader.number16(), let securityProtocol = reader.number8(), let algorithm = reader.number8() else {
            return nil
        }
        self.flags = flags
        self.securityProtocol = securityProtocol
        self.algorithm = SecurityAlgorithm(rawValue: algorithm)
        publicKey = reader.rest()
        guard !publicKey.isEmpty else { return nil }
        keyTag = Self.keyTag(octets)
    }

    /// RFC 4034 appendix B.
    private static func keyTag(_ octets: [UInt8]) -> UInt16 {
        let sum = octets.enumerated().reduce(UInt32(0)) {
            $0 &+ ($1.offset % 2 == 0 ? UInt32($1.element) << 8 : UInt32($1.element))
        }
        return UInt16(truncatingIfNeeded: sum &+ sum >> 16)
    }

    /// A zone key that was not revoked (RFC 4034 §2.1.1, RFC 5011 §2.1).
    package var signsZones: Bool { flags & 0x0100 != 0 && flags & 0x0080 == 0 && securityProtocol == 3 }
}
