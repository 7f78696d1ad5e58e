import DNS
import Testing

@testable import ZonePlan

@Suite("A broken SPF record that others include is put right where it stands", .timeLimit(.minutes(5)))
struct IncludedRecordTests {
    private static func file(_ more: String = "") -> String {
        "networks: { public: [203.0.113.0/24, 198.51.100.0/24] }\nscheme: direct\n\(more)"
            + "senders: [{ name: bulk, addresses: [203.0.113.20], from: [a.test], mail-from: [b.a.test] }]\n"
    }

    /// Everything but the SPF record of the MAIL FROM domain, and what it includes.
    private static let rest = [
        "a.test SOA", "_dmarc.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test", "a.test MX 10 office.test",
        "office.test A 198.51.100.7", "a.test TXT v=spf1 ip4:198.51.100.7 -all", "b.a.test MX 10 m1.a.test",
        "m1.a.test A 203.0.113.20", "m1.a.test TXT v=spf1 a -all", "20.113.0.203.in-addr.arpa PTR m1.a.test",
    ]

    private func plan(_ records: [String], _ more: String = "") async throws -> ZonePlan {
        try await ZoneTable.plan(Self.file(more), try ZoneTable(Self.rest + records))
    }

    private func check(
        _ records: [String], _ expected: [String], _ more: String = "", at place: SourceLocation = #_sourceLocation
    ) async throws {
        let plan = try await plan(records, more)
        let changes = ZoneTable.lines(plan, .txt).filter { !$0.hasPrefix("present ") }
        #expect(changes == expected, sourceLocation: place)
    }

    private static let including = "b.a.test TXT v=spf1 include:_s.a.test -all"

    @Test("nothing is to be done where the included record is right, whatever it ends with")
    func healthy() async throws {
        for text in ["v=spf1 ip4:203.0.113.20", "v=spf1 ip4:203.0.113.20 ?all", "v=spf1  ip4:203.0.113.20  -all"] {
            try await check([Self.including, "_s.a.test TXT \(text)"], [])
        }
    }

    @Test("a typo, a term that nobody can read, two records, a text that is none: one record at the included name")
    func broken() async throws {
        try await check(
            [Self.including, "_s.a.test TXT v=spf1 ipv4:203.0.113.20 -all"],
            ["wrong _s.a.test \"v=spf1 ip4:203.0.113.20 -all\" (was \"v=spf1 ipv4:203.0.113.20 -all\")"])
        try await check(
            [Self.including, "_s.a.test TXT v=spf1 ip4:203.0.113.20 ip4:203.0.113.300 -all"],
            ["wrong _s.a.test \"v=spf1 ip4:203.0.113.20 -all\" (was \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.300 -all\")"])
        try await check(
            [Self.including, "_s.a.test TXT v=spf1 ip4:203.0.113.20 -all", "_s.a.test TXT v=spf1 ip4:198.51.100.9 -all"],
            [
                "wrong _s.a.test \"v=spf1 ip4:198.51.100.9 ip4:203.0.113.20 -all\" (was \"v=spf1 ip4:198.51.100.9 -all\")",
                "superfluous _s.a.test - (was \"v=spf1 ip4:203.0.113.20 -all\")",
            ])
        try await check(
            [Self.including, "_s.a.test TXT v=spf1; ip4:203.0.113.20 -all"],
            ["wrong _s.a.test \"v=spf1 ip4:203.0.113.20 -all\" (was \"v=spf1; ip4:203.0.113.20 -all\")"])
        try await check(
            [Self.including, "_s.a.test TXT v=spf1 ip4:203.0.113.20 +all"],
            ["wrong _s.a.test \"v=spf1 ip4:203.0.113.20 ~all\" (was \"v=spf1 ip4:203.0.113.20 +all\")"])
    }

    @Test("by redirect, and further down")
    func deeper() async throws {
        let typo = "v=spf1 ipv4:203.0.113.20 -all"
        let right = "v=spf1 ip4:203.0.113.20 -all"
        try await check(
            ["b.a.test TXT v=spf1 redirect=_s.a.test", "_s.a.test TXT \(typo)"],
            ["wrong _s.a.test \"\(right)\" (was \"\(typo)\")"])
        try await check(
            [Self.including, "_s.a.test TXT v=spf1 include:_t.a.test -all", "_t.a.test TXT \(typo)"],
            ["wrong _t.a.test \"\(right)\" (was \"\(typo)\")"])
        // A record that two domains include is put right once; a From domain's record brings it in as well.
        let shared = Self.rest.map { $0.hasPrefix("a.test TXT") ? "a.test TXT v=spf1 include:_s.a.test -all" : $0 }
        let plan = try await ZoneTable.plan(Self.file(), try ZoneTable(shared + [Self.including, "_s.a.test TXT \(typo)"]))
        #expect(
            ZoneTable.lines(plan, .txt).filter { !$0.hasPrefix("present ") } == ["wrong _s.a.test \"\(right)\" (was \"\(typo)\")"]
        )
        let repairs = plan.sets.flatMap(\.changes).flatMap(\.repairs)
        for finding in [
            RepairedFinding(rule: "spf/included-record-broken", subject: "_s.a.test/public"),
            RepairedFinding(rule: "spf/include-without-record", subject: "b.a.test/public"),
            RepairedFinding(rule: "spf/include-without-record", subject: "a.test/public"),
            RepairedFinding(rule: "spf/sender-not-authorised", subject: "bulk/203.0.113.20/a.test/b.a.test"),
        ] { #expect(repairs.contains(finding), "\(finding)") }
    }

    @Test("a record at the doubled name is moved; one that is nowhere leaves the including record")
    func missing() async throws {
        try await check(
            [Self.including, "_s.a.test.a.test TXT v=spf1 ip4:203.0.113.20 -all"],
            [
                "missing _s.a.test \"v=spf1 ip4:203.0.113.20 -all\"",
                "superfluous _s.a.test.a.test - (was \"v=spf1 ip4:203.0.113.20 -all\")",
            ])
        try await check(
            [Self.including],
            ["wrong b.a.test \"v=spf1 ip4:203.0.113.20 -all\" (was \"v=spf1 include:_s.a.test -all\")"])
        try await check(
            ["b.a.test TXT v=spf1 redirect=_s.a.test"],
            ["wrong b.a.test \"v=spf1 ip4:203.0.113.20 ~all\" (was \"v=spf1 redirect=_s.a.test\")"])
    }

    @Test("a From domain's redirect that leads nowhere goes only where its record still names somebody")
    func protectedDomain() async throws {
        func changes(_ text: String) async throws -> [String] {
            let live = Self.rest.filter { !$0.hasPrefix("a.test TXT") } + ["a.test TXT \(text)"]
            let all = live + ["b.a.test TXT v=spf1 ip4:203.0.113.20 -all", "_s.a.test TXT v=spf1 ip4:198.51.100.7 -all"]
            return ZoneTable.lines(try await ZoneTable.plan(Self.file(), try ZoneTable(all)), .txt, at: "a.test")
        }
        #expect(try await changes("v=spf1 redirect=_r.a.test") == [])
        let two = "v=spf1 redirect=_r.a.test redirect=_s.a.test"
        #expect(try await changes(two) == ["wrong a.test \"v=spf1 include:_s.a.test ~all\" (was \"\(two)\")"])
    }

    @Test("records that include each other no longer do")
    func loop() async throws {
        try await check(
            [
                "b.a.test TXT v=spf1 include:_s.a.test ip4:203.0.113.20 -all", "_s.a.test TXT v=spf1 include:_t.a.test -all",
                "_t.a.test TXT v=spf1 include:_s.a.test ip4:198.51.100.9 -all",
            ],
            ["wrong _t.a.test \"v=spf1 ip4:198.51.100.9 -all\" (was \"v=spf1 include:_s.a.test ip4:198.51.100.9 -all\")"])
    }

    @Test("too many look-ups are saved in the record that makes them")
    func lookups() async throws {
        let hosts = (1...11).map { "h\($0).a.test A 198.51.100.\(100 + $0)" }
        let terms = (1...11).map { "a:h\($0).a.test" }.joined(separator: " ")
        let records =
            hosts + ["b.a.test TXT v=spf1 ip4:203.0.113.20 include:_s.a.test -all", "_s.a.test TXT v=spf1 \(terms) -all"]
        let plan = try await plan(records)
        let lines = ZoneTable.lines(plan, .txt).filter { !$0.hasPrefix("present ") }
        #expect(lines.count == 1 && lines[0].hasPrefix("wrong _s.a.test \"v=spf1 ip4:"), "\(lines)")
    }

    @Test("what the platform's record lacks is the platform's to add: the customer's record stays")
    func platform() async throws {
        let platform = "infrastructure: { domains: [esp.example] }\n"
        let including = "b.a.test TXT v=spf1 include:_spf.esp.example -all"
        try await check(
            [including], ["not-ours _spf.esp.example \"v=spf1 ip4:203.0.113.20 -all\" by platform"], platform)
        try await check(
            [including, "_spf.esp.example TXT v=spf1 ipv4:203.0.113.20 -all"],
            [
                "not-ours _spf.esp.example \"v=spf1 ip4:203.0.113.20 -all\" (was \"v=spf1 ipv4:203.0.113.20 -all\") by platform"
            ], platform)
        // A From domain's record that leads there, too.
        let shared = Self.rest.map { $0.hasPrefix("a.test TXT") ? "a.test TXT v=spf1 include:_spf.esp.example -all" : $0 }
        let plan = try await ZoneTable.plan(
            Self.file(platform), try ZoneTable(shared + ["b.a.test TXT v=spf1 ip4:203.0.113.20 -all"]))
        #expect(
            ZoneTable.lines(plan, .txt).filter { !$0.hasPrefix("present ") } == [
                "not-ours _spf.esp.example \"v=spf1 ip4:203.0.113.20 -all\" by platform"
            ])
    }

    @Test("a vendor's broken record is not the operator's, nor is an alias that leads to it")
    func vendor() async throws {
        for records in [
            ["b.a.test TXT v=spf1 ip4:203.0.113.20 include:spf.vendor.example -all"],
            ["b.a.test TXT v=spf1 ip4:203.0.113.20 include:_s.a.test -all", "_s.a.test CNAME spf.vendor.example"],
        ] { try await check(records + ["spf.vendor.example TXT v=spf1 ipv4:198.51.100.9 -all"], []) }
    }
}
