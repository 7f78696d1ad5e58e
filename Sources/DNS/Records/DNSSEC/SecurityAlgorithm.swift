/// A DNSSEC algorithm number (IANA DNS Security Algorithm Numbers).
package struct SecurityAlgorithm: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Whether current validators support it. The others leave a zone as good as unsigned: MD5 and DSA must not be used
    /// (RFC 9904), SHA-1 is to be treated as insecure (RFC 9905 §2), unknown ones cannot be checked (RFC 4035 §5.2).
    package var isSupported: Bool { [8, 10, 13, 14, 15, 16].contains(rawValue) }

    private static let names: [UInt8: String] = [
        1: "RSAMD5", 3: "DSA", 5: "RSASHA1", 6: "DSA-NSEC3-SHA1", 7: "RSASHA1-NSEC3-SHA1", 8: "RSASHA256", 10: "RSASHA512",
        12: "ECC-GOST", 13: "ECDSAP256SHA256", 14: "ECDSAP384SHA384", 15: "ED25519", 16: "ED448",
    ]
}

extension SecurityAlgorithm: CustomStringConvertible {
    package var description: String { Self.names[rawValue] ?? "algorithm \(rawValue)" }
}
