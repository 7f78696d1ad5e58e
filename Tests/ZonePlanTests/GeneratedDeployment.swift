import DNS
import Deployment
import MailPolicy

@testable import ZonePlan

/// Numbers from a seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// A deployment made from a seed: any scheme, one to four senders, shared and separate domains, relays, NAT, IPv6, CDNs, views.
struct GeneratedDeployment {
    let file: String
    /// What stands in the DNS before anything is published.
    let base: [String]
    let keys: [String: DKIMPublicKey]

    init(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        func flip(_ percent: Int = 50) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        let scheme = Scheme.allCases.randomElement(using: &random) ?? .direct
        let hasRelay = scheme == .relay || scheme == .direct && flip(30)
        let splits = hasRelay && flip(60)
        let hasInside = splits || flip(30)
        var lines = ["scheme: \(scheme.rawValue)", "networks: { public: [203.0.113.0/24, 198.51.100.0/24, \"2001:db8::/32\"] }"]
        if hasInside { lines.append("views: { public: { resolvers: [192.0.2.1] }, internal: { resolvers: [192.0.2.2] } }") }
        if scheme == .loadBalanced {
            lines.append("balancer: { addresses: [203.0.113.5], sources: [10.0.0.5], trusted: [10.0.0.5/32] }")
        }
        var base = ["a.test SOA 1", "d1.cdn.example A 198.51.100.99", "internal: d1.cdn.example A 198.51.100.99"]
        if hasInside { base.append("internal: a.test SOA 2") }
        for (index, role) in WebRole.allCases.enumerated() where role == .panel || flip() {
            if flip(30) {
                lines.append("\(role.rawValue): [{ host: \(role.rawValue).a.test, alias: d1.cdn.example }]")
            } else if scheme == .loadBalanced {
                lines.append("\(role.rawValue): [{ host: \(role.rawValue).a.test, bind: [10.0.0.\(10 + index)] }]")
            } else {
                let more = flip() ? ", \"2001:db8::1\(index)\"" : ""
                lines.append("\(role.rawValue): [{ host: \(role.rawValue).a.test, addresses: [203.0.113.\(10 + index)\(more)] }]")
            }
        }
        if hasRelay {
            let egress = flip() ? ", egress: [{ address: 198.51.100.26\(flip() ? ", helo: relay.a.test" : "") }]" : ""
            lines.append("relay: { host: relay.a.test, addresses: [198.51.100.25]\(egress), split-dns: \(splits) }")
        }
        lines.append("senders:")
        let count = Int.random(in: 1...4, using: &random)
        let sharesMailFrom = flip()
        var keys: [String: DKIMPublicKey] = [:]
        let key = DKIMKeyRecord("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=").key
        for index in 0..<count {
            let isRelayed = scheme == .relay || hasRelay && index > 0 && flip()
            let from = flip() ? "a.test" : "n\(index).a.test"
            // Bounces for a relay and for the platform need a domain each.
            let mailFrom = sharesMailFrom && (!isRelayed || scheme == .relay) ? "b.a.test" : "b\(index).a.test"
            let number = 20 + 4 * index
            var addresses =
                flip(30) && !(isRelayed && splits)
                ? ["{ address: 10.0.0.\(number), public: 203.0.113.\(number) }"]
                : isRelayed && splits ? ["10.0.0.\(number)"] : ["203.0.113.\(number)", "203.0.113.\(number + 1)"]
            if flip(), !isRelayed { addresses.append("\"2001:db8::\(number)\"") }
            var sender =
                "name: s\(index), addresses: [\(addresses.joined(separator: ", "))], from: [\(from)], mail-from: [\(mailFrom)]"
            if scheme == .direct || scheme == .relay { sender += ", route: \(isRelayed ? "relay" : "direct")" }
            if flip(20), !isRelayed { sender += ", helo: mail\(index).a.test" }
            if flip(70), let key {
                sender += ", dkim: [{ domain: \(from), selector: s\(index) }]"
                keys["s\(index)._domainkey.\(from)"] = key
            }
            lines.append("  - { \(sender) }")
        }
        file = lines.joined(separator: "\n") + "\n"
        self.base = base
        self.keys = keys
    }
}

/// Records in lines as `ZoneTable` reads them, changed as a plan says.
struct PublishedRecords {
    var lines: [String]

    mutating func publish(_ plan: ZonePlan) {
        for set in plan.sets {
            for change in set.changes where change.state.isChange {
                if let was = change.was {
                    let isAlias = was.hasPrefix("CNAME ") && set.type != .cname
                    let line =
                        isAlias
                        ? Self.line(set.view, set.owner, .cname, String(was.dropFirst(6)))
                        : Self.line(set.view, set.owner, set.type, was)
                    lines.removeAll { $0 == line }
                }
                if let data = change.data {
                    let line = Self.line(set.view, set.owner, set.type, data)
                    if !lines.contains(line) { lines.append(line) }
                }
            }
        }
    }

    static func line(_ view: ViewName, _ owner: DomainName, _ type: RecordType, _ data: String) -> String {
        let prefix = view == .internal ? "internal: " : ""
        let text = type == .txt ? ZoneText.joined(data) : data
        return "\(prefix)\(owner.text) \(type) \(text)"
    }
}
