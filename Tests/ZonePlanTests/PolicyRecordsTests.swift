import DNS
import Deployment
import MailPolicy
import Testing

@testable import ZonePlan

@Suite("SPF, DKIM and DMARC records are computed from the existing ones", .timeLimit(.minutes(10)))
struct PolicyRecordsTests {
    private static let file = """
        networks: { public: [203.0.113.0/24] }
        scheme: direct
        senders:
          - name: bulk
            addresses: [{ address: 203.0.113.20, helo: m.a.test }, { address: 203.0.113.22, helo: m.a.test }]
            from: [a.test]
            mail-from: [b.a.test]
            dkim: [{ domain: a.test, selector: s1 }]
        """

    private func spf(_ records: [String], failing: [String] = []) async throws -> [String] {
        var live = try ZoneTable(records)
        for name in failing { live.failures[name] = .timeout }
        return ZoneTable.lines(try await ZoneTable.plan(Self.file, live), .txt, at: "b.a.test")
    }

    @Test("a record that authorises every address is kept, even through an include")
    func present() async throws {
        let record = "v=spf1 include:_spf.a.test -all"
        #expect(
            try await spf(["b.a.test TXT \(record)", "_spf.a.test TXT v=spf1 ip4:203.0.113.0/24 -all"]) == [
                "present b.a.test \"\(record)\""
            ])
    }

    @Test("a missing address is added, and the rest is kept")
    func added() async throws {
        #expect(
            try await spf(["b.a.test TXT v=spf1 ip4:203.0.113.20 a:office.test ~all", "office.test A 203.0.113.99"]) == [
                "wrong b.a.test \"v=spf1 ip4:203.0.113.22 ip4:203.0.113.20 a:office.test ~all\" "
                    + "(was \"v=spf1 ip4:203.0.113.20 a:office.test ~all\")"
            ])
    }

    @Test("several records become one, a broken one is repaired, a missing one is created")
    func repaired() async throws {
        let merged = try await spf([
            "b.a.test TXT v=spf1 ip4:203.0.113.20 -all", "b.a.test TXT v=spf1 ip4:203.0.113.22 -all",
            "b.a.test TXT verification=1",
        ])
        #expect(merged.count == 2)
        #expect(merged[0].hasPrefix("wrong b.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.22 -all\" (was "))
        #expect(merged[1].hasPrefix("superfluous b.a.test - (was "))
        let repaired = try await spf(["b.a.test TXT v=spf1 ipv4:203.0.113.20 ip4:203.0.113.22 -all"])
        #expect(
            repaired.first?.hasPrefix("wrong b.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.22 -all\"") == true, "\(repaired)")
        #expect(try await spf(["b.a.test TXT other"]) == ["missing b.a.test \"v=spf1 ip4:203.0.113.20 ip4:203.0.113.22 -all\""])
    }

    @Test("a record over the lookup limit is replaced by one within it")
    func shortened() async throws {
        let includes = (1...11).map { "include:i\($0).test" }.joined(separator: " ")
        let lines = (1...11).map { "i\($0).test TXT v=spf1 ip4:203.0.113.\($0 + 15) -all" }
        let result = try await spf(["b.a.test TXT v=spf1 \(includes) -all"] + lines)
        let text = try #require(result.first)
        #expect(text.hasPrefix("wrong b.a.test \"v=spf1 "))
        let value = text.split(separator: "\"")[1]
        let record = SPFRecord(parsing: String(value))
        #expect(record.isValid && record.terms.count { $0.mechanism?.name == "include" } <= 10)
    }

    @Test("a failed include leaves everything open")
    func unknown() async throws {
        #expect(
            try await spf(["b.a.test TXT v=spf1 include:i.test -all"], failing: ["i.test"]) == [
                "unknown b.a.test \"v=spf1 include:i.test -all\""
            ])
        #expect(try await spf([], failing: ["b.a.test"]).first?.hasPrefix("unknown b.a.test ") == true)
    }

    @Test("a key comes from its file; without one it is not invented")
    func dkim() async throws {
        let given = try #require(DKIMKeyRecord("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=").key)
        let name = "s1._domainkey.a.test"
        let text = "\"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""
        let other = "v=DKIM1; k=ed25519; p=Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="
        let missing = try await ZoneTable.plan(Self.file, try ZoneTable(), keys: [name: given])
        #expect(ZoneTable.lines(missing, .txt, at: name) == ["missing \(name) \(text)"])
        let wrong = try await ZoneTable.plan(Self.file, try ZoneTable(["\(name) TXT \(other)"]), keys: [name: given])
        #expect(ZoneTable.lines(wrong, .txt, at: name) == ["wrong \(name) \(text) (was \"\(other)\")"])
        let kept = try await ZoneTable.plan(Self.file, try ZoneTable(["\(name) TXT \(other)"]))
        #expect(ZoneTable.lines(kept, .txt, at: name) == ["present \(name) \"\(other)\""])
        let secret = try await ZoneTable.plan(Self.file, try ZoneTable())
        #expect(ZoneTable.lines(secret, .txt, at: name) == ["missing \(name) -"])
    }

    @Test("a policy above the From domain is enough; sibling domains need one at a common parent")
    func dmarc() async throws {
        let found = try await ZoneTable.plan(Self.file, try ZoneTable(["_dmarc.test TXT v=DMARC1; p=reject"]))
        #expect(ZoneTable.lines(found, .txt, at: "_dmarc.test") == ["present _dmarc.test \"v=DMARC1; p=reject\""])
        let none = try await ZoneTable.plan(Self.file, try ZoneTable())
        #expect(
            ZoneTable.lines(none, .txt, at: "_dmarc.a.test") == [
                "missing _dmarc.a.test \"v=DMARC1; p=quarantine; rua=mailto:dmarc@a.test\""
            ])
        let beside = Self.file.replacing("from: [a.test]", with: "from: [news.a.test]")
        let plan = try await ZoneTable.plan(beside, try ZoneTable())
        #expect(
            ZoneTable.lines(plan, .txt).filter { $0.contains("_dmarc.") } == [
                "missing _dmarc.a.test \"v=DMARC1; p=none; rua=mailto:dmarc@news.a.test\"",
                "missing _dmarc.news.a.test \"v=DMARC1; p=quarantine; rua=mailto:dmarc@news.a.test\"",
            ])
        var silent = try ZoneTable()
        silent.failures["_dmarc.a.test"] = .servfail
        let unknown = try await ZoneTable.plan(Self.file, silent)
        #expect(ZoneTable.lines(unknown, .txt, at: "_dmarc.a.test").first?.hasPrefix("unknown ") == true)
    }

    @Test("a policy that asks for nothing is raised to what the file states: in place, or beside what the organization has")
    func statedPolicy() async throws {
        let stated = "dmarc: { policy: quarantine, reports: d@a.test }\n" + Self.file
        let own = "_dmarc.a.test TXT v=DMARC1; p=none; sp=reject; rua=mailto:d@a.test"
        let above = "_dmarc.a.test TXT v=DMARC1; p=none; rua=mailto:d@a.test"
        let beside = { (file: String) in file.replacing("from: [a.test]", with: "from: [news.a.test]") }
        func texts(_ file: String, _ record: String) async throws -> [String] {
            let plan = try await ZoneTable.plan(file, try ZoneTable([record]))
            return ZoneTable.lines(plan, .txt).filter { $0.contains("_dmarc.") }
        }
        #expect(
            try await texts(stated, own) == [
                "wrong _dmarc.a.test \"v=DMARC1; p=quarantine; sp=reject; rua=mailto:d@a.test\" (was \"v=DMARC1; p=none; sp=reject; rua=mailto:d@a.test\")"
            ])
        let kept = "present _dmarc.a.test \"v=DMARC1; p=none; rua=mailto:d@a.test\""
        #expect(
            try await texts(beside(stated), above) == [
                kept, "missing _dmarc.news.a.test \"v=DMARC1; p=quarantine; rua=mailto:d@a.test\"",
            ])
        // What is not stated is the operator's to decide, and a stricter record is kept.
        #expect(try await texts(Self.file, above) == [kept])
        #expect(try await texts(beside(Self.file), above) == [kept])
        #expect(try await texts(stated.replacing("quarantine", with: "none"), above) == [kept])
        #expect(
            try await texts(beside(stated), above.replacing("p=none", with: "p=reject")) == [
                "present _dmarc.a.test \"v=DMARC1; p=reject; rua=mailto:d@a.test\""
            ])
        #expect(
            try await texts(beside(stated), above.replacing("p=none", with: "p=reject; sp=none")) == [
                kept.replacing("p=none", with: "p=reject; sp=none"),
                "missing _dmarc.news.a.test \"v=DMARC1; p=quarantine; rua=mailto:d@a.test\"",
            ])
    }

    @Test("zone files hold every record once, and what the network said only as quoted text")
    func text() async throws {
        let plan = try await ZoneTable.plan(
            Self.file,
            try ZoneTable(["a.test SOA", "a.test NS ns1.a.test", "ns1.a.test A 203.0.113.53", "b.a.test TXT v=spf1 \u{1b}[31m"]))
        let files = ZonePlanText(plan, explains: true).files
        #expect(files.map(\.name) == ["public/a.test.zone", "ptr/113.0.203.in-addr.arpa.zone"])
        let text = files[0].text
        #expect(text.contains("\na.test. IN NS ns1.a.test.\nns1.a.test. IN A 203.0.113.53\n"))
        #expect(text.contains("; because receivers look for the DMARC policy of the From domain a.test\n"))
        #expect(!text.contains("\u{1b}") && text.contains("\\027[31m"))
        #expect(text.contains("; missing: s1._domainkey.a.test. IN TXT …"))
    }
}
