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
    private let network: String
    /// What it has of all that deployments can have, a few words each.
    package let dimensions: Set<String>
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
        var writer = DeploymentWriter(seed: seed, domain: domain, network: network, prefix: prefix, cdn: cdn, keyFile: keyFile)
        writer.write()
        template = writer.lines.joined(separator: "\n") + "\n"
        hasInside = writer.hasInside
        selectors = writer.selectors
        dimensions = writer.dimensions
        self.domain = domain
        self.network = network
        self.cdn = cdn
    }

    /// One of many in the same DNS, each with names and addresses of its own.
    /// - Parameter number: below 512, the networks that are kept for measurements (RFC 2544).
    package init(seed: UInt64, number: Int) {
        self.init(
            seed: seed, domain: "d\(number).test", network: "198.\(18 + number / 256).\(number % 256)",
            prefix: "2001:db8:\(String(number, radix: 16)):")
    }

    /// The file without its version and name.
    package var file: String {
        let inside = hasInside ? ", internal: { resolvers: [192.0.2.2] }" : ""
        return """
            views: { public: { resolvers: [192.0.2.1] }\(inside) }
            networks: { public: [\(network).0/24, 198.51.100.0/24, "2001:db8::/32"] }
            \(template)
            """
    }

    /// The DNS before anything is published.
    package var base: [String] {
        let outside = [
            "\(domain) SOA 1", "\(cdn) A 198.51.100.99", "\(network.prefix { $0 != "." }).in-addr.arpa SOA 1", "ip6.arpa SOA 1",
        ]
        return outside + ["internal: \(cdn) A 198.51.100.99"] + (hasInside ? ["internal: \(domain) SOA 2"] : [])
    }

    /// Everything that `dimensions` can hold.
    package static let allDimensions: Set<String> = {
        let schemes = ["direct", "relay", "load-balanced"]
        let senders = schemes.flatMap { scheme in (1...4).map { "\(scheme), \($0) senders" } }
        let others = [
            "CDN", "From domain announced", "IPv6", "NAT", "announced name", "internal panel", "key of the organization",
            "own inbound addresses",
            "relay beside direct senders", "relay that sends from elsewhere", "senders share a From domain",
            "senders share a MAIL FROM domain", "separate MAIL FROM domains", "several From domains", "several MAIL FROM domains",
            "split DNS", "stated policy", "two views",
        ]
        return Set(senders + others)
    }()
}

/// Writes a deployment file line by line, as a seed has it.
private struct DeploymentWriter {
    private var random: SeededGenerator
    private let domain: String
    private let network: String
    private let prefix: String
    private let cdn: String
    private let keyFile: String
    private(set) var lines: [String] = []
    private(set) var hasInside = false
    private(set) var selectors: [String] = []
    private(set) var dimensions: Set<String> = []
    private var scheme = "direct"
    private var hasRelay = false
    private var splits = false
    private var froms: [String] = []

    init(seed: UInt64, domain: String, network: String, prefix: String, cdn: String, keyFile: String) {
        random = SeededGenerator(seed: seed)
        self.domain = domain
        self.network = network
        self.prefix = prefix
        self.cdn = cdn
        self.keyFile = keyFile
    }

    /// Whether it has something that so many of a hundred have.
    private mutating func has(_ dimension: String? = nil, _ percent: Int = 50) -> Bool {
        guard Int.random(in: 0..<100, using: &random) < percent else { return false }
        if let dimension { dimensions.insert(dimension) }
        return true
    }

    mutating func write() {
        scheme = ["direct", "relay", "load-balanced"].randomElement(using: &random) ?? scheme
        hasRelay = scheme == "relay" || scheme == "direct" && has(nil, 30)
        splits = hasRelay && has("split DNS", 60)
        hasInside = splits || has(nil, 30)
        if hasInside { dimensions.insert("two views") }
        lines = ["scheme: \(scheme)"]
        if scheme == "load-balanced" {
            lines.append(
                "balancer: { addresses: [\(network).5], sources: [10.0.0.5], trusted: [10.0.0.5/32], client-address-header: X-Forwarded-For }"
            )
        }
        for (index, role) in ["panel", "tracking", "pixel", "unsubscribe", "media"].enumerated() where index < 2 || has() {
            writeWebName(role, index)
        }
        if hasRelay {
            let announced = has() ? ", helo: relay.\(domain)" : ""
            let egress =
                has("relay that sends from elsewhere") ? ", egress: [{ address: \(network).226\(announced) }]" : ""
            lines.append("relay: { host: relay.\(domain), addresses: [\(network).225]\(egress), split-dns: \(splits) }")
        }
        if has("stated policy", 20) { lines.append("dmarc: { policy: reject, reports: reports@\(domain) }") }
        lines.append("senders:")
        let sharesMailFrom = has()
        let count = Int.random(in: 1...4, using: &random)
        dimensions.insert("\(scheme), \(count) senders")
        if count > 1 { dimensions.insert(sharesMailFrom ? "senders share a MAIL FROM domain" : "separate MAIL FROM domains") }
        for index in 0..<count { writeSender(index, sharesMailFrom: sharesMailFrom) }
        if froms.count > Set(froms).count { dimensions.insert("senders share a From domain") }
    }

    private mutating func writeWebName(_ role: String, _ index: Int) {
        let host = "\(role).\(domain)"
        if has("CDN", 30) {
            lines.append("\(role): [{ host: \(host), alias: \(cdn) }]")
        } else if scheme == "load-balanced" {
            lines.append("\(role): [{ host: \(host), bind: [10.0.0.\(10 + index)] }]")
        } else if role == "panel", hasInside, has("internal panel") {
            lines.append("\(role): [{ host: \(host), addresses: [10.0.0.10], exposure: internal }]")
        } else {
            let more = has("IPv6") ? ", \"\(prefix):1\(index)\"" : ""
            lines.append("\(role): [{ host: \(host), addresses: [\(network).\(10 + index)\(more)] }]")
        }
    }

    private mutating func writeSender(_ index: Int, sharesMailFrom: Bool) {
        let isRelayed = scheme == "relay" || hasRelay && index > 0 && has("relay beside direct senders")
        var from = [has() ? domain : "n\(index).\(domain)"]
        if has("several From domains", 20) { from.append("o\(index).\(domain)") }
        froms += from
        // Bounces for a relay and for the platform need a domain each.
        var mailFrom = [sharesMailFrom && (!isRelayed || scheme == "relay") ? "b.\(domain)" : "b\(index).\(domain)"]
        if has("several MAIL FROM domains", 20) { mailFrom.append("c\(index).\(domain)") }
        let number = 20 + 4 * index
        let isBehindNAT = !(isRelayed && splits) && has("NAT", 30)
        var addresses =
            isBehindNAT
            ? (0...1).map { "{ address: 10.0.0.\(number + $0), public: \(network).\(number + $0) }" }
            : isRelayed && splits ? ["10.0.0.\(number)"] : ["\(network).\(number)", "\(network).\(number + 1)"]
        if !isRelayed, has("IPv6") { addresses.append("\"\(prefix):\(number)\"") }
        var sender = "name: s\(index), addresses: [\(addresses.joined(separator: ", "))]"
        sender += ", from: [\(from.joined(separator: ", "))], mail-from: [\(mailFrom.joined(separator: ", "))]"
        if scheme != "load-balanced" { sender += ", route: \(isRelayed ? "relay" : "direct")" }
        if !isRelayed, !sharesMailFrom, has("own inbound addresses", 20) { sender += ", inbound: [\(network).\(number)]" }
        if !isRelayed, has("announced name", 20) {
            sender += ", helo: mail\(index).\(domain)"
        } else if !isRelayed, from.count == 1, has("From domain announced", 10) {
            sender += ", helo: from"
        }
        let signing = has("key of the organization", 20) ? [domain] : from
        let keys = signing.map { "{ domain: \($0), selector: s\(index)\(keyFile) }" }
        sender += ", dkim: [\(keys.joined(separator: ", "))]"
        selectors += signing.map { "s\(index)._domainkey.\($0)" }
        lines.append("  - { \(sender) }")
    }
}
