import DNS
import Deployment
import Testing

@testable import ZonePlan

@Suite("Repairs leave in place what others use", .timeLimit(.minutes(5)))
struct StandingUseTests {
    private static func file(_ sender: String = "", _ more: String = "", mailFrom: String = "b.a.test") -> String {
        "networks: { public: [203.0.113.0/24, 198.51.100.0/24, \"2001:db8::/32\"] }\nscheme: direct\n\(more)"
            + "senders: [{ name: bulk, addresses: [203.0.113.20, 203.0.113.21], from: [a.test], mail-from: [\(mailFrom)]\(sender) }]\n"
    }

    private static let pointers = ["20.113.0.203.in-addr.arpa PTR m1.a.test", "21.113.0.203.in-addr.arpa PTR m2.a.test"]
    private static let hosts = [
        "m1.a.test A 203.0.113.20", "m2.a.test A 203.0.113.21", "m1.a.test TXT v=spf1 a -all", "m2.a.test TXT v=spf1 a -all",
    ]
    private static let from = [
        "a.test SOA", "_dmarc.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test", "a.test MX 10 office.test",
        "office.test A 198.51.100.7", "a.test TXT v=spf1 ip4:198.51.100.7 -all",
    ]
    private static let bounces = [
        "b.a.test MX 10 m1.a.test", "b.a.test MX 10 m2.a.test", "b.a.test TXT v=spf1 ip4:203.0.113.20/31 -all",
    ]
    private static let all = pointers + hosts + from + bounces

    private func plan(_ file: String, _ records: [String]) async throws -> ZonePlan {
        try await ZoneTable.plan(file, try ZoneTable(records))
    }

    private func changes(_ file: String, _ records: [String]) async throws -> [String] {
        let plan = try await plan(file, records)
        return [RecordType.a, .aaaa, .cname, .mx, .ptr, .txt].flatMap { ZoneTable.lines(plan, $0) }
            .filter { !$0.hasPrefix("present ") }.sorted()
    }

    private static func without(_ starts: String...) -> [String] {
        all.filter { line in !starts.contains { line.hasPrefix($0) } }
    }

    @Test("nothing to do when everything is published")
    func healthy() async throws { #expect(try await changes(Self.file(), Self.all) == []) }

    // MARK: - Mailboxes

    @Test(
        "a From domain whose mailboxes are elsewhere keeps its MX records, though it is the MAIL FROM domain too",
        arguments: [["a.test MX 10 office.test"], ["a.test MX 10 office.test", "a.test MX 20 m1.a.test"]])
    func mailboxesElsewhere(_ routes: [String]) async throws {
        let live =
            Self.without("a.test MX", "a.test TXT", "b.a.test") + routes + [
                "a.test TXT v=spf1 ip4:203.0.113.20/31 ip4:198.51.100.7 -all"
            ]
        let file = Self.file(mailFrom: "a.test")
        #expect(try await changes(file, live) == [])
        let plan = try await plan(file, live)
        #expect(
            plan.advice.map(\.text) == [
                "a.test is the MAIL FROM domain of sender bulk, but its mailboxes are elsewhere, and bounces with them: give the sender a MAIL FROM domain of its own (mail-from: [bounce.a.test])"
            ])
        #expect(
            plan.advice.flatMap(\.repairs).contains(
                RepairedFinding(rule: "return-path/not-at-sender", subject: "bulk/a.test/public")))
    }

    @Test("the deployment's own servers take the mail of a domain that is MAIL FROM and From: its MX records are repaired")
    func mailboxesHere() async throws {
        let live =
            Self.without("a.test MX", "a.test TXT", "b.a.test") + [
                "a.test MX 10 gone.a.test", "a.test TXT v=spf1 ip4:203.0.113.20/31 -all",
            ]
        #expect(
            try await changes(Self.file(mailFrom: "a.test"), live) == [
                "missing a.test 10 m2.a.test.", "wrong a.test 10 m1.a.test. (was 10 gone.a.test.)",
            ])
    }

    @Test("an address in place of a From domain's MX host becomes the host that has it, or a sentence, never another host")
    func exchangeIsAddress() async throws {
        let rest = Self.without("a.test MX", "office.test")
        for written in ["198.51.100.7", "198.51.100.7.a.test"] {
            let live = rest + ["a.test MX 10 \(written)"]
            let plan = try await plan(Self.file(), live)
            #expect(ZoneTable.lines(plan, .mx, at: "a.test") == ["unknown a.test 10 \(written)."])
            let note = plan.sets.first { $0.owner.text == "a.test" && $0.type == .mx }?.changes.first?.note
            #expect(note?.hasPrefix("an MX record names a host, not an address: give 198.51.100.7 a name") == true)
            let named = live + ["7.100.51.198.in-addr.arpa PTR office.test"]
            // A PTR name counts only where it leads back.
            #expect(try await changes(Self.file(), named) == ["unknown a.test 10 \(written)."])
            #expect(
                try await changes(Self.file(), named + ["office.test A 198.51.100.7"]) == [
                    "wrong a.test 10 office.test. (was 10 \(written).)"
                ])
        }
    }

    // MARK: - Hosts of others

    @Test(
        "a stale PTR name that is another host's is replaced, and the host keeps its addresses",
        arguments: [
            ("ws.a.test", ["ws.a.test A 198.51.100.80", "ws.a.test AAAA 2001:db8::80"]),
            ("ns1.a.test", ["a.test NS ns1.a.test", "ns1.a.test A 198.51.100.53"]),
        ])
    func otherHost(_ name: String, _ records: [String]) async throws {
        let live = Self.without("20.113") + ["20.113.0.203.in-addr.arpa PTR \(name)"] + records
        #expect(
            try await changes(Self.file(), live) == ["wrong 20.113.0.203.in-addr.arpa m1.a.test. (was \(name).)"])
    }

    @Test(
        "without another name for the address, a web site's or name server's stays in place all the same",
        arguments: [["www.a.test A 198.51.100.80"], ["ns1.a.test A 198.51.100.53", "a.test NS ns1.a.test"]])
    func otherHostAlone(_ records: [String]) async throws {
        let name = try #require(records[0].split(separator: " ").first)
        let live = Self.without("20.113", "m1.a.test", "b.a.test MX 10 m1") + ["20.113.0.203.in-addr.arpa PTR \(name)"] + records
        #expect(
            try await changes(Self.file(), live) == [
                "missing mta1.b.a.test \"v=spf1 ip4:203.0.113.20 -all\"", "missing mta1.b.a.test 203.0.113.20",
                "wrong 20.113.0.203.in-addr.arpa mta1.b.a.test. (was \(name).)",
            ])
    }

    @Test("a generated name that stands below the From domain is used, not a new one")
    func standingName() async throws {
        let live =
            Self.without("20.113", "m1.a.test", "b.a.test MX 10 m1") + [
                "20.113.0.203.in-addr.arpa PTR ws.a.test", "ws.a.test A 198.51.100.80", "mta1.a.test A 203.0.113.20",
                "mta1.a.test TXT v=spf1 a -all",
            ]
        #expect(
            try await changes(Self.file(), live) == ["wrong 20.113.0.203.in-addr.arpa mta1.a.test. (was ws.a.test.)"])
    }

    @Test("a sending host's own address record that is out of date is corrected")
    func ownHost() async throws {
        let live = Self.without("m1.a.test A") + ["m1.a.test A 198.51.100.80"]
        #expect(try await changes(Self.file(), live) == ["wrong m1.a.test 203.0.113.20 (was 198.51.100.80)"])
        // File and PTR record agree; the host of bounces has another name.
        let stated =
            "networks: { public: [203.0.113.0/24] }\nscheme: direct\n"
            + "senders: [{ name: bulk, addresses: [203.0.113.20], helo: m1.a.test, from: [a.test], mail-from: [b.a.test] }]\n"
        let other =
            Self.without("m1.a.test A", "b.a.test MX", "21.113", "m2") + [
                "m1.a.test A 198.51.100.80", "b.a.test MX 10 in.a.test", "in.a.test A 203.0.113.20",
            ]
        #expect(try await changes(stated, other) == ["wrong m1.a.test 203.0.113.20 (was 198.51.100.80)"])
    }

    @Test("another host's name that the deployment file states is not taken over: the file has to change")
    func statedName() async throws {
        let live = Self.all + ["ws.a.test A 198.51.100.80"]
        let file = Self.file(", helo: ws.a.test")
        #expect(try await changes(file, live) == [])
        #expect(
            try await plan(file, live).advice.map(\.text) == [
                "ws.a.test is announced from 203.0.113.20 by sender bulk, and is the name of another host, at 198.51.100.80: let it announce m1.a.test, which its PTR record can say (helo: ptr)",
                "ws.a.test is announced from 203.0.113.21 by sender bulk, and is the name of another host, at 198.51.100.80: let it announce m2.a.test, which its PTR record can say (helo: ptr)",
            ])
    }

    // MARK: - Aliases

    @Test("where a From domain's alias has to go, visitors still reach what it led to")
    func aliasOfFromDomain() async throws {
        let file = Self.file().replacing("from: [a.test]", with: "from: [a.test, n.a.test]")
        let live =
            Self.all + [
                "n.a.test CNAME lp.vendor.example", "lp.vendor.example MX 0 .", "lp.vendor.example A 198.51.100.90",
                "lp.vendor.example AAAA 2001:db8::90",
            ]
        #expect(
            try await changes(file, live) == [
                "missing n.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\"",
                "wrong n.a.test 10 m1.a.test. (was CNAME lp.vendor.example.)",
                "wrong n.a.test 198.51.100.90 (was CNAME lp.vendor.example.)",
                "wrong n.a.test 2001:db8::90 (was CNAME lp.vendor.example.)",
            ])
    }

    @Test("an SPF term that meant the alias does not get into the record that takes its place")
    func termOfAlias() async throws {
        let live = Self.without("b.a.test") + ["b.a.test CNAME m1.a.test"]
        #expect(
            try await changes(Self.file(), live) == [
                "missing b.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\"",
                "wrong b.a.test 10 m1.a.test. (was CNAME m1.a.test.)", "wrong b.a.test 10 m2.a.test. (was CNAME m1.a.test.)",
            ])
    }

    @Test("an address that is delegated by an alias gets its PTR record at the alias's end (RFC 2317)")
    func delegatedAddress() async throws {
        let alias = "21.113.0.203.in-addr.arpa CNAME 21.16-31.113.0.203.in-addr.arpa"
        let live = Self.without("21.113") + [alias]
        let plan = try await plan(Self.file(), live)
        #expect(
            ZoneTable.lines(plan, .ptr, at: "21.16-31.113.0.203.in-addr.arpa") == [
                "missing 21.16-31.113.0.203.in-addr.arpa m2.a.test."
            ])
        #expect(plan.requests.map(\.by) == [.addressOwner, .addressOwner])
        let named = live + ["21.16-31.113.0.203.in-addr.arpa PTR m2.a.test"]
        #expect(try await changes(Self.file(), named) == [])
        let stale = live + ["21.16-31.113.0.203.in-addr.arpa PTR 21.isp.example"]
        #expect(
            try await changes(Self.file(), stale).filter { $0.contains("arpa") } == [
                "wrong 21.16-31.113.0.203.in-addr.arpa m2.a.test. (was 21.isp.example.)"
            ])
        // Delegated to a zone of the deployment's own, its records are the operator's.
        let own = Self.without("21.113") + ["21.113.0.203.in-addr.arpa CNAME 21.rev.a.test"]
        let mine = try await self.plan(Self.file(), own).zones.flatMap(\.sets).first { $0.owner.text == "21.rev.a.test" }
        #expect(mine?.by == .you && mine?.changes.map(\.state) == [.missing])
        #expect(
            ZonePlan.reverseZone(of: try #require(DomainName("21.16-31.113.0.203.in-addr.arpa"))).text
                == "16-31.113.0.203.in-addr.arpa")
        #expect(ZonePlan.reverseZone(of: try #require(DomainName("21.113.0.203.in-addr.arpa"))).text == "113.0.203.in-addr.arpa")
    }

    // MARK: - Healthy records

    @Test("a CDN name that the provider flattens is present, even in part; other addresses are not")
    func flattened() async throws {
        let file = Self.file("", "media: [{ host: img.a.test, alias: d1.cdn.example }]\n")
        let live = Self.all + ["d1.cdn.example A 198.51.100.99", "d1.cdn.example A 198.51.100.98"]
        let part = live + ["img.a.test A 198.51.100.98"]
        #expect(try await changes(file, part) == [])
        #expect(try await changes(file, part + ["img.a.test A 198.51.100.99"]) == [])
        let old = live + ["img.a.test A 198.51.100.7"]
        #expect(
            try await changes(file, old) == [
                "missing img.a.test d1.cdn.example.", "superfluous img.a.test - (was 198.51.100.7)",
            ])
        // No CNAME record may stand beside a text that somebody else needs.
        let beside = try await changes(file, old + ["img.a.test TXT verification=1"])
        #expect(
            beside == [
                "missing img.a.test 198.51.100.99", "wrong img.a.test 198.51.100.98 (was 198.51.100.7)",
            ])
    }

    @Test("an SPF record is judged against the addresses that the plan publishes, not those that it corrects")
    func plannedAddresses() async throws {
        let swapped = Self.without("m1.a.test A", "m2.a.test A") + ["m1.a.test A 203.0.113.21", "m2.a.test A 203.0.113.20"]
        #expect(
            try await changes(Self.file(), swapped) == [
                "wrong m1.a.test 203.0.113.20 (was 203.0.113.21)", "wrong m2.a.test 203.0.113.21 (was 203.0.113.20)",
            ])
        let shared =
            Self.without("20.113", "21.113", "m2", "b.a.test MX") + [
                "20.113.0.203.in-addr.arpa PTR m1.a.test", "21.113.0.203.in-addr.arpa PTR m1.a.test", "b.a.test MX 10 m1.a.test",
            ]
        #expect(try await changes(Self.file(), shared) == ["missing m1.a.test 203.0.113.21"])
    }
}
