import DNS

extension Function {
    static let networks: [Function] = [
        Function("ip", .global) { (text: String) throws(Fault) in try address(text) },
        Function("ip", .global) { (address: IPAddress) in address },
        Function("isIP", .global) { (text: String) in (try? address(text)) != nil },
        Function("cidr", .global) { (text: String) throws(Fault) in try network(text) },
        Function("cidr", .global) { (network: Network) in network },
        Function("isCIDR", .global) { (text: String) in (try? network(text)) != nil },
        Function("family", .method) { (address: IPAddress) in address.family == .ipv4 ? 4 : 6 as Int64 },
        Function("isUnspecified", .method) { (address: IPAddress) in address.unmapped.number == 0 },
        Function("isLoopback", .method) { (address: IPAddress) in SpecialPurpose(address) == .loopback },
        Function("isLinkLocalUnicast", .method) { (address: IPAddress) in
            SpecialPurpose(address) == .linkLocal
        },
        Function("isLinkLocalMulticast", .method) { (address: IPAddress) in
            linkLocalMulticast.contains { $0.contains(address) }
        },
        Function("isGlobalUnicast", .method) { (address: IPAddress) in
            switch SpecialPurpose(address) {
            case .unspecified: address.unmapped.number != 0
            case .loopback, .linkLocal, .multicast, .broadcast: false
            default: true
            }
        },
        // Our extensions: what audits need to know about an address.
        Function("isPrivate", .method) { (address: IPAddress) in SpecialPurpose(address) == .privateUse },
        Function("isPublic", .method) { (address: IPAddress) in SpecialPurpose(address) == nil },
        Function("containsIP", .method) { (network: Network, address: IPAddress) in network.contains(address) },
        Function("containsIP", .method) { (network: Network, text: String) throws(Fault) in
            network.contains(try address(text))
        },
        Function("containsCIDR", .method) { (network: Network, other: Network) in network.contains(other) },
        Function("containsCIDR", .method) { (outer: Network, text: String) throws(Fault) in
            outer.contains(try network(text))
        },
        Function("ip", .method) { (network: Network) in network.base },
        Function("masked", .method) { (network: Network) in network },
        Function("prefixLength", .method) { (network: Network) in Int64(network.prefixLength) },
    ]

    /// RFC 5771 §4, RFC 4291 §2.7.
    private static let linkLocalMulticast = ["224.0.0.0/24", "ff02::/16"].compactMap { Network($0) }

    private static func address(_ text: String) throws(Fault) -> IPAddress {
        guard let address = IPAddress(text), !(text.contains(":") && text.contains(".")) else {
            throw Fault("'\(text)' is not an IP address")
        }
        return address
    }

    /// Unlike in deployment files, host bits are allowed, as in CEL.
    private static func network(_ text: String) throws(Fault) -> Network {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(parts[1]),
            let address = try? address(String(parts[0])), let network = Network(address, prefixLength: length)
        else { throw Fault("'\(text)' is not a network such as 192.0.2.0/24") }
        return network
    }
}
