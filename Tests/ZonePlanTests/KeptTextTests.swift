import DNS
import Deployment
import Testing

@testable import ZonePlan

@Suite("A repaired text keeps everything that was right in it", .timeLimit(.minutes(5)))
struct KeptTextTests {
    private static let file = """
        networks: { public: [203.0.113.0/24] }
        scheme: direct
        senders: [{ name: bulk, addresses: [203.0.113.20, 203.0.113.21], helo: m.a.test, from: [a.test], mail-from: [b.a.test] }]
        """
    private static let reporting = "dmarc: { policy: reject, reports: r@a.test }\n" + file

    private func texts(_ owner: String, _ records: [String], _ file: String = file) async throws -> [String] {
        let rest = ["v.test TXT v=spf1 ip4:198.51.100.0/24 -all", "w.test TXT v=spf1 ip4:192.0.2.0/24 -all"]
        return ZoneTable.lines(try await ZoneTable.plan(file, try ZoneTable(rest + records)), .txt, at: owner)
    }

    @Test(
        "one SPF term that nobody can read goes, and the others stay with their ending",
        arguments: [
            ("ip4:192.0.2.256 include:v.test ip4:203.0.113.20/31 -all", "include:v.test ip4:203.0.113.20/31 -all"),
            ("include:v.test exists:%i.x.a.test ip4:203.0.113.20/31 ~all", "include:v.test ip4:203.0.113.20/31 ~all"),
            (
                "ip4:203.0.113.20-203.0.113.21 include:v.test ~all",
                "ip4:203.0.113.20 ip4:203.0.113.21 include:v.test ~all"
            ),
            (
                "ip4:203.0.113.20,ip4:203.0.113.21 include:v.test ?all",
                "ip4:203.0.113.20 ip4:203.0.113.21 include:v.test ~all"
            ),
            ("ip4:203.0.113.20,203.0.113.21;include:v.test -all", "ip4:203.0.113.20 ip4:203.0.113.21 include:v.test -all"),
            ("ip4 203.0.113.20 ip4 203.0.113.21 include:v.test -all", "ip4:203.0.113.20 ip4:203.0.113.21 include:v.test -all"),
            ("include:v.test moo redirect=w.test", "ip4:203.0.113.20 ip4:203.0.113.21 include:v.test redirect=w.test"),
        ])
    func term(_ old: String, _ new: String) async throws {
        let found = try await texts("b.a.test", ["b.a.test TXT v=spf1 \(old)"])
        #expect(found == ["wrong b.a.test \"v=spf1 \(new)\" (was \"v=spf1 \(old)\")"])
    }

    @Test("a text that was meant as an SPF record keeps its legal terms too")
    func lookalike() async throws {
        let found = try await texts("b.a.test", ["b.a.test TXT v=spf1;ip4:192.0.2.256 include:v.test ~all"])
        #expect(
            found == [
                "wrong b.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 include:v.test ~all\" (was \"v=spf1;ip4:192.0.2.256 include:v.test ~all\")"
            ])
    }

    @Test("of two SPF records the valid one stays as it is where the other adds nothing legal; else both become one")
    func twoRecords() async throws {
        let valid = "v=spf1 include:v.test ip4:203.0.113.20/31 ~all"
        #expect(
            try await texts("b.a.test", ["b.a.test TXT \(valid)", "b.a.test TXT v=spf1 ip4:192.0.2.256 -all"]) == [
                "present b.a.test \"\(valid)\"", "superfluous b.a.test - (was \"v=spf1 ip4:192.0.2.256 -all\")",
            ])
        let both = try await texts(
            "b.a.test", ["b.a.test TXT \(valid)", "b.a.test TXT v=spf1 ip4:192.0.2.256 include:w.test -all"])
        #expect(both.first?.contains("\"v=spf1 ip4:203.0.113.20/31 include:v.test include:w.test ~all\"") == true, "\(both)")
    }

    @Test("at a From domain, a term that nobody can read stays its author's to resolve")
    func fromDomain() async throws {
        #expect(try await texts("a.test", ["a.test TXT v=spf1 ip4:192.0.2.256 include:v.test -all"]) == [])
        #expect(
            try await texts(
                "a.test", ["a.test TXT v=spf1 include:v.test ~all", "a.test TXT v=spf1 ip4:192.0.2.256 -all"]) == [
                    "present a.test \"v=spf1 include:v.test ~all\"", "superfluous a.test - (was \"v=spf1 ip4:192.0.2.256 -all\")",
                ])
    }

    @Test(
        "a term that refuses a sender goes where the sender passes before it",
        arguments: [
            (
                "v=spf1 -ip4:203.0.113.21 ip4:203.0.113.0/24 -all", "v=spf1 ip4:203.0.113.0/24 -all",
                "-ip4:203.0.113.21 left out: the address is a sender's"
            ),
            (
                "v=spf1 ?ip4:203.0.113.20 ip4:203.0.113.21 -all", "v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all",
                "ip4:203.0.113.20 added in front; ?ip4:203.0.113.20 left out: the address is a sender's"
            ),
            (
                "v=spf1 -ip4:203.0.113.0/24 -all",
                "v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -ip4:203.0.113.0/24 -all",
                "ip4:203.0.113.20 ip4:203.0.113.21 added in front"
            ),
        ])
    func refusal(_ old: String, _ new: String, _ note: String) async throws {
        let plan = try await ZoneTable.plan(Self.file, try ZoneTable(["b.a.test TXT \(old)"]))
        let set = plan.sets.first { $0.owner.text == "b.a.test" && $0.type == .txt }
        #expect(set?.changes.map(\.data) == ["\"\(new)\""])
        #expect(set?.changes.first?.note == note)
    }

    @Test("of several DMARC records the strictest keeps the reports of the others")
    func reports() async throws {
        let owner = "_dmarc.a.test"
        #expect(
            try await texts(owner, ["\(owner) TXT v=DMARC1; p=none; rua=mailto:d@a.test", "\(owner) TXT v=DMARC1; p=reject"])
                == [
                    "wrong \(owner) \"v=DMARC1; p=reject; rua=mailto:d@a.test\" (was \"v=DMARC1; p=reject\")",
                    "superfluous \(owner) - (was \"v=DMARC1; p=none; rua=mailto:d@a.test\")",
                ])
        #expect(
            try await texts(owner, ["\(owner) TXT v=DMARC1; p=none", "\(owner) TXT v=DMARC1; p=reject"]) == [
                "wrong \(owner) \"v=DMARC1; p=reject; rua=mailto:dmarc@a.test\" (was \"v=DMARC1; p=reject\")",
                "superfluous \(owner) - (was \"v=DMARC1; p=none\")",
            ])
    }

    @Test(
        "a corrected DMARC record keeps its reports, or gets those of a new one: once published, nothing is left",
        arguments: [
            ("v=dmarc1; p=reject", "v=DMARC1; p=reject"),
            ("v=DMARC1; p=rejct", "v=DMARC1; p=reject"),
            ("v=DMARC1; p=reject; adkim=x", "v=DMARC1; p=reject"),
            ("v=DMARC1; p=reject; rua=mailto:d@a.test; ruf=d@a.test", nil),
        ] as [(String, String?)])
    func corrected(_ old: String, _ meant: String?) async throws {
        for (file, mailbox) in [(Self.file, "dmarc@a.test"), (Self.reporting, "r@a.test")] {
            let new =
                meant.map { "\($0); rua=mailto:\(mailbox)" } ?? "v=DMARC1; p=reject; rua=mailto:d@a.test; ruf=mailto:d@a.test"
            #expect(try await texts("_dmarc.a.test", ["_dmarc.a.test TXT \(new)"], file) == ["present _dmarc.a.test \"\(new)\""])
            #expect(
                try await texts("_dmarc.a.test", ["_dmarc.a.test TXT \(old)"], file) == [
                    "wrong _dmarc.a.test \"\(new)\" (was \"\(old)\")"
                ])
        }
        let created = try await ZoneTable.plan(Self.file, try ZoneTable())
        let change = created.sets.first { $0.owner.text == "_dmarc.a.test" }?.changes.first
        #expect(change?.data?.contains("rua=mailto:dmarc@a.test") == true)
        #expect(change?.note == "the mailbox dmarc@a.test must exist")
    }

    @Test("the record above a From domain that joins the senders' other domains to it stays in the plan once it stands there")
    func joining() async throws {
        let file = """
            scheme: direct
            senders:
              - name: bulk
                addresses: [203.0.113.20]
                from: [a.b.o.test]
                mail-from: [x.y.o.test]
                dkim: [{ domain: d.o.test, selector: s }]
            """
        let own = "_dmarc.a.b.o.test TXT v=DMARC1; p=reject; rua=mailto:d@o.test"
        let lines = { (live: [String]) in
            ZoneTable.lines(try await ZoneTable.plan(file, try ZoneTable(live)), .txt, at: "_dmarc.o.test")
        }
        #expect(try await lines([own]) == ["missing _dmarc.o.test \"v=DMARC1; p=none; rua=mailto:dmarc@a.b.o.test\""])
        let above = "_dmarc.o.test TXT v=DMARC1; p=none; rua=mailto:d@o.test"
        #expect(try await lines([own, above]) == ["present _dmarc.o.test \"v=DMARC1; p=none; rua=mailto:d@o.test\""])
    }

    @Test("a misplaced policy is moved although the organization has one")
    func misplaced() async throws {
        let org = "_dmarc.o.test TXT v=DMARC1; p=none; rua=mailto:d@o.test"
        let file = Self.file.replacing("a.test", with: "a.o.test")
        let plan = try await ZoneTable.plan(file, try ZoneTable([org, "a.o.test TXT v=DMARC1; p=reject; rua=mailto:d@o.test"]))
        #expect(
            ZoneTable.lines(plan, .txt, at: "_dmarc.a.o.test") == [
                "missing _dmarc.a.o.test \"v=DMARC1; p=reject; rua=mailto:d@o.test\""
            ])
        #expect(
            ZoneTable.lines(plan, .txt, at: "a.o.test").contains(
                "superfluous a.o.test - (was \"v=DMARC1; p=reject; rua=mailto:d@o.test\")"))
    }

    @Test("a policy that the file asks for is not left in test mode")
    func testMode() async throws {
        let owner = "_dmarc.a.test"
        func texts(_ text: String, _ file: String = Self.reporting) async throws -> [String] {
            try await self.texts(owner, ["\(owner) TXT \(text)"], file)
        }
        let rua = "rua=mailto:d@a.test"
        for (old, new) in [("p=reject; t=y", "p=reject"), ("p=none; t=y", "p=reject"), ("p=quarantine; t=y", "p=quarantine")] {
            #expect(
                try await texts("v=DMARC1; \(old); \(rua)") == [
                    "wrong \(owner) \"v=DMARC1; \(new); \(rua)\" (was \"v=DMARC1; \(old); \(rua)\")"
                ])
        }
        // Nobody asked for more.
        let kept = "v=DMARC1; p=reject; t=y; \(rua)"
        #expect(try await texts(kept, Self.file) == ["present \(owner) \"\(kept)\""])
        #expect(
            try await texts(kept, Self.reporting.replacing("policy: reject", with: "policy: none")) == [
                "present \(owner) \"\(kept)\""
            ])
    }

    @Test("reports go by mail alone: no other destination needs a route or a permission")
    func otherSchemes() async throws {
        let record = "v=DMARC1; p=reject; rua=mailto:d@r.a.test,https://h.a.test/x,https://h.example/y"
        let plan = try await ZoneTable.plan(Self.file, try ZoneTable(["_dmarc.a.test TXT \(record)", "b.a.test MX 10 m.a.test"]))
        let routes = ZoneTable.lines(plan, .mx).filter { !$0.contains(" b.a.test") && !$0.contains(" a.test") }
        #expect(routes.count == 1 && routes[0].contains(" r.a.test "), "\(routes)")
        #expect(ZoneTable.lines(plan, .txt).filter { $0.contains("_report") } == [])
    }

    @Test("where the senders are not described, a new DMARC record asks for nothing yet")
    func unknownSenders() {
        #expect(DMARCWish(areSendersKnown: false).policy == .none)
        #expect(DMARCWish(areSendersKnown: false).statedPolicy == nil)
        #expect(DMARCWish(policy: .reject, areSendersKnown: false).policy == .reject)
        #expect(DMARCWish().policy == .quarantine)
    }

    @Test("two TLS-RPT records become one that names every destination, or the one that already does stays")
    func transportReports() async throws {
        let owner = "_smtp._tls.a.test"
        let (one, other) = ("v=TLSRPTv1; rua=mailto:d@a.test", "v=TLSRPTv1; rua=https://r.test/x")
        #expect(
            try await texts(owner, ["\(owner) TXT \(one)", "\(owner) TXT \(other)"]) == [
                "wrong \(owner) \"v=TLSRPTv1; rua=https://r.test/x,mailto:d@a.test\" (was \"\(other)\")",
                "superfluous \(owner) - (was \"\(one)\")",
            ])
        let both = "v=TLSRPTv1; rua=mailto:d@a.test,https://r.test/x"
        #expect(
            try await texts(owner, ["\(owner) TXT \(one)", "\(owner) TXT \(both)"]) == [
                "present \(owner) \"\(both)\"", "superfluous \(owner) - (was \"\(one)\")",
            ])
    }
}
