import DNS
import Testing

@testable import ZonePlan

@Suite("Hosts that send and take mail get their addresses back", .timeLimit(.minutes(5)))
struct HostRepairTests {
    private static let networks = "networks: { public: [203.0.113.0/24, 198.51.100.0/24, \"2001:db8::/32\"] }\n"

    private static func file(_ addresses: String, _ sender: String = "") -> String {
        networks
            + "scheme: direct\nsenders: [{ name: bulk, addresses: [\(addresses)], from: [a.test], mail-from: [b.a.test]\(sender) }]\n"
    }

    /// One announced name for two addresses, which takes the mail of both domains.
    private static let oneName = file("203.0.113.20, 203.0.113.21", ", helo: mail.a.test")
    private static let oneNameRecords = [
        "20.113.0.203.in-addr.arpa PTR mail.a.test", "21.113.0.203.in-addr.arpa PTR mail.a.test", "mail.a.test A 203.0.113.20",
        "mail.a.test A 203.0.113.21", "mail.a.test TXT v=spf1 ip4:203.0.113.20/31 -all", "a.test MX 10 mail.a.test",
        "b.a.test MX 10 mail.a.test", "a.test TXT v=spf1 ip4:203.0.113.20/31 -all",
        "b.a.test TXT v=spf1 ip4:203.0.113.20/31 -all", "_dmarc.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test",
    ]

    private func changes(_ file: String, _ records: [String]) async throws -> [String] {
        let plan = try await ZoneTable.plan(file, try ZoneTable(records))
        return [RecordType.a, .aaaa, .cname, .mx, .ptr, .txt].flatMap { ZoneTable.lines(plan, $0) }
            .filter { !$0.hasPrefix("present ") }.sorted()
    }

    @Test("a name that takes mail on the deployment's own servers is no other name's: an address that it lost comes back")
    func shared() async throws {
        #expect(try await changes(Self.oneName, Self.oneNameRecords) == [])
        let rest = Self.oneNameRecords.filter { $0 != "mail.a.test A 203.0.113.20" }
        #expect(try await changes(Self.oneName, rest) == ["missing mail.a.test 203.0.113.20"])
        // A From domain's mail alone, on the same host.
        let own = rest.map { $0 == "b.a.test MX 10 mail.a.test" ? "b.a.test MX 10 in.a.test" : $0 } + ["in.a.test A 203.0.113.20"]
        #expect(try await changes(Self.oneName, own) == ["missing mail.a.test 203.0.113.20"])
    }

    @Test("a name that takes a From domain's mail elsewhere stays there")
    func elsewhere() async throws {
        let records =
            Self.oneNameRecords.filter { !$0.hasPrefix("mail.a.test A") && !$0.hasPrefix("b.a.test MX") } + [
                "mail.a.test A 198.51.100.7", "b.a.test MX 10 mta1.b.a.test", "mta1.b.a.test A 203.0.113.20",
                "mta1.b.a.test A 203.0.113.21",
            ]
        let plan = try await ZoneTable.plan(Self.oneName, try ZoneTable(records))
        #expect(ZoneTable.lines(plan, .a, at: "mail.a.test") == [])
        #expect(plan.advice.first?.text.contains("takes the mail of a.test at 198.51.100.7") == true, "\(plan.advice)")
    }

    @Test("an address of one family that leads elsewhere gives way, though the other family is right")
    func oneFamily() async throws {
        let file = Self.file("203.0.113.20, \"2001:db8::20\"", ", helo: m.a.test")
        let records = [
            "m.a.test AAAA 2001:db8::20", "m.a.test A 198.51.100.77", "20.113.0.203.in-addr.arpa PTR m.a.test",
            "0.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR m.a.test",
        ]
        let plan = try await ZoneTable.plan(file, try ZoneTable(records))
        #expect(ZoneTable.lines(plan, .a, at: "m.a.test") == ["wrong m.a.test 203.0.113.20 (was 198.51.100.77)"])
        #expect(ZoneTable.lines(plan, .aaaa, at: "m.a.test") == ["present m.a.test 2001:db8::20"])
    }

    @Test(
        "where one of several addresses is missing, the one that nobody planned stands in its place; any other may send as well")
    func oneOfSeveral() async throws {
        let moved = Self.oneNameRecords.map { $0 == "mail.a.test A 203.0.113.20" ? "mail.a.test A 198.51.100.77" : $0 }
        #expect(try await changes(Self.oneName, moved) == ["wrong mail.a.test 203.0.113.20 (was 198.51.100.77)"])
        // The bounces arrive at hosts of their own.
        let elsewhere = ["in.a.test A 203.0.113.20", "in.a.test A 203.0.113.21", "mail.a.test A 198.51.100.77"]
        let more = Self.oneNameRecords.map { $0.replacing("MX 10 mail.a.test", with: "MX 10 in.a.test") } + elsewhere
        #expect(try await changes(Self.oneName, more) == [])
    }

    @Test("of several routes the one whose name is doubled, or an alias, is put right, and the others stay")
    func routes() async throws {
        let file = Self.file("{ address: 203.0.113.20, helo: m1.a.test }, { address: 203.0.113.21, helo: m2.a.test }")
        let records = [
            "m1.a.test A 203.0.113.20", "m2.a.test A 203.0.113.21", "in.a.test CNAME m2.a.test", "b.a.test MX 10 m1.a.test",
        ]
        for (wrong, was) in [("20 m2.a.test.a.test", "20 m2.a.test.a.test."), ("20 in.a.test", "20 in.a.test.")] {
            let plan = try await ZoneTable.plan(file, try ZoneTable(records + ["b.a.test MX \(wrong)"]))
            #expect(
                ZoneTable.lines(plan, .mx, at: "b.a.test") == [
                    "present b.a.test 10 m1.a.test.", "wrong b.a.test 20 m2.a.test. (was \(was))",
                ])
        }
        let twice = try await ZoneTable.plan(
            file, try ZoneTable(records + ["b.a.test MX 10 m2.a.test", "b.a.test MX 20 m2.a.test.a.test"]))
        #expect(
            ZoneTable.lines(twice, .mx, at: "b.a.test").last == "superfluous b.a.test - (was 20 m2.a.test.a.test.)")
    }

    @Test("a broken SPF record of a From domain that sends nothing itself is put right, though nobody has to pass")
    func protectingRecord() async throws {
        let records = Self.oneNameRecords.filter { !$0.hasPrefix("a.test TXT") } + ["a.test TXT v=spf1 ipv4:198.51.100.66 -all"]
        #expect(
            try await changes(Self.oneName, records) == [
                "wrong a.test \"v=spf1 ip4:198.51.100.66 -all\" (was \"v=spf1 ipv4:198.51.100.66 -all\")"
            ])
    }
}
