import DNS
import Testing

@testable import ZonePlan

@Suite("A PTR name that the audit passes stays", .timeLimit(.minutes(5)))
struct PointerNameTests {
    private static func file(_ sender: String = "", _ more: String = "") -> String {
        "networks: { public: [203.0.113.0/24, 198.51.100.0/24, \"2001:db8::/32\"] }\nscheme: direct\n\(more)"
            + "senders: [{ name: bulk, addresses: [203.0.113.20], from: [a.test], mail-from: [b.a.test]\(sender) }]\n"
    }

    /// Everything but the PTR record and the host that it names.
    private static let rest = [
        "a.test SOA", "_dmarc.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test", "a.test MX 10 office.test",
        "office.test A 198.51.100.7", "a.test TXT v=spf1 ip4:198.51.100.7 -all", "b.a.test MX 10 in.a.test",
        "in.a.test A 203.0.113.20", "b.a.test TXT v=spf1 ip4:203.0.113.20 -all",
        "in.a.test TXT v=spf1 a -all", "mail.a.test TXT v=spf1 ip4:203.0.113.20 -all",
        "server1.hoster.example TXT v=spf1 ip4:203.0.113.20 -all",
    ]

    private static func pointers(_ names: String...) -> [String] { names.map { "20.113.0.203.in-addr.arpa PTR \($0)" } }

    private func check(
        _ file: String, _ records: [String], _ expected: [String], at place: SourceLocation = #_sourceLocation
    ) async throws {
        let plan = try await ZoneTable.plan(file, try ZoneTable(Self.rest + records))
        let changes = [RecordType.a, .aaaa, .cname, .mx, .ptr, .txt].flatMap { ZoneTable.lines(plan, $0) }
            .filter { !$0.hasPrefix("present ") }.sorted()
        #expect(changes + plan.advice.map(\.text) == expected, sourceLocation: place)
    }

    @Test("a hoster's name that leads back is kept, whether it is announced by PTR or by name")
    func hoster() async throws {
        let live = Self.pointers("server1.hoster.example") + ["server1.hoster.example A 203.0.113.20"]
        try await check(Self.file(), live, [])
        try await check(Self.file(", helo: server1.hoster.example"), live, [])
        // More addresses of its owner's are no fault of the PTR record.
        try await check(Self.file(), live + ["server1.hoster.example AAAA 2001:db8::99"], [])
    }

    @Test(
        "a name that the audit objects to is replaced",
        arguments: [
            ("server1.hoster.example", ["server1.hoster.example A 198.51.100.9"]),
            ("server1.hoster.example", []),
            ("203-0-113-20.hoster.example", ["203-0-113-20.hoster.example A 203.0.113.20"]),
            ("server1.hoster.lan", ["server1.hoster.lan A 203.0.113.20"]),
            // Announced by the PTR record, an alias is no host name (RFC 5321 §2.3.5).
            ("server1.hoster.example", ["server1.hoster.example CNAME h1.hoster.example", "h1.hoster.example A 203.0.113.20"]),
        ])
    func refused(_ name: String, _ records: [String]) async throws {
        try await check(
            Self.file(), Self.pointers(name) + records,
            [
                "wrong 20.113.0.203.in-addr.arpa in.a.test. (was \(name).)"
            ])
    }

    @Test("the platform's names may contain the address")
    func platform() async throws {
        let live =
            Self.pointers("out-203-0-113-20.esp.example") + [
                "out-203-0-113-20.esp.example A 203.0.113.20", "out-203-0-113-20.esp.example TXT v=spf1 a -all",
            ]
        try await check(Self.file("", "infrastructure: { domains: [esp.example] }\n"), live, [])
    }

    @Test("a PTR record has to name what the file announces, and nothing that does not lead back")
    func announced() async throws {
        let hosts = ["server1.hoster.example A 203.0.113.20", "mail.a.test A 203.0.113.20"]
        let file = Self.file(", helo: mail.a.test")
        try await check(
            file, hosts + Self.pointers("server1.hoster.example"),
            [
                "wrong 20.113.0.203.in-addr.arpa mail.a.test. (was server1.hoster.example.)"
            ])
        let both = Self.pointers("mail.a.test", "server1.hoster.example")
        try await check(file, hosts + both, [])
        try await check(Self.file(), hosts + both, [])
        try await check(
            file, [hosts[1]] + both,
            [
                "superfluous 20.113.0.203.in-addr.arpa - (was server1.hoster.example.)"
            ])
    }

    @Test("a name outside the public DNS is no announced name: the file has to change")
    func local() async throws {
        let live = Self.pointers("server1.hoster.example") + ["server1.hoster.example A 203.0.113.20"]
        for name in ["mail.lan", "mail.a.internal"] {
            try await check(
                Self.file(", helo: \(name)"), live,
                [
                    "\(name) is announced from 203.0.113.20 by sender bulk, and is no name of the public DNS: let it announce server1.hoster.example, which its PTR record can say (helo: ptr)"
                ])
        }
    }

    @Test("a hoster's name takes bounces only where it leads to nothing else")
    func bounces() async throws {
        let live = Self.pointers("server1.hoster.example") + ["server1.hoster.example A 203.0.113.20"]
        func routes(_ more: [String]) async throws -> [String] {
            let records = Self.rest.filter { !$0.hasPrefix("b.a.test MX") && !$0.hasPrefix("in.") } + live + more
            return ZoneTable.lines(try await ZoneTable.plan(Self.file(), try ZoneTable(records)), .mx, at: "b.a.test")
        }
        #expect(try await routes([]) == ["missing b.a.test 10 server1.hoster.example."])
        #expect(try await routes(["server1.hoster.example A 198.51.100.8"]) == ["missing b.a.test 10 mta.b.a.test."])
    }
}
