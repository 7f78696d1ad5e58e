import Testing

@testable import ZonePlan

@Suite("Proposed changes fit aliases, DNAME records and wildcards", .timeLimit(.minutes(10)))
struct AliasRepairTests {
    private func changes(_ file: String, _ records: [String]) async throws -> [String] {
        try await RepairTests().changes(file, records)
    }

    @Test("a PTR name that became a CDN's alias is replaced, and nothing is published beside the alias")
    func pointerIsAlias() async throws {
        let live =
            RepairTests.hosts.filter { !$0.hasPrefix("m1.a.test") } + [
                "m1.a.test CNAME x.cdn.test", "x.cdn.test A 198.51.100.99",
            ]
            + ["b.a.test MX 10 m2.a.test", "b.a.test TXT v=spf1 ip4:203.0.113.20/31 -all"]
        #expect(
            try await changes(RepairTests.direct(), live) == [
                "missing mta1.b.a.test \"v=spf1 ip4:203.0.113.20 -all\"", "missing mta1.b.a.test 203.0.113.20",
                "wrong 20.113.0.203.in-addr.arpa mta1.b.a.test. (was m1.a.test.)",
            ])
    }

    @Test("a mail domain that is someone else's alias is theirs to change; one's own gets the record at the target")
    func mailDomainIsAlias() async throws {
        let foreign = RepairTests.hosts + ["b.a.test CNAME b.esp.example", "b.esp.example MX 10 m1.a.test"]
        #expect(
            try await changes(RepairTests.direct(), foreign) == [
                "not-ours b.esp.example \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\" by other"
            ])
        // Where the chain goes on, the records belong to its end.
        let chain = RepairTests.hosts + ["b.a.test CNAME c.a.test", "c.a.test CNAME d.a.test", "d.a.test MX 10 m1.a.test"]
        #expect(
            try await changes(RepairTests.direct(), chain) == [
                "missing d.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\""
            ])
        let own = RepairTests.hosts + ["b.a.test CNAME c.a.test", "c.a.test MX 10 m1.a.test"]
        #expect(
            try await changes(RepairTests.direct(), own) == ["missing c.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\""]
        )
    }

    @Test("a wildcard alias is no obstacle: the name's own record overrides it")
    func wildcardAlias() async throws {
        let live = RepairTests.hosts + RepairTests.mail.dropLast() + ["*.a.test CNAME x.cdn.test", "x.cdn.test A 198.51.100.99"]
        let file = RepairTests.direct("", "panel: [{ host: panel.a.test, addresses: [203.0.113.10] }]\n")
        #expect(
            try await changes(file, live) == [
                "missing b.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\"", "missing panel.a.test 203.0.113.10",
            ])
    }

    @Test(
        "a name below a DNAME record gets its records where that leads, not at a name where nobody sees them",
        arguments: [
            ("hosts.a.test", ["missing click.hosts.a.test 203.0.113.11", "missing p.hosts.a.test d1.cdn.example."]),
            (
                "x.cdn.example",
                ["not-ours click.x.cdn.example 203.0.113.11 by other", "not-ours p.x.cdn.example d1.cdn.example. by other"]
            ),
        ])
    func redirected(_ target: String, _ expected: [String]) async throws {
        let live =
            RepairTests.hosts + RepairTests.mail + [
                "go.a.test DNAME \(target)", "click.go.a.test CNAME click.\(target)", "p.go.a.test CNAME p.\(target)",
                "d1.cdn.example A 198.51.100.99",
            ]
        let web = """
            tracking: [{ host: click.go.a.test, addresses: [203.0.113.11] }]
            media: [{ host: p.go.a.test, alias: d1.cdn.example }]

            """
        #expect(try await changes(RepairTests.direct("", web), live) == expected)
        let published = ["click.\(target) A 203.0.113.11", "p.\(target) CNAME d1.cdn.example"]
        #expect(try await changes(RepairTests.direct("", web), live + published) == [])
    }

    @Test("what a wildcard answers at a doubled name is not moved from there")
    func wildcardIsNotMisplaced() async throws {
        let live =
            RepairTests.hosts + RepairTests.mail.filter { !$0.contains("spf1") } + [
                "*.a.test TXT v=spf1 ip4:203.0.113.20/31 -all"
            ]
        let extra = ["b.a.test", "m3.a.test"].map { "\($0) TXT other=1" }
        #expect(
            try await changes(RepairTests.direct(), live + extra) == [
                "missing b.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\""
            ])
    }
}
