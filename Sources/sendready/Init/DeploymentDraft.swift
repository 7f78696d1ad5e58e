import DNS
import Deployment

/// The answers of an interview, to be written as a deployment file.
struct DeploymentDraft {
    struct Web {
        let host: String
        let addresses: [IPAddress]
        /// The name of the CDN or managed balancer that it leads to.
        var alias: String?
    }

    struct Egress {
        let address: IPAddress
        let helo: String?
    }

    var name = ""
    var scheme = Scheme.direct
    var publicResolvers: [Endpoint] = []
    var internalResolvers: [Endpoint] = []
    var web: [WebRole: [Web]] = [:]
    var panelIsInternal = false
    var balancerAddresses: [IPAddress] = []
    var balancerSources: [IPAddress] = []
    var clientAddressHeader = ""
    var relayHost = ""
    var relayAddresses: [IPAddress] = []
    var relayEgress: [Egress] = []
    var splitDNS = false
    var senders = [SenderDraft()]
    var infrastructure: [String] = []
    var dmarcPolicy: DMARCWish.Policy?
    var dmarcReports: String?
    var authorities: [(name: String, domain: String)] = []

    /// The deployment file, with comments where a second thought is worthwhile.
    var yaml: String {
        var lines = [
            "# What the platform's domains are for, and where its mail comes from. `sendready audit` checks whether the DNS agrees,",
            "# `sendready plan` says which records to publish.", "", "version: 1", "name: \(Self.quoted(name))",
            "scheme: \(scheme.rawValue)\(padding(scheme.rawValue))# \(Self.meaning(scheme))", "",
        ]
        lines += views + policies
        for role in WebRole.allCases {
            let hosts = web[role] ?? []
            guard !hosts.isEmpty || role == .panel else { continue }
            let isInternal = role.mayBeInternal && panelIsInternal
            lines += ["", "# \(role.texts.meaning)"]
            lines += self.hosts(role.rawValue, hosts, exposure: isInternal ? ", exposure: internal" : "")
            if isInternal { lines[lines.count - 1] += "   # reached inside the network only" }
        }
        if scheme == .loadBalanced { lines += balancer }
        if !relayHost.isEmpty { lines += relay }
        lines += ["", "senders:"] + senders.flatMap(sender)
        return lines.joined(separator: "\n") + "\n"
    }

    private var views: [String] {
        let inside =
            internalResolvers.isEmpty
            ? [] : ["  internal: { resolvers: [\(Self.list(internalResolvers))] }   # what the platform's own hosts use"]
        guard !publicResolvers.isEmpty else {
            let note = ["# The public view uses the system's resolvers. Name others if these see more than the Internet does:"]
            let example = "#   public: { resolvers: [9.9.9.9, 1.1.1.1] }"
            return inside.isEmpty ? note + ["# views:", example] : note + ["views:", example] + inside
        }
        return ["views:", "  public: { resolvers: [\(Self.list(publicResolvers))] }"] + inside
    }

    private func hosts(_ role: String, _ hosts: [Web], exposure: String = "") -> [String] {
        guard !hosts.isEmpty else { return ["\(role): []"] }
        let leadsToBalancer = scheme == .loadBalanced && exposure.isEmpty
        return ["\(role):"]
            + hosts.map { host in
                if let alias = host.alias {
                    return "  - { host: \(Self.quoted(host.host)), alias: \(Self.quoted(alias))\(exposure) }"
                }
                let key = leadsToBalancer ? "bind" : "addresses"
                let addresses = host.addresses.isEmpty ? "" : ", \(key): [\(Self.list(host.addresses))]"
                return "  - { host: \(Self.quoted(host.host))\(addresses)\(exposure) }"
            }
    }

    private var balancer: [String] {
        var lines = [
            "", "# The balancer in front of the web names. The platform must trust exactly the addresses that it connects from.",
        ]
        lines.append("balancer:")
        if !balancerAddresses.isEmpty {
            lines.append("  addresses: [\(Self.list(balancerAddresses))]   # what the web names must resolve to")
        }
        if !balancerSources.isEmpty {
            lines.append("  sources: [\(Self.list(balancerSources))]")
            lines.append("  trusted: [\(balancerSources.map { "\"\($0)/\($0.bitWidth)\"" }.joined(separator: ", "))]")
        }
        return clientAddressHeader.isEmpty ? lines : lines + ["  client-address-header: \(clientAddressHeader)"]
    }

    private var relay: [String] {
        var lines = ["", "# The relay's addresses are what receivers see, and what SPF must allow.", "relay:"]
        lines.append("  host: \(Self.quoted(relayHost))")
        lines.append("  addresses: [\(Self.list(relayAddresses))]   # where it accepts bounces")
        if !relayEgress.isEmpty, relayEgress.contains(where: { $0.helo != nil }) || relayEgress.map(\.address) != relayAddresses {
            lines.append("  egress:   # from where it reaches the Internet")
            lines += relayEgress.map { egress in
                guard let helo = egress.helo else { return "    - \(Self.text(egress.address))" }
                return "    - { address: \(Self.text(egress.address)), helo: \(Self.quoted(helo)) }"
            }
        }
        return lines
            + (splitDNS ? ["  split-dns: true   # the MAIL FROM domain leads to the relay outside, to the sender inside"] : [])
    }

    private var policies: [String] {
        var lines: [String] = []
        if !authorities.isEmpty {
            let all = authorities.map { "\(Self.quoted($0.name)): [\(Self.quoted($0.domain))]" }.joined(separator: ", ")
            lines += ["", "tls: { authorities: { \(all) } }   # by which domains CAA records know an authority of our own"]
        }
        if !infrastructure.isEmpty {
            let domains = infrastructure.map(Self.quoted).joined(separator: ", ")
            lines += ["", "infrastructure: { domains: [\(domains)] }   # the platform's names, which are not ours to publish"]
        }
        let wish = [dmarcPolicy.map { "policy: \($0.rawValue)" }, dmarcReports.map { "reports: \(Self.quoted($0))" }].compactMap(
            \.self)
        if !wish.isEmpty {
            lines += ["", "dmarc: { \(wish.joined(separator: ", ")) }   # the policy of a new DMARC record"]
        }
        return lines
    }

    private func sender(_ sender: SenderDraft) -> [String] {
        var lines = ["  - name: \(Self.quoted(sender.name))"]
        if let route = sender.route { lines.append("    route: \(route.rawValue)") }
        lines.append("    addresses:")
        lines += sender.addresses.map { address in
            guard let seen = address.seen else { return "      - \(Self.text(address.own))" }
            return "      - { address: \(Self.text(address.own)), public: \(Self.text(seen)) }   # behind NAT"
        }
        if !sender.inbound.isEmpty { lines.append("    inbound: [\(Self.list(sender.inbound))]   # where bounces are accepted") }
        if let helo = sender.helo { lines.append("    helo: \(helo)   # the announced name: ptr, from, or a name") }
        lines.append("    from: [\(sender.from.map(Self.quoted).joined(separator: ", "))]")
        lines.append(
            "    mail-from: [\(sender.mailFrom.map(Self.quoted).joined(separator: ", "))]   # bounces come back here: its MX must lead to the sender"
        )
        guard let selector = sender.selector else {
            return lines + [
                "    # dkim: [{ domain: \(sender.from.first ?? "example.com"), selector: s1 }]   # the keys that the sender signs with"
            ]
        }
        lines.append("    dkim:")
        let key = sender.keyFile.map { ", private-key: \(Self.quoted($0))" } ?? ""
        lines += sender.from.map { "      - { domain: \(Self.quoted($0)), selector: \(Self.quoted(selector))\(key) }" }
        return key.isEmpty
            ? lines + ["      # With private-key or public-key: FILE the published key is compared with the sender's."] : lines
    }

    private func padding(_ text: String) -> String { String(repeating: " ", count: max(2, 16 - text.count)) }

    private static func meaning(_ scheme: Scheme) -> String {
        switch scheme {
        case .direct: "the platform itself is reachable from the Internet: its own addresses for web pages and for mail"
        case .relay: "mail leaves through an SMTP relay"
        case .loadBalanced: "the web names are behind a balancer, and mail leaves through NAT"
        }
    }

    private static func list(_ endpoints: [Endpoint]) -> String { endpoints.map { "\"\($0)\"" }.joined(separator: ", ") }
    private static func list(_ addresses: [IPAddress]) -> String { addresses.map(text).joined(separator: ", ") }

    /// Colons have a meaning in YAML.
    private static func text(_ address: IPAddress) -> String {
        address.family == .ipv6 ? "\"\(address)\"" : address.description
    }

    /// A plain word, or a quoted text.
    private static func quoted(_ text: String) -> String {
        let isPlain =
            text.first?.isLetter == true
            && text.allSatisfy { $0.isLetter || $0.isNumber && $0.isASCII || ".-_".contains($0) }
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        guard !isPlain else { return text }
        return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
