import DNS
import MailPolicy
import ScriptedDNS
import Testing

@Suite("One complete, proven SPF record", .timeLimit(.minutes(10)))
struct SPFRecordRepairTests {
    private static let vendors = """
        exists.example TXT v=spf1 exists:%{i}.no.example -all
        exists2.example TXT v=spf1 exists:%{i}.no2.example -all
        exists3.example TXT v=spf1 exists:%{i}.no3.example -all
        ok.example TXT v=spf1 ip4:198.51.100.0/24 -all
        mx4.example TXT v=spf1 mx -all
        mx4.example MX 1 m1.example
        mx4.example MX 2 m2.example
        mx4.example MX 3 m3.example
        m1.example A 198.51.100.1
        m2.example A 198.51.100.2
        m3.example A 198.51.100.3
        slow.example TIMEOUT
        cost.example TXT v=spf1 a:ok.example a:ok.example a:ok.example a:ok.example a:ok.example a:ok.example a:ok.example a:ok.example a:ok.example a:ok.example -all
        ok.example A 198.51.100.9
        """

    private func repair(_ texts: [String], _ addresses: String...) async throws -> SPFRecordRepair.Outcome {
        let name = try #require(DomainName("bounce.example.com"))
        return await SPFRecordRepair.repair(
            texts, at: name, authorising: addresses.compactMap { IPAddress($0) }, answers: try ScriptedZone(Self.vendors),
            view: "public")
    }

    private func text(_ outcome: SPFRecordRepair.Outcome) -> String? {
        guard case .record(let repaired) = outcome else { return nil }
        return repaired.text
    }

    @Test("no record: the addresses of both families")
    func fresh() async throws {
        let outcome = try await repair([], "203.0.113.20", "2001:db8:1::1")
        #expect(text(outcome) == "v=spf1 ip4:203.0.113.20 ip6:2001:db8:1::1 -all")
        #expect(text(try await repair(["google-site-verification=x"], "203.0.113.20")) == "v=spf1 ip4:203.0.113.20 -all")
    }

    @Test("void terms before our addresses: these move to the front")
    func voidTerms() async throws {
        let broken =
            "v=spf1 include:exists.example include:exists2.example include:exists3.example ip4:203.0.113.20 ip6:2001:db8::/32 -all"
        let outcome = try await repair([broken], "203.0.113.20", "2001:db8::7")
        #expect(
            outcome
                == .record(
                    .init(
                        text:
                            "v=spf1 ip4:203.0.113.20 ip6:2001:db8::/32 include:exists.example include:exists2.example include:exists3.example -all",
                        changes: ["ip4:203.0.113.20 ip6:2001:db8::/32 moved to the front, so that it is always reached"],
                        remaining: [])))
        let again = try #require(text(outcome))
        #expect(try await repair([again], "203.0.113.20", "2001:db8::7") == .unchanged(again))
    }

    @Test("an mx without AAAA before our ip6: receivers differ, so our address moves to the front")
    func exchanges() async throws {
        let record = "v=spf1 include:mx4.example ip6:2001:db8::7 -all"
        let outcome = try await repair([record], "2001:db8::7")
        #expect(text(outcome) == "v=spf1 ip6:2001:db8::7 include:mx4.example -all")
        #expect(try await repair([record], "198.51.100.2") == .unchanged(record))
    }

    @Test(
        "merging, correcting, adding, and keeping what works",
        arguments: [
            (
                ["v=spf1 include:ok.example -all", "v=spf1 a:m1.example ~all"],
                "v=spf1 ip4:203.0.113.20 include:ok.example a:m1.example ~all"
            ),
            (["v=spf1 ipv4:203.0.113.20 -all"], "v=spf1 ip4:203.0.113.20 -all"),
            (["v=spf1 include: ok.example -all"], "v=spf1 ip4:203.0.113.20 include:ok.example -all"),
            (
                ["v=spf1 -ip4:203.0.113.20 ip4:203.0.113.0/24 -all"],
                "v=spf1 ip4:203.0.113.0/24 -all"
            ),
            (
                ["v=spf1 -ip4:203.0.113.20/31 ip4:203.0.113.0/24 -all"],
                "v=spf1 ip4:203.0.113.20 -ip4:203.0.113.20/31 ip4:203.0.113.0/24 -all"
            ),
            (["v=spf1 moo include:ok.example ~all"], "v=spf1 ip4:203.0.113.20 include:ok.example ~all"),
            (["v=spf1 ip4:203.0.113.20,ip4:198.51.100.1 -all"], "v=spf1 ip4:203.0.113.20 ip4:198.51.100.1 -all"),
            (["v=spf1 ip4 203.0.113.20 -all"], "v=spf1 ip4:203.0.113.20 -all"),
            (
                ["v=spf1 include:ok.example ip4:203.0.113.20 ~all", "v=spf1 ip4:192.0.2.256 -all"],
                "v=spf1 include:ok.example ip4:203.0.113.20 ~all"
            ),
            (["v=spf1 -all ip4:203.0.113.20"], "v=spf1 ip4:203.0.113.20 -all"), (["v=spf1 ip4:203.0.113.0/24 -all"], nil),
        ] as [([String], String?)])
    func kinds(_ records: [String], _ expected: String?) async throws {
        let outcome = try await repair(records, "203.0.113.20")
        #expect(text(outcome) == expected)
        if expected == nil { #expect(outcome == .unchanged(records[0])) }
    }

    @Test("too many lookups: later terms are replaced by addresses, and our address passes")
    func lookups() async throws {
        let outcome = try await repair(["v=spf1 include:cost.example include:ok.example ip4:203.0.113.20 -all"], "203.0.113.20")
        guard case .record(let repaired) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(repaired.text == "v=spf1 ip4:203.0.113.20 ip4:198.51.100.9 include:ok.example -all")
        #expect(repaired.remaining.isEmpty)
    }

    @Test("a failed query is unknown; a record that only its author can fix is impossible")
    func others() async throws {
        #expect(
            try await repair(["v=spf1 include:slow.example ip4:203.0.113.20 -all"], "203.0.113.20") == .undetermined(.timeout))
        // Where no sender has to pass, nobody knows whom the term was to authorise.
        let impossible = SPFRecordRepair.Outcome.impossible(
            reason: "the record has a syntax error that only its author can resolve")
        #expect(try await repair(["v=spf1 moo include:ok.example -all"]) == impossible)
        let many = (1...21).map { "moo\($0)" }.joined(separator: " ")
        #expect(try await repair(["v=spf1 \(many) include:ok.example -all"], "203.0.113.20") == impossible)
        #expect(
            try await repair(["v=spf1 moo -all"], "203.0.113.20")
                == .record(
                    .init(
                        text: "v=spf1 ip4:203.0.113.20 -all",
                        changes: [
                            "moo is left out: it is not a legal term, and only its author knows what was meant",
                            "ip4:203.0.113.20 added in front",
                        ], remaining: [])))
    }

    @Test("an unreachable address is distinguished from a missing one")
    func standing() async throws {
        var zone = try ScriptedZone(Self.vendors)
        let name = try #require(DomainName("d.example"))
        let record =
            "v=spf1 include:exists.example include:exists2.example include:exists3.example ip4:203.0.113.20 -ip4:203.0.113.9 ~all"
        zone.add(Record(name: name, type: .txt, ttl: 1, data: .text([Array(record.utf8)])))
        var limits = SPFLimits()
        func words(_ address: String) async throws -> String? {
            let address = try #require(IPAddress(address))
            let evaluation = await SPFEvaluator(lookup: zone, view: "public", limits: limits).checkHost(
                address, sender: "a@d.example", helo: "d.example")
            return SPFStanding(evaluation, of: address).words(evaluation)
        }
        #expect(
            try await words("203.0.113.20")
                == "ip4:203.0.113.20 is named, but never reached: exists:%{i}.no3.example is one more than the 2 terms that may be void lookups"
        )
        #expect(try await words("203.0.113.21") == "no term names the address")
        limits.voidLookups = 9
        #expect(try await words("203.0.113.20") == nil)
        #expect(try await words("203.0.113.9") == "-ip4:203.0.113.9 matches the address before any term that passes it")
        #expect(try await words("203.0.113.21") == "no term names the address")
    }

    @Test("mx hosts without AAAA: reported per term, and counted like implementations that count them")
    func voidExchanges() async throws {
        let zone = try ScriptedZone(Self.vendors)
        let tree = await SPFTree.walk(from: try #require(DomainName("mx4.example")), lookup: zone, view: "public")
        #expect(tree.voidLookups(.ipv6) == 0 && tree.voidLookupsWithExchanges(.ipv6) == 3)
        #expect(tree.voidCountsDiffer(.ipv6) && !tree.voidCountsDiffer(.ipv4))
        let found = tree.exchangesWithoutAddresses(.ipv6)
        #expect(found.map(\.term.text) == ["mx"] && found.map(\.domain) == ["mx4.example"])
        #expect(found.first?.hosts.map(\.text) == ["m1.example", "m2.example", "m3.example"])
        let client = try #require(IPAddress("2001:db8::1"))
        var evaluator = SPFEvaluator(lookup: zone, view: "public")
        #expect(await evaluator.checkHost(client, sender: "a@mx4.example", helo: "x").result == .fail)
        evaluator.limits.countsVoidExchanges = true
        let strict = await evaluator.checkHost(client, sender: "a@mx4.example", helo: "x")
        #expect(strict.result == .permerror && strict.problem?.code == .tooManyVoidLookups)
    }
}
