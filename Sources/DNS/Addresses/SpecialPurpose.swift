/// The blocks that are not reachable over the public Internet, from the IANA IPv4 and IPv6 special-purpose address
/// registries (RFC 6890 and its updates).
package enum SpecialPurpose: String, Sendable, CaseIterable {
    case unspecified, loopback, linkLocal = "link-local", privateUse = "private", sharedAddressSpace = "carrier-nat"
    case documentation, benchmarking, multicast, broadcast, reserved, discardOnly = "discard-only"

    /// The block's kind, or `nil` for an address that is global unicast. An IPv6 address that stands for an IPv4 address
    /// (mapped, NAT64, 6to4) is judged as that address.
    package init?(_ address: IPAddress) {
        let address = address.unmapped
        if let entry = Self.registry.first(where: { $0.network.contains(address) }) {
            self = entry.kind
        } else if let inner = address.translated, let kind = SpecialPurpose(inner) {
            self = kind
        } else {
            return nil
        }
    }

    private struct Entry: Sendable {
        let network: Network
        let kind: SpecialPurpose
    }

    /// Narrow blocks come before the wider ones that contain them.
    private static let registry: [Entry] = {
        let table: [(String, SpecialPurpose)] = [
            ("0.0.0.0/8", .unspecified), ("10.0.0.0/8", .privateUse), ("100.64.0.0/10", .sharedAddressSpace),
            ("127.0.0.0/8", .loopback), ("169.254.0.0/16", .linkLocal), ("172.16.0.0/12", .privateUse),
            ("192.0.0.9/32", .reserved), ("192.0.0.0/24", .reserved), ("192.0.2.0/24", .documentation),
            ("192.88.99.0/24", .reserved), ("192.168.0.0/16", .privateUse), ("198.18.0.0/15", .benchmarking),
            ("198.51.100.0/24", .documentation), ("203.0.113.0/24", .documentation), ("224.0.0.0/4", .multicast),
            ("255.255.255.255/32", .broadcast), ("240.0.0.0/4", .reserved),
            ("::/128", .unspecified), ("::1/128", .loopback), ("64:ff9b:1::/48", .privateUse),
            ("100::/64", .discardOnly), ("2001:2::/48", .benchmarking), ("2001:db8::/32", .documentation),
            ("3fff::/20", .documentation), ("5f00::/16", .reserved), ("fc00::/7", .privateUse),
            ("fe80::/10", .linkLocal), ("fec0::/10", .reserved), ("ff00::/8", .multicast),
        ]
        return table.compactMap { text, kind in Network(text).map { Entry(network: $0, kind: kind) } }
    }()
}
