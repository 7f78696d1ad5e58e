import DNS
import Foundation
import TestPeers

/// A deployment of one scheme with its own domain and addresses, so that many fit into one test world.
struct SchemeDeployment: Sendable {
    /// `relay`: the file's name, and the label of its domain.
    let name: String
    /// The deployment file except its first lines; `D` is the domain, `N` the first three octets of its addresses, `H` the
    /// third group of its IPv6 addresses.
    let template: String
    /// Distinguishes the addresses of the deployments.
    let number: Int
    /// Records published in addition to the plan.
    var fault = Fault()

    struct Fault: Sendable {
        /// Prefixes of records of the public view, of the internal one and of PTR records that are left out.
        var removed: [String] = []
        var added: [String] = []
        var removedInside: [String] = []
        var addedInside: [String] = []
    }

    var domain: String { "\(name).example" }
    private var network: String { "198.18.\(number)" }

    func filled(_ text: String) -> String {
        var result = ""
        // Only whole words are placeholders.
        var word = ""
        for character in text + " " {
            if character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            switch word {
            case "D": result += domain
            case "N": result += network
            case "H": result += String(number, radix: 16)
            case "R": result += "\(number).18.198.in-addr.arpa"
            default: result += word
            }
            word = ""
            result.append(character)
        }
        return String(result.dropLast())
    }

    func file(publicResolver: String, internalResolver: String) -> String {
        """
        version: 1
        name: \(name)
        views: { public: { resolvers: ["\(publicResolver)"] }, internal: { resolvers: ["\(internalResolver)"] } }
        networks: { public: [198.18.0.0/15, "2001:db8::/32"] }
        probes: { tls: false, smtp: false, http: false }
        \(filled(template))
        """
    }

    static let direct = """
        scheme: direct
        panel:    [{ host: panel.D, addresses: [N.10] }, { host: api.D, addresses: [N.10] }]
        tracking: [{ host: click.news.D, addresses: [N.11, "2001:db8:H::11"] }]
        pixel:    [{ host: px.D, addresses: [N.12], bind: [10.0.0.12] }]
        senders:
          - name: bulk
            addresses: [N.20, "2001:db8:H::20", { address: 10.0.0.21, public: N.21 }]
            from: [news.D]
            mail-from: [bounce.news.D]
            dkim: [{ domain: news.D, selector: s1, public-key: key.pem }]
          - name: transactional
            addresses: [N.22, N.23]
            helo: mta3.D
            inbound: [N.22]
            from: [D]
            mail-from: [bounce.D]
            dkim: [{ domain: D, selector: s1, public-key: key.pem }]
        """

    /// Several MTA nodes; every announced name is fixed.
    static let nodes = """
        scheme: direct
        panel:    [{ host: panel.D, addresses: [N.10] }]
        tracking: [{ host: click.D, addresses: [N.11] }]
        senders:
          - name: a
            node: mta-1
            addresses: [{ address: N.20, helo: mta1.D }, { address: N.21, helo: mta2.D }]
            from: [D]
            mail-from: [a.bounce.D]
            dkim: [{ domain: D, selector: s1, public-key: key.pem }]
          - name: b
            node: mta-2
            addresses: [{ address: N.22, helo: mta3.D }]
            from: [D]
            mail-from: [b.bounce.D]
            dkim: [{ domain: D, selector: s1, public-key: key.pem }]
        """

    /// Bounces bypass the relay and go straight to the sender behind NAT.
    static let relay = """
        scheme: relay
        panel:    [{ host: panel.D, addresses: [10.0.0.10], exposure: internal }]
        tracking: [{ host: click.D, addresses: [N.11] }]
        relay:    { host: relay.D, addresses: [N.25] }
        senders:
          - name: bulk
            addresses: [{ address: 10.0.0.20, public: N.20 }]
            from: [D]
            mail-from: [bounce.D]
            dkim: [{ domain: D, selector: s1, public-key: key.pem }]
        """

    static let splitDNS = """
        scheme: relay
        panel:    [{ host: panel.D, addresses: [10.0.0.10], exposure: internal }]
        tracking: [{ host: click.news.D, addresses: [N.11], bind: [10.0.0.11] }]
        pixel:    [{ host: px.D, addresses: [N.12], bind: [10.0.0.12] }]
        relay:
          host: relay.D
          addresses: [N.25]
          egress: [{ address: N.26, helo: relay.D }, { address: N.27, helo: relay2.D }]
          split-dns: true
        senders:
          - name: bulk
            addresses: [10.0.0.20]
            from: [news.D]
            mail-from: [bounce.news.D]
            dkim: [{ domain: news.D, selector: s1, public-key: key.pem }]
        """

    static let balanced = """
        scheme: load-balanced
        balancer:
          addresses: [N.5, N.6]
          sources: [10.0.0.5, 10.0.0.6]
          trusted: [10.0.0.5/32, 10.0.0.6/32]
          client-address-header: X-Forwarded-For
        panel:
          - { host: panel.D, bind: [10.0.0.10] }
          - { host: admin.D, addresses: [10.0.0.10], exposure: internal }
        tracking: [{ host: click.news.D, bind: [10.0.0.11] }]
        pixel:    [{ host: px.D, bind: [10.0.0.12] }]
        senders:
          - name: bulk
            addresses: [{ address: 10.0.0.20, public: N.20 }, { address: 10.0.0.21, public: N.21, helo: mta2.D }]
            from: [news.D]
            mail-from: [bounce.news.D]
            dkim: [{ domain: news.D, selector: s1, public-key: key.pem }]
        """

    /// One sender uses the relay and another delivers directly, for the same From domain.
    static let mixed = """
        scheme: direct
        panel:    [{ host: panel.D, addresses: [N.10] }]
        tracking: [{ host: click.D, addresses: [N.11] }]
        relay:    { host: relay.D, addresses: [N.25], split-dns: true }
        senders:
          - name: bulk
            addresses: [N.20, N.21]
            from: [D]
            mail-from: [bounce.D]
            dkim: [{ domain: D, selector: s1, public-key: key.pem }]
          - name: corporate
            route: relay
            addresses: [N.22]
            from: [D]
            mail-from: [relayed.D]
            dkim: [{ domain: D, selector: s1, public-key: key.pem }]
        """

    static let healthy: [SchemeDeployment] = [
        ("direct", direct), ("nodes", nodes), ("relay", relay), ("split", splitDNS), ("balanced", balanced), ("mixed", mixed),
    ].enumerated().map { SchemeDeployment(name: $1.0, template: $1.1, number: $0 + 1) }
}
