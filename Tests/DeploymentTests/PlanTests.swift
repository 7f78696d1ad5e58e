import DNS
import Deployment
import Foundation
import Testing

@Suite("the plan derived from a deployment", .timeLimit(.minutes(10)))
struct PlanTests {
    private func lines(_ names: [PlannedWebName]) -> [String] {
        names.map { name in
            let must = name.mustResolve ? "must" : "may"
            let expected = name.expected.map(\.description).joined(separator: ",")
            return
                "\(name.role.rawValue) \(name.host.name):\(name.port) \(name.view.rawValue) \(name.exposure.rawValue) \(must) \(expected)"
        }
    }

    private func lines(_ addresses: [PlannedSendingAddress]) -> [String] {
        addresses.map { address in
            let helo =
                switch address.helo {
                case .ptr: "ptr"
                case .names(let names): names.map(\.name.text).joined(separator: ",")
                }
            return
                "\(address.sender) \(address.address) own=\(address.own?.description ?? "-") helo=\(helo) \(address.route.rawValue)"
        }
    }

    private func lines(_ domains: [PlannedMailDomain]) -> [String] {
        domains.map { domain in
            let roles = domain.roles.map(\.rawValue).sorted().joined(separator: ",")
            return "\(domain.domain.name) \(domain.view.rawValue) \(roles) \(domain.senders.joined(separator: ","))"
        }
    }

    private func lines(_ paths: [PlannedReturnPath]) -> [String] {
        paths.map { path in
            let expected = path.expected.map(\.description).joined(separator: ",")
            return "\(path.sender) \(path.domain.name) \(path.view.rawValue) \(path.destination.rawValue) \(expected)"
        }
    }

    @Test("a whole deployment, asserted in full")
    func design() throws {
        let plan = try GoodFiles.plan(GoodFiles.good.appendingPathComponent("design.yaml"))
        #expect(
            plan.views.map { "\($0.name.rawValue) \($0.resolvers?.map(\.description) ?? [])" } == [
                "public [\"9.9.9.9:53\", \"1.1.1.1:53\"]", "internal [\"10.0.0.53:53\"]",
            ])
        #expect(
            plan.roleDecisions.map { "\($0.role.rawValue) \($0.sender ?? "-") \($0.decided)" } == [
                "panel - true", "tracking-or-pixel - true", "from bulk true", "mail-from bulk true",
            ])
        #expect(
            lines(plan.webNames) == [
                "panel api.acme.com:443 public public must 203.0.113.10",
                "panel api.acme.com:443 internal public may 203.0.113.10",
                "panel panel.acme.com:443 public public must 203.0.113.10",
                "panel panel.acme.com:443 internal public may 203.0.113.10",
                "tracking click.news.acme.com:443 public public must 203.0.113.11",
                "tracking click.news.acme.com:443 internal public may 203.0.113.11",
                "pixel px.acme.com:443 public public must 203.0.113.12",
                "pixel px.acme.com:443 internal public may 10.0.0.12,203.0.113.12",
            ])
        #expect(
            lines(plan.sendingAddresses) == [
                "bulk 203.0.113.20 own=203.0.113.20 helo=ptr direct",
                "bulk 203.0.113.21 own=10.0.0.21 helo=mta2.acme.com direct",
            ])
        #expect(
            lines(plan.mailDomains) == [
                "mta2.acme.com public helo bulk", "news.acme.com public from bulk",
                "bounce.news.acme.com public mail-from bulk",
            ])
        #expect(lines(plan.returnPaths) == ["bulk bounce.news.acme.com public sender 203.0.113.20"])
        #expect(plan.dkimKeys.map(\.recordName.text) == ["s2026._domainkey.news.acme.com"])
        #expect(plan.dkimKeys.map(\.keyFile?.reference.written) == ["files/s2026.pem"])
        #expect(
            plan.paths.map(\.key) == [
                "bulk/203.0.113.20/news.acme.com/bounce.news.acme.com", "bulk/203.0.113.21/news.acme.com/bounce.news.acme.com",
            ])
        #expect(plan.directSendingAddresses.map(\.description) == ["203.0.113.20", "203.0.113.21"])
        #expect(
            [
                plan.webNames[0].why, plan.sendingAddresses[1].why, plan.mailDomains[2].why, plan.returnPaths[0].why,
                plan.dkimKeys[0].why,
            ] == [
                "api.acme.com serves the control panel or the API and must lead to its planned addresses",
                "sender bulk sends from 10.0.0.21, which receivers see as 203.0.113.21",
                "bounce.news.acme.com is MAIL FROM domain of sender bulk",
                "bounces to bounce.news.acme.com must reach sender bulk from the Internet",
                "sender bulk signs as news.acme.com with selector s2026",
            ])
    }

    @Test("scheme direct: NAT, IPv6, and inbound addresses of its own")
    func direct() throws {
        let plan = try GoodFiles.plan(GoodFiles.examples.appendingPathComponent("direct.yaml"))
        #expect(plan.views.map(\.name) == [.public])
        #expect(
            lines(plan.webNames).filter { !$0.hasPrefix("panel") } == [
                "tracking click.news.acme.example:443 public public must 203.0.113.11,2001:db8::11",
                "pixel px.acme.example:443 public public must 203.0.113.12",
            ])
        #expect(
            plan.webNames.map { $0.listening.map(\.description) } == [
                ["203.0.113.10"], ["203.0.113.10"], ["203.0.113.11", "2001:db8::11"], ["10.0.0.12"],
            ])
        #expect(
            lines(plan.sendingAddresses) == [
                "bulk 203.0.113.20 own=203.0.113.20 helo=ptr direct", "bulk 203.0.113.21 own=10.0.0.21 helo=ptr direct",
                "bulk 2001:db8::20 own=2001:db8::20 helo=ptr direct",
                "transactional 203.0.113.22 own=203.0.113.22 helo=mta3.acme.example direct",
                "transactional 203.0.113.23 own=203.0.113.23 helo=mta3.acme.example direct",
            ])
        #expect(
            lines(plan.returnPaths) == [
                "bulk bounce.news.acme.example public sender 203.0.113.20,203.0.113.21,2001:db8::20",
                "transactional bounce.acme.example public sender 203.0.113.22",
            ])
        #expect(plan.paths.count == 5)
        #expect(plan.directSendingAddresses.count == 5)
    }

    @Test("scheme relay with split DNS: outside to the relay, inside to the sender")
    func splitDNS() throws {
        let plan = try GoodFiles.plan(GoodFiles.examples.appendingPathComponent("relay-split-dns.yaml"))
        #expect(
            lines(plan.returnPaths) == [
                "bulk bounce.news.acme.example public relay 198.51.100.25",
                "bulk bounce.news.acme.example internal sender 10.0.0.20",
            ])
        #expect(
            lines(plan.webNames).filter { $0.hasPrefix("panel") } == [
                "panel panel.acme.example:443 public internal may ",
                "panel panel.acme.example:443 internal internal must 10.0.0.10",
            ])
        #expect(
            lines(plan.sendingAddresses) == [
                "bulk 198.51.100.26 own=- helo=relay.acme.example relay",
                "bulk 198.51.100.27 own=- helo=relay2.acme.example relay",
            ])
        #expect(
            lines(plan.mailDomains) == [
                "news.acme.example public from bulk", "bounce.news.acme.example public mail-from bulk",
                "bounce.news.acme.example internal mail-from bulk", "relay.acme.example public helo bulk",
                "relay2.acme.example public helo bulk",
            ])
        #expect(plan.directSendingAddresses == [])
        #expect(
            plan.paths.map(\.key) == [
                "bulk/198.51.100.26/news.acme.example/bounce.news.acme.example",
                "bulk/198.51.100.27/news.acme.example/bounce.news.acme.example",
            ])
    }

    @Test("scheme load-balanced: public names lead to the balancer, internal ones to themselves")
    func loadBalanced() throws {
        let plan = try GoodFiles.plan(GoodFiles.examples.appendingPathComponent("load-balanced.yaml"))
        #expect(
            lines(plan.webNames) == [
                "panel admin.acme.example:443 public internal may ",
                "panel admin.acme.example:443 internal internal must 10.0.0.10",
                "panel panel.acme.example:443 public public must 203.0.113.5,203.0.113.6",
                "panel panel.acme.example:443 internal public may 10.0.0.10,203.0.113.5,203.0.113.6",
                "tracking click.news.acme.example:443 public public must 203.0.113.5,203.0.113.6",
                "tracking click.news.acme.example:443 internal public may 10.0.0.11,203.0.113.5,203.0.113.6",
                "pixel px.acme.example:443 public public must 203.0.113.5,203.0.113.6",
                "pixel px.acme.example:443 internal public may 10.0.0.12,203.0.113.5,203.0.113.6",
            ])
        #expect(
            lines(plan.sendingAddresses) == [
                "bulk 203.0.113.20 own=10.0.0.20 helo=ptr direct",
                "bulk 203.0.113.21 own=10.0.0.21 helo=mta2.acme.example direct",
            ])
        #expect(
            lines(plan.returnPaths) == ["bulk bounce.news.acme.example public sender 203.0.113.20,203.0.113.21"])
        #expect(plan.paths.map(\.key).contains("bulk/203.0.113.20/xn--bcher-kva.example/bounce.news.acme.example"))
    }

    @Test("senders of both routes keep their own paths")
    func mixed() throws {
        let plan = try GoodFiles.plan(GoodFiles.good.appendingPathComponent("mixed.yaml"))
        #expect(
            plan.roleDecisions.map { "\($0.role.rawValue) \($0.sender ?? "-") \($0.decided)" } == [
                "panel - false", "tracking-or-pixel - true", "from alpha true", "mail-from alpha true", "from idle false",
                "mail-from idle false", "from zulu true", "mail-from zulu true",
            ])
        #expect(
            lines(plan.sendingAddresses) == [
                "alpha 198.51.100.25 own=- helo=ptr relay", "idle 203.0.113.40 own=203.0.113.40 helo=ptr direct",
                "zulu 203.0.113.20 own=203.0.113.20 helo=acme.example,news.acme.example direct",
                "zulu 2001:db8::20 own=2001:db8::20 helo=acme.example,news.acme.example direct",
            ])
        #expect(
            lines(plan.mailDomains) == [
                "acme.example public from,helo alpha,zulu", "b2.acme.example public mail-from alpha",
                "bounce.acme.example public mail-from alpha,zulu", "news.acme.example public from,helo zulu",
            ])
        #expect(
            lines(plan.returnPaths) == [
                "alpha b2.acme.example public sender 203.0.113.30",
                "alpha bounce.acme.example public sender 203.0.113.20,203.0.113.30,2001:db8::20",
                "zulu bounce.acme.example public sender 203.0.113.20,203.0.113.30,2001:db8::20",
            ])
        #expect(
            plan.dkimKeys.map { "\($0.recordName.lowercased) \($0.senders)" } == [
                "2026._domainkey.acme.example [\"alpha\", \"zulu\"]"
            ])
        #expect(
            plan.paths.map(\.key) == [
                "alpha/198.51.100.25/acme.example/b2.acme.example", "alpha/198.51.100.25/acme.example/bounce.acme.example",
                "zulu/203.0.113.20/acme.example/bounce.acme.example", "zulu/203.0.113.20/news.acme.example/bounce.acme.example",
                "zulu/2001:db8::20/acme.example/bounce.acme.example", "zulu/2001:db8::20/news.acme.example/bounce.acme.example",
            ])
    }

    @Test(
        "senders that share a MAIL FROM domain have one bounce home, in any order",
        arguments: [
            // Not stated: the nodes of a platform accept each other's bounces.
            ("", "", "203.0.113.20,203.0.113.21"),
            // The addresses that both state, including one of the other sender.
            ("inbound: [203.0.113.20, 203.0.113.30]", "inbound: [203.0.113.30, 203.0.113.21]", "203.0.113.30"),
            ("", "inbound: [203.0.113.20]", "203.0.113.20"),
            // No common address: either may receive them, and loading warns.
            ("inbound: [203.0.113.20]", "inbound: [203.0.113.21]", "203.0.113.20,203.0.113.21"),
        ])
    func sharedMailFrom(_ first: String, _ second: String, _ expected: String) throws {
        let sender = { (name: String, address: String, inbound: String) in
            "  - { name: \(name), addresses: [\(address)], mail-from: [b.acme.example]\(inbound.isEmpty ? "" : ", ")\(inbound) }\n"
        }
        let senders = [sender("x", "203.0.113.20", first), sender("y", "203.0.113.21", second)]
        for order in [senders, senders.reversed()] {
            let plan = try GoodFiles.plan("version: 1\nname: acme\nscheme: direct\nsenders:\n" + order.joined())
            #expect(plan.bounceHomes.map { $0.expected.map(\.description).joined(separator: ",") } == [expected])
            #expect(
                lines(plan.returnPaths) == [
                    "x b.acme.example public sender \(expected)", "y b.acme.example public sender \(expected)",
                ])
        }
    }

    @Test("another sender's address behind NAT appears as its public one")
    func inboundOfAnotherSender() throws {
        let plan = try GoodFiles.plan(
            """
            version: 1
            name: acme
            scheme: direct
            senders:
              - { name: x, addresses: [{ address: 10.0.0.20, public: 203.0.113.20 }], mail-from: [a.acme.example] }
              - { name: y, addresses: [203.0.113.21], inbound: [10.0.0.20], mail-from: [b.acme.example] }
            """)
        #expect(
            lines(plan.returnPaths) == [
                "x a.acme.example public sender 203.0.113.20", "y b.acme.example public sender 203.0.113.20",
            ])
        #expect(plan.mailServerAddresses.map(\.description) == ["10.0.0.20", "203.0.113.20"])
    }

    @Test("an address that only sends accepts no mail, and a private one no mail from outside")
    func acceptsMail() throws {
        let plan = try GoodFiles.plan(
            """
            version: 1
            name: acme
            scheme: direct
            relay: { host: relay.acme.example, addresses: [198.51.100.25], egress: [198.51.100.26] }
            senders:
              - { name: x, addresses: [203.0.113.20, 203.0.113.21], inbound: [203.0.113.20], mail-from: [a.acme.example] }
              - { name: y, route: relay, addresses: [10.0.0.24], mail-from: [b.acme.example] }
            """)
        #expect(plan.mailServerAddresses.map(\.description) == ["10.0.0.24", "198.51.100.25", "203.0.113.20"])
        #expect(
            lines(plan.returnPaths) == ["x a.acme.example public sender 203.0.113.20", "y b.acme.example public sender "])
    }

    @Test("a name behind a CDN is planned as an alias, with balancers too")
    func alias() throws {
        let plan = try GoodFiles.plan(
            """
            version: 1
            name: acme
            scheme: load-balanced
            views: { internal: { resolvers: [10.0.0.53] } }
            balancer: { sources: [10.0.0.5] }
            tracking: [{ host: track.acme.example, alias: d111.cdn.example, bind: [10.0.0.11] }]
            """)
        #expect(
            lines(plan.webNames) == [
                "tracking track.acme.example:443 public public must ", "tracking track.acme.example:443 internal public may ",
            ])
        #expect(plan.webNames.map { $0.alias?.written } == ["d111.cdn.example", "d111.cdn.example"])
        #expect(
            plan.webNames[0].why
                == "track.acme.example serves clicks, opens and unsubscription and must lead to d111.cdn.example")
        #expect(plan.listeners.map(\.address.description) == ["10.0.0.11"])
    }

    @Test("nothing decided is a plan full of questions")
    func undecided() throws {
        let plan = try GoodFiles.plan(GoodFiles.good.appendingPathComponent("minimal.yaml"))
        #expect(plan.roleDecisions.map(\.role) == [.panel, .trackingOrPixel, .from, .mailFrom])
        #expect(plan.roleDecisions.allSatisfy { !$0.decided && $0.sender == nil && $0.question.hasSuffix("?") })
        #expect(plan.views == [try #require(plan.views.first)])
        #expect(plan.views.first?.resolvers == nil)
        #expect(plan.paths.isEmpty && plan.webNames.isEmpty && plan.sendingAddresses.isEmpty)
    }

    @Test("an internal host is planned in the internal view even if none is described")
    func internalWithoutView() throws {
        let plan = try GoodFiles.plan(
            """
            version: 1
            name: acme
            scheme: direct
            panel: [{ host: panel.acme.example, addresses: [192.0.2.10], bind: [10.0.0.10], exposure: internal }]
            """)
        #expect(
            lines(plan.webNames) == [
                "panel panel.acme.example:443 public internal may ",
                "panel panel.acme.example:443 internal internal must 10.0.0.10",
            ])
    }

    @Test("inbound addresses behind NAT are public ones outside, and both inside")
    func inboundBehindNAT() throws {
        let text = { (splitDNS: Bool) in
            """
            version: 1
            name: acme
            scheme: relay
            views: { internal: { resolvers: [10.0.0.53] } }
            relay: { host: relay.acme.example, addresses: [198.51.100.25], split-dns: \(splitDNS) }
            senders:
              - name: bulk
                addresses: [10.0.0.20, { address: 10.0.0.21, public: 203.0.113.21 }]
                inbound: [10.0.0.21]
                mail-from: [bounce.acme.example]
            """
        }
        #expect(lines(try GoodFiles.plan(text(false)).returnPaths) == ["bulk bounce.acme.example public sender 203.0.113.21"])
        #expect(
            lines(try GoodFiles.plan(text(true)).returnPaths) == [
                "bulk bounce.acme.example public relay 198.51.100.25",
                "bulk bounce.acme.example internal sender 10.0.0.21,203.0.113.21",
            ])
    }

    @Test("addresses that receivers see twice are planned once for a sender")
    func sharedNAT() throws {
        let plan = try GoodFiles.plan(
            """
            version: 1
            name: acme
            scheme: direct
            senders:
              - name: bulk
                addresses: [{ address: 10.0.0.20, public: 8.8.8.20 }, { address: 10.0.0.21, public: 8.8.8.20 }]
            """)
        #expect(lines(plan.sendingAddresses) == ["bulk 8.8.8.20 own=10.0.0.20 helo=ptr direct"])
        #expect(plan.directSendingAddresses.count == 1)
    }

    @Test(
        "the deployment's networks override the registries, longest prefix first",
        arguments: [
            ("8.8.8.8", true), ("10.0.0.1", false), ("203.0.113.1", true), ("203.0.113.129", false), ("198.51.100.1", true),
            ("2001:db8::1", true), ("192.0.2.1", false), ("::ffff:203.0.113.129", false), ("fd00::1", false),
        ])
    func isPublic(address: String, expected: Bool) throws {
        let plan = try GoodFiles.plan(GoodFiles.good.appendingPathComponent("mixed.yaml"))
        #expect(plan.isPublic(try #require(IPAddress(address))) == expected)
    }
}

extension MailPath {
    /// Everything that identifies a path.
    fileprivate var key: String { "\(sender)/\(sendingAddress)/\(from.name.lowercased)/\(mailFrom.name.lowercased)" }
}
