import DNS
import Deployment
import Foundation
import MailPolicy
import Testing

@testable import ZonePlan

@Suite("Proposed changes repair, and break nothing else", .timeLimit(.minutes(10)))
struct RepairTests {
    private static let networks = "networks: { public: [203.0.113.0/24, 198.51.100.0/24, \"2001:db8::/32\"] }\n"

    static func direct(_ sender: String = "", _ more: String = "") -> String {
        networks + "scheme: direct\n\(more)"
            + "senders: [{ name: bulk, addresses: [203.0.113.20, 203.0.113.21], from: [a.test], mail-from: [b.a.test]\(sender) }]\n"
    }

    static let hosts = [
        "20.113.0.203.in-addr.arpa PTR m1.a.test", "21.113.0.203.in-addr.arpa PTR m2.a.test", "m1.a.test A 203.0.113.20",
        "m2.a.test A 203.0.113.21", "m1.a.test TXT v=spf1 a -all", "m2.a.test TXT v=spf1 a -all",
        "_dmarc.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test", "a.test MX 10 office.test", "office.test A 198.51.100.7",
        "a.test TXT v=spf1 ip4:198.51.100.7 -all",
    ]
    static let mail = [
        "b.a.test MX 10 m1.a.test", "b.a.test MX 10 m2.a.test", "b.a.test TXT v=spf1 ip4:203.0.113.20/31 -all",
    ]

    func changes(_ file: String, _ records: [String]) async throws -> [String] {
        let plan = try await ZoneTable.plan(file, try ZoneTable(records))
        return [RecordType.a, .aaaa, .cname, .mx, .ptr, .txt].flatMap { ZoneTable.lines(plan, $0) }
            .filter { !$0.hasPrefix("present ") }.sorted()
    }

    @Test("nothing to do when everything is published")
    func healthy() async throws {
        #expect(try await changes(Self.direct(), Self.hosts + Self.mail) == [])
    }

    @Test("an announced name that is the inbound balancer keeps its addresses: the PTR names do")
    func announcedBalancer() async throws {
        let file = Self.direct(", helo: mail.a.test, inbound: [198.51.100.41, 198.51.100.44]")
        let live =
            Self.hosts + [
                "mail.a.test A 198.51.100.41", "mail.a.test A 198.51.100.44", "b.a.test MX 10 mail.a.test",
                "b.a.test TXT v=spf1 ip4:203.0.113.20/31 -all",
            ]
        let plan = try await ZoneTable.plan(file, try ZoneTable(live))
        #expect(try await changes(file, live) == [])
        #expect(
            plan.advice.map(\.text) == [
                "mail.a.test is announced from 203.0.113.20 by sender bulk, and leads to 198.51.100.41, 198.51.100.44, where mail or visitors arrive: let it announce m1.a.test, which its PTR record can say (helo: ptr)",
                "mail.a.test is announced from 203.0.113.21 by sender bulk, and leads to 198.51.100.41, 198.51.100.44, where mail or visitors arrive: let it announce m2.a.test, which its PTR record can say (helo: ptr)",
            ])
        #expect(
            plan.advice[0].repairs.contains(RepairedFinding(rule: "helo/not-at-sender", subject: "bulk/203.0.113.20/mail.a.test"))
        )
    }

    @Test(
        "a name with a doubled domain is read as intended, in every kind of record",
        arguments: [
            (
                "b.a.test MX 10 m1.a.test", "b.a.test MX 10 m1.a.test.a.test",
                "wrong b.a.test 10 m1.a.test. (was 10 m1.a.test.a.test.)"
            ),
            (
                "a.test MX 10 office.test", "a.test MX 10 office.test.a.test",
                "wrong a.test 10 office.test. (was 10 office.test.a.test.)"
            ),
            (
                "20.113.0.203.in-addr.arpa PTR m1.a.test", "20.113.0.203.in-addr.arpa PTR m1.a.test.113.0.203.in-addr.arpa",
                "wrong 20.113.0.203.in-addr.arpa m1.a.test. (was m1.a.test.113.0.203.in-addr.arpa.)"
            ),
            (
                "b.a.test TXT v=spf1 include:s.a.test -all", "b.a.test TXT v=spf1 include:s.a.test.a.test -all",
                "wrong b.a.test \"v=spf1 include:s.a.test -all\" (was \"v=spf1 include:s.a.test.a.test -all\")"
            ),
            (
                "p.a.test CNAME d1.cdn.example", "p.a.test CNAME d1.cdn.example.a.test",
                "wrong p.a.test d1.cdn.example. (was d1.cdn.example.a.test.)"
            ),
        ])
    func doubled(_ right: String, _ wrong: String, _ expected: String) async throws {
        let live =
            Self.hosts + [
                "b.a.test MX 10 m1.a.test", "b.a.test TXT v=spf1 include:s.a.test -all",
                "s.a.test TXT v=spf1 ip4:203.0.113.20/31 -all",
                "p.a.test CNAME d1.cdn.example", "d1.cdn.example A 198.51.100.99",
            ]
        let file = Self.direct("", "media: [{ host: p.a.test, alias: d1.cdn.example }]\n")
        #expect(try await changes(file, live) == [])
        #expect(live.contains(right))
        #expect(try await changes(file, live.map { $0 == right ? wrong : $0 }) == [expected])
    }

    @Test("a record at the wrong name is moved, not created anew")
    func moved() async throws {
        let key = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
        let file = Self.direct(", dkim: [{ domain: a.test, selector: s1 }]")
        let live =
            Self.hosts.filter { !$0.hasPrefix("_dmarc") } + Self.mail.filter { !$0.contains("spf1") } + [
                "_dmarc.a.test.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test", "s1._domainkey.a.test.a.test TXT \(key)",
                "b.a.test.a.test TXT v=spf1 ip4:203.0.113.20/31 ~all",
            ]
        #expect(
            try await changes(file, live) == [
                "missing _dmarc.a.test \"v=DMARC1; p=reject; rua=mailto:d@a.test\"",
                "missing b.a.test \"v=spf1 ip4:203.0.113.20/31 ~all\"", "missing s1._domainkey.a.test \"\(key)\"",
                "superfluous _dmarc.a.test.a.test - (was \"v=DMARC1; p=reject; rua=mailto:d@a.test\")",
                "superfluous b.a.test.a.test - (was \"v=spf1 ip4:203.0.113.20/31 ~all\")",
                "superfluous s1._domainkey.a.test.a.test - (was \"\(key)\")",
            ])
    }

    @Test("an equals sign in an SPF record becomes a colon, unless that would lead nowhere")
    func spfEquals() async throws {
        let old = "v=spf1 ip4:203.0.113.20 ip4=203.0.113.21 include=gone.test a=gone.test exp=why.test -all"
        let live = Self.hosts + Self.mail.dropLast() + ["b.a.test TXT \(old)"]
        #expect(
            try await changes(Self.direct(), live) == [
                "wrong b.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 exp=why.test -all\" (was \"\(old)\")"
            ])
    }

    @Test("an SPF record whose own addresses are never reached gets them in front")
    func spfOrder() async throws {
        let vendors = (1...3).flatMap { ["v\($0).example TXT v=spf1 exists:%{i}._s.v\($0).example -all"] }
        let old = "v=spf1 include:v1.example include:v2.example include:v3.example ip4:203.0.113.20 ip4:203.0.113.21 ~all"
        let live = Self.hosts + Self.mail.dropLast() + vendors + ["b.a.test TXT \(old)"]
        let result = try await changes(Self.direct(), live)
        #expect(result.count == 1)
        let text = try #require(result.first)
        #expect(text.hasPrefix("wrong b.a.test \"v=spf1 ip4:203.0.113.20"), "\(text)")
        #expect(text.contains("include:v1.example include:v2.example include:v3.example ~all\" (was \"\(old)\")"), "\(text)")
    }

    @Test(
        "of several DMARC records the strictest is kept; a discarded one is repaired; the file sets a new one's policy"
    )
    func dmarc() async throws {
        let rest = Self.hosts.filter { !$0.hasPrefix("_dmarc") } + Self.mail
        let several = rest + ["_dmarc.a.test TXT v=DMARC1; p=none", "_dmarc.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test"]
        #expect(try await changes(Self.direct(), several) == ["superfluous _dmarc.a.test - (was \"v=DMARC1; p=none\")"])
        let discarded = rest + ["_dmarc.a.test TXT v=DMARC1; p=rejct"]
        #expect(
            try await changes(Self.direct(), discarded) == [
                "wrong _dmarc.a.test \"v=DMARC1; p=reject; rua=mailto:dmarc@a.test\" (was \"v=DMARC1; p=rejct\")"
            ])
        let wish = "dmarc: { policy: reject, reports: dmarc@reports.example }\n"
        #expect(
            try await changes(Self.direct("", wish), rest) == [
                "missing _dmarc.a.test \"v=DMARC1; p=reject; rua=mailto:dmarc@reports.example\"",
                "not-ours a.test._report._dmarc.reports.example \"v=DMARC1;\" by other",
            ])
    }

    @Test("a relay's MX host has only addresses that accept mail, and the name that it announces those that send")
    func relay() async throws {
        let file =
            Self.networks + """
                scheme: relay
                views: { internal: { resolvers: [192.0.2.2] } }
                relay: { host: relay.a.test, addresses: [198.51.100.25], egress: [{ address: 198.51.100.26, helo: relay.a.test }], split-dns: true }
                senders: [{ name: bulk, addresses: [10.0.0.20], from: [a.test], mail-from: [b.a.test] }]
                """
        let plan = try await ZoneTable.plan(file, nil)
        #expect(ZoneTable.lines(plan, .mx, at: "b.a.test") == ["planned b.a.test 10 mx.relay.a.test."])
        #expect(
            ZoneTable.lines(plan, .a) == ["planned relay.a.test 198.51.100.26", "planned mx.relay.a.test 198.51.100.25"])
        let both = try await ZoneTable.plan(
            file, try ZoneTable(["b.a.test MX 10 relay.a.test", "relay.a.test A 198.51.100.25", "relay.a.test A 198.51.100.26"]))
        #expect(
            ZoneTable.lines(both, .mx, at: "b.a.test") == ["wrong b.a.test 10 mx.relay.a.test. (was 10 relay.a.test.)"])
    }

    @Test("no private address gets into the public zone: it is left open, with a sentence")
    func privateAddress() async throws {
        let file =
            Self.networks + """
                scheme: direct
                relay: { host: relay.a.test, addresses: [198.51.100.25] }
                panel: [{ host: panel.a.test, addresses: [10.0.0.10] }]
                senders: [{ name: y, route: relay, addresses: [10.0.0.24], from: [a.test], mail-from: [c.a.test] }]
                """
        let plan = try await ZoneTable.plan(file, nil)
        #expect(!plan.sets.flatMap(\.changes).contains { $0.data?.contains("10.0.0.") == true })
        #expect(ZoneTable.lines(plan, .mx, at: "c.a.test") == ["planned c.a.test -"])
        #expect(ZoneTable.lines(plan, .a, at: "panel.a.test") == ["planned panel.a.test -"])
        let note = plan.sets.first { $0.owner.text == "panel.a.test" }?.changes.first?.note
        #expect(note?.hasPrefix("10.0.0.10 cannot be reached from outside") == true)
    }

    @Test("a name behind a CDN is its alias; at an apex it has the target's addresses")
    func alias() async throws {
        let file = Self.direct(
            "", "media: [{ host: img.a.test, alias: d1.cdn.example }, { host: web.test, alias: d1.cdn.example }]\n")
        let rest = Self.hosts + Self.mail + ["web.test SOA", "d1.cdn.example A 198.51.100.99"]
        #expect(
            try await changes(file, rest) == ["missing img.a.test d1.cdn.example.", "missing web.test 198.51.100.99"])
        #expect(
            try await changes(file, rest + ["img.a.test A 203.0.113.9", "web.test A 198.51.100.99"]) == [
                "missing img.a.test d1.cdn.example.", "superfluous img.a.test - (was 203.0.113.9)",
            ])
        #expect(
            try await changes(
                file, rest + ["img.a.test CNAME e.a.test", "e.a.test CNAME d1.cdn.example", "web.test A 198.51.100.98"])
                == ["wrong web.test 198.51.100.99 (was 198.51.100.98)"])
    }

    @Test("names of the platform are not the customer's to publish")
    func infrastructure() async throws {
        let file = Self.direct(", helo: m.esp.example", "infrastructure: { domains: [esp.example] }\n")
        let live =
            Self.hosts + [
                "b.a.test MX 10 m.esp.example", "m.esp.example A 203.0.113.20", "b.a.test TXT v=spf1 ip4:203.0.113.20/31 -all",
            ]
        #expect(
            try await changes(file, live) == [
                "not-ours m.esp.example \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\" by platform",
                "not-ours m.esp.example 203.0.113.21 by platform",
                "wrong 20.113.0.203.in-addr.arpa m.esp.example. (was m1.a.test.)",
                "wrong 21.113.0.203.in-addr.arpa m.esp.example. (was m2.a.test.)",
            ])
    }

    @Test("a change covers both views if the internal view has a copy of the zone")
    func views() async throws {
        let file = Self.direct("", "views: { internal: { resolvers: [192.0.2.2] } }\n")
        let outside = Self.hosts + Self.mail.dropLast() + ["a.test SOA", "b.a.test TXT v=spf1 ip4:203.0.113.20 -all"]
        let inside = (Self.hosts + Self.mail.dropLast() + ["b.a.test TXT v=spf1 ip4:203.0.113.20 -all"]).map { "internal: \($0)" }
        let own = try await ZoneTable.plan(file, try ZoneTable(outside + inside + ["internal: a.test SOA 2"]))
        let line = "wrong b.a.test \"v=spf1 ip4:203.0.113.21 ip4:203.0.113.20 -all\" (was \"v=spf1 ip4:203.0.113.20 -all\")"
        #expect(ZoneTable.lines(own, .txt, at: "b.a.test", view: .public) == [line])
        #expect(ZoneTable.lines(own, .txt, at: "b.a.test", view: .internal) == [line])
        let passedOn = try await ZoneTable.plan(file, try ZoneTable(outside + inside + ["internal: a.test SOA"]))
        #expect(ZoneTable.lines(passedOn, .txt, at: "b.a.test", view: .internal) == [])
    }

    @Test("every rule that a change claims to fix exists")
    func rules() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Rules")
        for rule in FindingsOfRecords.Rules.all + ["helo/differs-from-ptr"] {
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "\(rule).yaml").path), "\(rule)")
        }
    }

    @Test("changes name the findings that they fix")
    func repairs() async throws {
        let live = Self.hosts + Self.mail.dropLast() + ["b.a.test TXT v=spf1 ip4:203.0.113.20 -all"]
        let plan = try await ZoneTable.plan(Self.direct(), try ZoneTable(live))
        let change = try #require(plan.sets.flatMap(\.changes).first { $0.state == .wrong })
        #expect(
            change.repairs.contains(
                RepairedFinding(rule: "spf/sender-not-authorised", subject: "bulk/203.0.113.21/a.test/b.a.test")))
    }

    @Test("a plan names no more findings than there are mail paths, a few for each")
    func findingsOfPaths() async throws {
        func counted(_ number: Int) async throws -> (findings: Int, announced: [String]) {
            let file = """
                scheme: direct
                senders:
                  - name: bulk
                    addresses: [\((1...number).map { "203.0.113.\($0)" }.joined(separator: ", "))]
                    from: [\((1...number).map { "f\($0).a.test" }.joined(separator: ", "))]
                    mail-from: [b.a.test]
                    dkim: [{ domain: a.test, selector: s }]
                """
            let pointer = "1.113.0.203.in-addr.arpa PTR mta.a.test"
            let plan = try await ZoneTable.plan(file, try ZoneTable([pointer, "mta.a.test A 203.0.113.1"]))
            let findings = plan.sets.flatMap(\.changes).flatMap(\.repairs)
            return (findings.count, findings.filter { $0.rule == "spf/helo-not-authorised" }.map(\.subject))
        }
        let (few, _) = try await counted(5)
        let (many, announced) = try await counted(20)
        #expect(many <= few * 16, "\(few) with 25 paths, \(many) with 400")
        // Each once: only the record of the name that is announced there repairs it.
        #expect(announced.count == 400 && Set(announced).count == 400, "\(announced.count)")
    }

    @Test("a plan over recorded answers is the same, and missing answers are noted instead of queried")
    func recorded() async throws {
        let table = try ZoneTable(Self.hosts + Self.mail.dropLast())
        let deployment = try DeploymentFile.parse(
            text: "version: 1\nname: t\n\(Self.direct())", file: "t.yaml", folder: "/"
        ).deployment
        let answers = RecordedAnswers()
        let planner = ZonePlanner(plan: Plan(deployment), lookup: answers, publicSuffixes: PublicSuffixList("test\n"))
        #expect(await planner.zonePlan().count(.missing) == 0)
        var rounds = 0
        while case let open = answers.takeOpen(), !open.isEmpty {
            rounds += 1
            for one in open { answers.add([(one, await table.lookup(one.question, in: one.view))]) }
            _ = await planner.zonePlan()
        }
        #expect(rounds > 1)
        let whole = try await ZoneTable.plan(Self.direct(), table)
        #expect(await planner.zonePlan().sets == whole.sets)
    }

    @Test("zone-editing tools get the same changes in their formats")
    func forms() async throws {
        let live =
            Self.hosts + Self.mail.dropLast() + [
                "a.test SOA", "b.a.test TXT v=spf1 ip4:203.0.113.20 -all", "b.a.test TXT verification=1",
            ]
        let plan = try await ZoneTable.plan(Self.direct(), try ZoneTable(live))
        let text = { (form: ZonePlanForm) in form.files(plan, onlyChanges: true).map(\.text).joined() }
        let new = "v=spf1 ip4:203.0.113.21 ip4:203.0.113.20 -all"
        let old = "v=spf1 ip4:203.0.113.20 -all"
        #expect(
            text(.zone)
                == "; zone a.test, public view\nb.a.test. IN TXT \"\(new)\" ; wrong: was \"\(old)\"; ip4:203.0.113.21 added in front\n"
        )
        #expect(
            text(.nsupdate)
                == "; zone a.test, public view\nzone a.test.\nupdate delete b.a.test. TXT \"\(old)\"\nupdate add b.a.test. 300 TXT \"\(new)\"\nsend\n"
        )
        #expect(
            text(.dnscontrol)
                == "// zone a.test, public view\nD_EXTEND(\"a.test\",\n    // remove: TXT(\"b\", \"\(old)\")\n    TXT(\"b\", \"\(new)\"),\n);\n"
        )
        #expect(
            text(.octodns)
                == "# zone a.test, public view\n# to be merged into the zone's own file, which holds all records\n---\n\"b\":\n  - type: TXT\n    ttl: 300\n    values:\n      - \"\(new)\"\n      - \"verification=1\"\n"
        )
    }

    @Test("what has to go is named in every form: texts in the strings in which they are served, aliases, and last values")
    func removals() async throws {
        let live =
            Self.hosts + Self.mail.dropLast() + [
                "a.test SOA", "b.a.test TXT verification=1", "panel.a.test CNAME old.cdn.example",
                "old.cdn.example A 198.51.100.99",
            ]
        var table = try ZoneTable(live)
        table.add("b.a.test", strings: ["v=spf1 ip4:203.0.113.20 ", "-all"])
        let plan = try await ZoneTable.plan(
            Self.direct("", "panel: [{ host: panel.a.test, addresses: [203.0.113.10] }]\n"), table)
        let text = { (form: ZonePlanForm) in form.files(plan, onlyChanges: true).map(\.text).joined() }
        let spf = "v=spf1 ip4:203.0.113.21 ip4:203.0.113.20 -all"
        for line in [
            "update delete b.a.test. TXT \"v=spf1 ip4:203.0.113.20 \" \"-all\"", "update add b.a.test. 300 TXT \"\(spf)\"",
            "update delete panel.a.test. CNAME old.cdn.example.", "update add panel.a.test. 300 A 203.0.113.10",
        ] { #expect(text(.nsupdate).contains("\n\(line)\n"), "\(line)\n\(text(.nsupdate))") }
        for line in [
            "// remove: CNAME(\"panel\", \"old.cdn.example.\")", "A(\"panel\", \"203.0.113.10\"),",
            "// remove: TXT(\"b\", \"v=spf1 ip4:203.0.113.20 -all\")",
        ] { #expect(text(.dnscontrol).contains("    \(line)\n"), "\(line)\n\(text(.dnscontrol))") }
        #expect(
            text(.octodns).contains(
                "\n\"b\":\n  - type: TXT\n    ttl: 300\n    values:\n      - \"\(spf)\"\n      - \"verification=1\"\n"),
            "\(text(.octodns))")
        #expect(
            text(.octodns).contains(
                "\n# to be removed: \"panel\" CNAME old.cdn.example.\n\"panel\":\n  - type: A\n    ttl: 300\n    values:\n      - \"203.0.113.10\"\n"
            ), "\(text(.octodns))")
    }

    @Test("a value that goes leaves the others of its kind of record, and the last one is named")
    func lastValue() async throws {
        let rest = Self.hosts + Self.mail + ["a.test SOA"]
        let several = try await ZoneTable.plan(Self.direct(), try ZoneTable(rest + ["b.a.test MX 20 office.test"]))
        let octodns = { (plan: ZonePlan) in ZonePlanForm.octodns.files(plan, onlyChanges: true).map(\.text).joined() }
        #expect(
            octodns(several).contains("exchange: \"m1.a.test.\"\n") && !octodns(several).contains("office")
                && !octodns(several).contains("to be removed"), "\(octodns(several))")
        // The doubled name holds nothing else.
        let doubled = try await ZoneTable.plan(
            Self.direct(),
            try ZoneTable(
                rest.filter { !$0.hasPrefix("_dmarc") } + ["_dmarc.a.test.a.test TXT v=DMARC1; p=reject; rua=mailto:d@a.test"]))
        #expect(
            octodns(doubled).contains(
                "\n# to be removed: \"_dmarc.a.test\" TXT \"v=DMARC1; p=reject; rua=mailto:d@a.test\"\n"), "\(octodns(doubled))")
    }

    @Test("what is somebody else's to publish stands in every form as a comment")
    func requests() async throws {
        let live =
            Self.hosts.dropFirst() + Self.mail.dropLast() + ["a.test SOA", "b.a.test CNAME b.esp.example"]
            + ["b.esp.example MX 10 m1.a.test"]
        let plan = try await ZoneTable.plan(Self.direct(), try ZoneTable(live.filter { !$0.hasPrefix("b.a.test MX") }))
        for (form, mark) in [(ZonePlanForm.nsupdate, ";"), (.dnscontrol, "//"), (.octodns, "#")] {
            let text = form.files(plan, onlyChanges: true).map(\.text).joined()
            #expect(text.contains("\n\(mark) missing: 20.113.0.203.in-addr.arpa. PTR m1.a.test.\n"), "\(text)")
            #expect(
                text.contains(
                    "\(mark) not-ours: b.esp.example. TXT \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all\": b.a.test is an alias"
                ),
                "\(text)")
        }
    }
}
