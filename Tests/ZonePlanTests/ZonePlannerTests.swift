import DNS
import Deployment
import MailPolicy
import Testing

@testable import ZonePlan

@Suite("Required records compared with existing ones", .timeLimit(.minutes(10)))
struct ZonePlannerTests {
    private static let networks = "networks: { public: [203.0.113.0/24, 198.51.100.0/24, \"2001:db8::/32\"] }\n"
    private static let direct =
        networks + """
            scheme: direct
            panel: [{ host: panel.a.test, addresses: [203.0.113.10] }]
            senders:
              - { name: bulk, addresses: [203.0.113.20, 203.0.113.21], from: [a.test], mail-from: [b.a.test] }
            """

    @Test("a web name: present, missing, wrong, superfluous, through an alias, behind a wrong alias, unknown")
    func webName() async throws {
        let cases: [([String], [String])] = [
            (["panel.a.test A 203.0.113.10"], ["present panel.a.test 203.0.113.10"]),
            ([], ["missing panel.a.test 203.0.113.10"]),
            (["panel.a.test A 198.51.100.9"], ["wrong panel.a.test 203.0.113.10 (was 198.51.100.9)"]),
            (
                ["panel.a.test A 203.0.113.10", "panel.a.test A 198.51.100.9"],
                ["present panel.a.test 203.0.113.10", "superfluous panel.a.test - (was 198.51.100.9)"]
            ),
            (["panel.a.test CNAME web.test", "web.test A 203.0.113.10"], ["present panel.a.test 203.0.113.10"]),
            (
                ["panel.a.test CNAME web.test", "web.test A 198.51.100.9"],
                ["wrong panel.a.test 203.0.113.10 (was CNAME web.test.)"]
            ),
        ]
        for (records, expected) in cases {
            let plan = try await ZoneTable.plan(Self.direct, try ZoneTable(records))
            #expect(ZoneTable.lines(plan, .a, at: "panel.a.test") == expected)
        }
        let surplus = try await ZoneTable.plan(
            Self.direct, try ZoneTable(["panel.a.test A 203.0.113.10", "panel.a.test AAAA 2001:db8::1"]))
        #expect(ZoneTable.lines(surplus, .aaaa, at: "panel.a.test") == ["superfluous panel.a.test - (was 2001:db8::1)"])
        var silent = try ZoneTable()
        silent.failures["panel.a.test"] = .timeout
        let unknown = try await ZoneTable.plan(Self.direct, silent)
        #expect(ZoneTable.lines(unknown, .a, at: "panel.a.test") == ["unknown panel.a.test 203.0.113.10"])
        #expect(unknown.count(.unknown) > 0)
    }

    @Test("a name for each sending address: the PTR record's own, or a new one; a provider's name is replaced")
    func pointers() async throws {
        let live = try ZoneTable([
            "20.113.0.203.in-addr.arpa PTR out.a.test", "out.a.test A 203.0.113.20",
            "21.113.0.203.in-addr.arpa PTR 203-0-113-21.isp.test",
        ])
        let plan = try await ZoneTable.plan(Self.direct, live)
        #expect(
            ZoneTable.lines(plan, .ptr) == [
                "present 20.113.0.203.in-addr.arpa out.a.test.",
                "wrong 21.113.0.203.in-addr.arpa mta2.b.a.test. (was 203-0-113-21.isp.test.)",
            ])
        #expect(ZoneTable.lines(plan, .a, at: "mta2.b.a.test") == ["missing mta2.b.a.test 203.0.113.21"])
        #expect(
            ZoneTable.lines(plan, .mx, at: "b.a.test") == [
                "missing b.a.test 10 out.a.test.", "missing b.a.test 10 mta2.b.a.test.",
            ])
        #expect(plan.requests.map(\.holder) == ["sender bulk", "sender bulk"])
    }

    @Test("routes that end at the sender are kept, others are removed; senders that share a domain need a common host")
    func routes() async throws {
        let live = try ZoneTable([
            "b.a.test MX 5 in.a.test", "b.a.test MX 20 office.test", "in.a.test A 203.0.113.20", "office.test A 198.51.100.7",
        ])
        let plan = try await ZoneTable.plan(Self.direct, live)
        #expect(
            ZoneTable.lines(plan, .mx, at: "b.a.test") == [
                "present b.a.test 5 in.a.test.", "superfluous b.a.test - (was 20 office.test.)",
            ])
        let elsewhere = try await ZoneTable.plan(
            Self.direct, try ZoneTable(["b.a.test MX 20 office.test", "office.test A 198.51.100.7"]))
        #expect(
            ZoneTable.lines(elsewhere, .mx, at: "b.a.test") == [
                "wrong b.a.test 10 mta1.b.a.test. (was 20 office.test.)", "missing b.a.test 10 mta2.b.a.test.",
            ])
        let shared =
            Self.networks + """
                scheme: direct
                senders:
                  - { name: x, addresses: [203.0.113.20], inbound: [203.0.113.20, 203.0.113.30], mail-from: [b.a.test] }
                  - { name: y, addresses: [203.0.113.21], inbound: [203.0.113.21, 203.0.113.30], mail-from: [b.a.test] }
                """
        let common = try await ZoneTable.plan(shared, nil)
        #expect(ZoneTable.lines(common, .mx) == ["planned b.a.test 10 mta.b.a.test."])
        #expect(ZoneTable.lines(common, .a, at: "mta.b.a.test") == ["planned mta.b.a.test 203.0.113.30"])
    }

    @Test("a route with an unknown host is not removed")
    func unknownRoute() async throws {
        var live = try ZoneTable(["b.a.test MX 5 in.a.test"])
        live.failures["in.a.test"] = .servfail
        let plan = try await ZoneTable.plan(Self.direct, live)
        #expect(ZoneTable.lines(plan, .mx, at: "b.a.test") == ["present b.a.test 5 in.a.test."])
    }

    @Test("a From domain: any route is enough, a null MX is not")
    func fromRoute() async throws {
        let kept = try await ZoneTable.plan(
            Self.direct, try ZoneTable(["a.test MX 10 office.test", "office.test A 198.51.100.7"]))
        #expect(ZoneTable.lines(kept, .mx, at: "a.test") == ["present a.test 10 office.test."])
        let address = try await ZoneTable.plan(Self.direct, try ZoneTable(["a.test A 203.0.113.99"]))
        #expect(ZoneTable.lines(address, .mx, at: "a.test") == [])
        let null = try await ZoneTable.plan(Self.direct, try ZoneTable(["a.test MX 0 ."]))
        #expect(ZoneTable.lines(null, .mx, at: "a.test") == ["wrong a.test 10 mta1.b.a.test. (was 0 .)"])
        let beside = try await ZoneTable.plan(
            Self.direct, try ZoneTable(["a.test MX 0 .", "a.test MX 10 office.test", "office.test A 198.51.100.7"]))
        #expect(
            ZoneTable.lines(beside, .mx, at: "a.test") == [
                "present a.test 10 office.test.", "superfluous a.test - (was 0 .)",
            ])
    }

    @Test("with split DNS each view leads elsewhere, and the internal zone contains the public one's records")
    func splitDNS() async throws {
        let file =
            Self.networks + """
                scheme: relay
                views: { public: { resolvers: [192.0.2.1] }, internal: { resolvers: [192.0.2.2] } }
                panel: [{ host: panel.a.test, addresses: [10.0.0.10], exposure: internal }]
                tracking: [{ host: click.a.test, addresses: [203.0.113.11] }]
                relay: { host: relay.a.test, addresses: [198.51.100.25], split-dns: true }
                senders:
                  - { name: bulk, addresses: [{ address: 10.0.0.20, public: 203.0.113.20 }], from: [a.test], mail-from: [b.a.test] }
                """
        let live = try ZoneTable([
            "a.test SOA", "internal: a.test SOA", "internal: b.a.test MX 10 relay.a.test",
            "internal: relay.a.test A 198.51.100.25",
            "b.a.test TXT v=spf1 ip4:198.51.100.25 -all",
        ])
        let plan = try await ZoneTable.plan(file, live)
        #expect(ZoneTable.lines(plan, .mx, at: "b.a.test") == ["missing b.a.test 10 relay.a.test."])
        #expect(
            ZoneTable.lines(plan, .mx, at: "b.a.test", view: .internal) == [
                "wrong b.a.test 10 mta.b.a.test. (was 10 relay.a.test.)"
            ])
        #expect(ZoneTable.lines(plan, .a, at: "mta.b.a.test", view: .internal) == ["missing mta.b.a.test 10.0.0.20"])
        #expect(ZoneTable.lines(plan, .a, at: "click.a.test", view: .internal) == ["missing click.a.test 203.0.113.11"])
        #expect(
            ZoneTable.lines(plan, .txt, at: "b.a.test", view: .internal) == [
                "missing b.a.test \"v=spf1 ip4:198.51.100.25 -all\""
            ])
        #expect(plan.zones.map { "\($0.view.rawValue) \($0.name)" } == ["public a.test", "internal a.test"])
        let relay = try #require(plan.requests.first)
        #expect(relay.holder == "relay relay.a.test" && relay.changes.first?.data == "relay.a.test.")
    }
}
