/// The part of an HTTPS or SVCB record (RFC 9460 §2.2) that says where clients connect.
package struct ServiceBinding: Hashable, Sendable {
    /// 0 for an alias (§2.4.2); otherwise lower values are tried first.
    package let priority: UInt16
    /// The root stands for the record's own owner (§2.5).
    package let target: DomainName
    /// `nil` for the scheme's default port.
    package let port: UInt16?
    /// `ipv4hint` and `ipv6hint` (§7.3): where clients may connect before they have looked up the target's addresses.
    package let hints: [IPAddress]

    /// A mandatory parameter is one that no client knows: all must ignore the record (§8).
    package let isIgnored: Bool

    package var isAlias: Bool { priority == 0 }
    /// An alias to the root: the service does not exist (§2.5.1).
    package var deniesService: Bool { isAlias && target.isRoot }

    /// `alpn` to `ipv6hint` (§14.3.2).
    private static let knownKeys: ClosedRange<UInt16> = 1...6

    /// `nil` for data that does not fit the format.
    package init?(_ octets: [UInt8]) {
        var reader = OctetReader(octets)
        guard let priority = reader.number16(), let target = reader.name() else { return nil }
        var port: UInt16?
        var hints: [IPAddress] = []
        var mandatory: [UInt16] = []
        while !reader.isAtEnd {
            guard let key = reader.number16(), let length = reader.number16(), let value = reader.take(Int(length)) else {
                return nil
            }
            switch key {
            case 0:
                guard !value.isEmpty, value.count % 2 == 0 else { return nil }
                mandatory = stride(from: 0, to: value.count, by: 2).map { UInt16(value[$0]) << 8 | UInt16(value[$0 + 1]) }
            case 3:
                guard value.count == 2 else { return nil }
                port = UInt16(value[0]) << 8 | UInt16(value[1])
            case 4, 6:
                let size = key == 4 ? 4 : 16
                guard !value.isEmpty, value.count % size == 0 else { return nil }
                hints += stride(from: 0, to: value.count, by: size).compactMap {
                    IPAddress(octets: Array(value[$0..<($0 + size)]))
                }
            default: break
            }
        }
        (self.priority, self.target, self.port, self.hints) = (priority, target, port, hints)
        isIgnored = mandatory.contains { !Self.knownKeys.contains($0) }
    }

    /// The name to query for HTTPS records of a server at `port` (§9.1): the host itself for 443; `nil` when it gets
    /// too long.
    package static func httpsName(of host: DomainName, port: UInt16) -> DomainName? {
        port == 443 ? host : host.prepending("_https").flatMap { $0.prepending("_\(port)") }
    }
}
