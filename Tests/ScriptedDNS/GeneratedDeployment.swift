/// Deterministic numbers from a seed (SplitMix64), so that a failure can be repeated.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// A deployment generated from a seed: any scheme, one to four senders, shared and separate domains, relays, NAT, IPv6,
/// CDNs, views. It is complete, so that it is ready once its plan is published.
package struct GeneratedDeployment: Sendable {
    /// From `scheme` on, without views and networks.
    package let template: String
    package let hasInside: Bool
    /// The names of the DKIM records.
    package let selectors: [String]
    package let domain: String
    private let cdn: String

    /// - Parameters:
    /// - network: the first three octets of the deployment's own addresses.
    ///   - prefix: of its IPv6 addresses.
    /// - cdn: a name in someone else's zone.
    ///   - keyFile: added to each DKIM key.
    package init(
        seed: UInt64, domain: String = "a.test", network: String = "203.0.113", prefix: String = "2001:db8:",
        cdn: String = "d1.cdn.example", keyFile: String = ""
    ) {
        var random = SeededGenerator(seed: seed)
        func flip(_ percent: Int = 50) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        let scheme = ["direct", "relay", "load-balanced"].randomElement(using: &random) ?? "direct"
        let hasRelay = scheme == "relay" || scheme == "direct" && flip(30)
        let splits = hasRelay && flip(60)
        hasInside = splits || flip(30)
        var lines = ["scheme: \(scheme)"]
        if scheme == "load-balanced" {
            lines.append(
                "balancer: { addresses: [\(network).5], sources: [10.0.0.5], trusted: [10.0.0.5/32], client-address-header: X-Forwarded-For }"
            )
        }
        for (index, role) in ["panel", "tracking", "pixel", "unsubscribe", "media"].enumerated() where index < 2 || flip() {
            if flip(30) {
                lines.append("\(role): [{ host: \(role).\(domain), alias: \(cdn) }]")
            } else if scheme == "load-balanced" {
                lines.append("\(role): [{ host: \(role).\(domain), bind: [10.0.0.\(10 + index)] }]")
            } else {
                let more = flip() ? ", \"\(prefix):1\(index)\"" : ""
                lines.append("\(role): [{ host: \(role).\(domain), addresses: [\(network).\(10 + index)\(more)] }]")
            }
        }
        if hasRelay {
            let egress = flip() ? ", egress: [{ address: \(network).226\(flip() ? ", helo: relay.\(domain)" : "") }]" : ""
            lines.append("relay: { host: relay.\(domain), addresses: [\(network).225]\(egress), split-dns: \(splits) }")
        }
        lines.append("senders:")
        let sharesMailFrom = flip()
        var selectors: [String] = []
        for index in 0..<Int.random(in: 1...4, using: &random) {
            let isRelayed = scheme == "relay" || hasRelay && index > 0 && flip()
            let from = flip() ? domain : "n\(index).\(domain)"
            // Bounces for a relay and for the platform need separate domains.
            let mailFrom = sharesMailFrom && (!isRelayed || scheme == "relay") ? "b.\(domain)" : "b\(index).\(domain)"
            let number = 20 + 4 * index
            var addresses =
                flip(30) && !(isRelayed && splits)
                ? (0...1).map { "{ address: 10.0.0.\(number + $0), public: \(network).\(number + $0) }" }
                : isRelayed && splits ? ["10.0.0.\(number)"] : ["\(network).\(number)", "\(network).\(number + 1)"]
            if flip(), !isRelayed { addresses.append("\"\(prefix):\(number)\"") }
            var sender =
                "name: s\(index), addresses: [\(addresses.joined(separator: ", "))], from: [\(from)], mail-from: [\(mailFrom)]"
            if scheme != "load-balanced" { sender += ", route: \(isRelayed ? "relay" : "direct")" }
            if flip(20), !isRelayed { sender += ", helo: mail\(index).\(domain)" }
            sender += ", dkim: [{ domain: \(from), selector: s\(index)\(keyFile) }]"
            selectors.append("s\(index)._domainkey.\(from)")
            lines.append("  - { \(sender) }")
        }
        template = lines.joined(separator: "\n") + "\n"
        self.selectors = selectors
        self.domain = domain
        self.cdn = cdn
    }

    /// The file without its version and name.
    package var file: String {
        let inside = hasInside ? ", internal: { resolvers: [192.0.2.2] }" : ""
        return """
            views: { public: { resolvers: [192.0.2.1] }\(inside) }
            networks: { public: [203.0.113.0/24, 198.51.100.0/24, "2001:db8::/32"] }
            \(template)
            """
    }

    /// The DNS before anything is published.
    package var base: [String] {
        let outside = ["\(domain) SOA 1", "\(cdn) A 198.51.100.99", "203.in-addr.arpa SOA 1", "ip6.arpa SOA 1"]
        return outside + ["internal: \(cdn) A 198.51.100.99"] + (hasInside ? ["internal: \(domain) SOA 2"] : [])
    }
}
