import DNS
import Deployment
import Testing

@testable import ZonePlan

@Suite("Zones of the internal view", .timeLimit(.minutes(5)))
struct InternalZoneTests {
    private static func file(_ scheme: String = "relay") -> String {
        let relay = scheme == "relay" ? "relay: { host: relay.a.test, addresses: [203.0.113.25], split-dns: false }\n" : ""
        return "networks: { public: [203.0.113.0/24] }\nscheme: \(scheme)\n"
            + "views: { public: { resolvers: [192.0.2.1] }, internal: { resolvers: [192.0.2.2] } }\n\(relay)"
            + "senders: [{ name: bulk, addresses: [203.0.113.20], route: \(scheme), from: [a.test], mail-from: [b.a.test], dkim: [{ domain: a.test, selector: s1 }] }]\n"
    }

    private static let key =
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

    private static let outside = [
        "a.test MX 10 relay.a.test", "a.test TXT v=spf1 ip4:203.0.113.25 -all",
        "_dmarc.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test", "relay.a.test A 203.0.113.25",
        "relay.a.test TXT v=spf1 a -all", "b.a.test MX 10 in.a.test", "in.a.test A 203.0.113.20",
        "b.a.test TXT v=spf1 ip4:203.0.113.25 -all",
        "s1._domainkey.a.test TXT \(key)", "25.113.0.203.in-addr.arpa PTR relay.a.test",
    ]

    private func inside(
        _ records: [String], _ expected: [String], serial: Int = 2, _ file: String = file(),
        at place: SourceLocation = #_sourceLocation
    ) async throws {
        let start = ["a.test SOA 1", "internal: a.test SOA \(serial)"]
        let all = start + Self.outside + records.map { "internal: \($0)" }
        let plan = try await ZoneTable.plan(file, try ZoneTable(all))
        let found = [RecordType.a, .mx, .txt].flatMap { ZoneTable.lines(plan, $0, view: .internal) }.filter {
            !$0.hasPrefix("present ")
        }
        #expect(found == expected, sourceLocation: place)
    }

    private static func without(_ start: String) -> [String] { outside.filter { !$0.hasPrefix(start) } }

    @Test("what mail inside depends on must be there and valid, and may say something of its own")
    func needed() async throws {
        try await inside(Self.outside, [])
        for own in ["v=spf1 ip4:10.0.0.1 -all", "v=spf1 ip4:203.0.113.25 ~all"] {
            try await inside(Self.without("b.a.test TXT") + ["b.a.test TXT \(own)"], [])
        }
        let right = "\"v=spf1 ip4:203.0.113.25 -all\""
        try await inside(Self.without("b.a.test TXT"), ["missing b.a.test \(right)"])
        for wrong in ["v=spf1 ipv4:203.0.113.25 -all", "v=spf1; ip4:203.0.113.25 -all"] {
            try await inside(
                Self.without("b.a.test TXT") + ["b.a.test TXT \(wrong)"],
                [
                    "wrong b.a.test \(right) (was \"\(wrong)\")"
                ])
        }
        try await inside(Self.outside + ["b.a.test TXT v=spf1 -all"], ["superfluous b.a.test - (was \"v=spf1 -all\")"])
    }

    @Test("a DMARC record that receivers discard is none, nor is another text")
    func policy() async throws {
        let right = "\"v=DMARC1; p=reject; rua=mailto:d@a.test\""
        let rest = Self.without("_dmarc")
        try await inside(rest + ["_dmarc.a.test TXT v=DMARC1; p=none"], [])
        try await inside(
            rest + ["_dmarc.a.test TXT v=DMARC1; p=rejct"],
            [
                "wrong _dmarc.a.test \(right) (was \"v=DMARC1; p=rejct\")"
            ])
        try await inside(rest + ["_dmarc.a.test TXT verification=1"], ["missing _dmarc.a.test \(right)"])
    }

    @Test("a key inside may be another one, and a text that is no key gives way")
    func key() async throws {
        let rest = Self.without("s1._domainkey")
        try await inside(rest + ["s1._domainkey.a.test TXT k=ed25519; \(Self.key.split(separator: " ").last ?? "")"], [])
        try await inside(
            rest + ["s1._domainkey.a.test TXT verification=1"],
            [
                "wrong s1._domainkey.a.test \"\(Self.key)\" (was \"verification=1\")"
            ])
    }

    @Test("where no mail route depends on the internal view, its zone needs none of that; else hosts and MX records, too")
    func direct() async throws {
        try await inside([], [], Self.file("direct"))
        try await inside(Self.without("a.test MX"), ["missing a.test 10 relay.a.test."])
    }

    @Test("two zones with equal SOA records are two where they say different things")
    func equalStarts() async throws {
        try await inside(Self.outside, [], serial: 1)
        try await inside(
            Self.without("b.a.test TXT") + ["b.a.test TXT v=spf1 ipv4:10.0.0.1 -all"],
            [
                "wrong b.a.test \"v=spf1 ip4:203.0.113.25 -all\" (was \"v=spf1 ipv4:10.0.0.1 -all\")"
            ], serial: 1)
    }
}
