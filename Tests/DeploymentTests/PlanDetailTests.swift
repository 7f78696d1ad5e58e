import DNS
import Deployment
import Testing

@Suite("what the plan derives for schemes", .timeLimit(.minutes(10)))
struct PlanDetailTests {
    private func plan(_ rest: String) throws -> Plan {
        let text = "version: 1\nname: t\n\(rest)"
        return Plan(try DeploymentFile.parse(text: text, file: "test.yaml", folder: "/").deployment)
    }

    @Test("an address and port belongs to the roles that listen there, behind NAT to the platform's own")
    func listeners() throws {
        let plan = try plan(
            """
            scheme: direct
            panel: [{ host: p.a.test, addresses: [203.0.113.1] }, { host: api.a.test, addresses: [203.0.113.1], port: 8443 }]
            tracking: [{ host: t.a.test, addresses: [203.0.113.1] }]
            pixel: [{ host: x.a.test, addresses: [203.0.113.1], bind: [10.0.0.3] }]
            """)
        #expect(
            plan.listeners.map { "\($0.address):\($0.port) \($0.roles.map(\.rawValue)) \($0.hosts.map(\.written))" } == [
                "10.0.0.3:443 [\"pixel\"] [\"x.a.test\"]",
                "203.0.113.1:443 [\"panel\", \"tracking\"] [\"p.a.test\", \"t.a.test\"]",
                "203.0.113.1:8443 [\"panel\"] [\"api.a.test\"]",
            ])
    }

    @Test("an address has one owner: senders of one kind on one node, or the relay")
    func claims() throws {
        let plan = try plan(
            """
            scheme: direct
            networks: { public: [203.0.113.0/24] }
            relay: { host: r.a.test, addresses: [203.0.113.20] }
            senders:
              - { name: a, addresses: [203.0.113.20, 203.0.113.21, 203.0.113.22, { address: 10.0.0.1, public: 203.0.113.30 }] }
              - { name: b, node: second, addresses: [203.0.113.21] }
              - { name: c, addresses: [203.0.113.22, { address: 10.0.0.2, public: 203.0.113.30 }] }
              - { name: d, addresses: [{ address: 10.0.0.1, public: 203.0.113.30 }] }
              - { name: r, route: relay, addresses: [203.0.113.22] }
            """)
        let owners = Dictionary(uniqueKeysWithValues: plan.addressClaims.map { ($0.address.description, $0.owners) })
        #expect(owners["203.0.113.20"] == ["direct senders", "the relay r.a.test"])
        #expect(owners["203.0.113.21"] == ["direct senders", "direct senders on second"])
        #expect(owners["203.0.113.22"] == ["direct senders", "relay senders"])
        #expect(owners["203.0.113.30"] == ["direct senders from 10.0.0.1", "direct senders from 10.0.0.2"])
        #expect(owners["10.0.0.1"] == ["direct senders"])
        #expect(plan.addressClaims.first { $0.address.description == "203.0.113.22" }?.senders == ["a", "c", "r"])
    }

    @Test(
        "trust is too wide if a narrower block contains the sources",
        arguments: [
            ("[10.0.0.5]", "[10.0.0.5/32]", []), ("[10.0.0.5, 10.0.0.6]", "[10.0.0.4/30]", []),
            ("[10.0.0.5, 10.0.0.6]", "[10.0.0.0/24]", ["10.0.0.0/24"]),
            ("[10.0.0.5]", "[0.0.0.0/0, \"::/0\"]", ["0.0.0.0/0", "::/0"]),
            ("[10.0.0.5]", "[10.0.0.5/32, 10.0.9.9/32]", ["10.0.9.9/32"]), ("[]", "[10.0.0.0/8]", []),
            ("[]", "[0.0.0.0/1]", ["0.0.0.0/1"]), ("[\"fd00::1\", \"fd00::2\"]", "[\"fd00::/126\"]", []),
        ])
    func trust(_ sources: String, _ trusted: String, _ excessive: [String]) throws {
        let sources = sources == "[]" ? "" : "sources: \(sources), "
        let plan = try plan("scheme: load-balanced\nbalancer: { addresses: [203.0.113.5], \(sources)trusted: \(trusted) }")
        #expect(plan.deployment.balancer?.excessiveTrust.map(\.description) == excessive)
    }
}
