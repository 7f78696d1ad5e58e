import DNS
import MailPolicy
import Testing

@Suite("DMARC records and their repair (RFC 9989 §4.7, §4.8, §4.10.1)", .timeLimit(.minutes(10)))
struct DMARCRecordTests {
    private struct Broken: Sendable {
        let text: String
        /// The errors, in order.
        let errors: [String]
        let repaired: String?

        init(_ text: String, _ errors: [String], _ repaired: String?) {
            (self.text, self.errors, self.repaired) = (text, errors, repaired)
        }
    }

    private static let broken: [Broken] = [
        Broken(
            "v=DMARC1; p=reject; sp=reject; mailto:r@example.com", ["part-without-equals"],
            "v=DMARC1; p=reject; sp=reject; rua=mailto:r@example.com"),
        Broken(
            "v=DMARC1; policy=reject; rua=mailto:a@b.example", ["unknown-tag"], "v=DMARC1; p=reject; rua=mailto:a@b.example"),
        Broken("v=DMARC1; p=rejct; rua=mailto:a@b.example", ["policy-invalid"], "v=DMARC1; p=reject; rua=mailto:a@b.example"),
        Broken("v=DMARC1; p=none; rua=a@b.example", ["scheme-missing"], "v=DMARC1; p=none; rua=mailto:a@b.example"),
        Broken("v=DMARC1; p=none; rua=mailto: a@b.example", ["blank-in-address"], "v=DMARC1; p=none; rua=mailto:a@b.example"),
        Broken("v=DMARC1; p=none; rua=<mailto:a@b.example>", ["scheme-missing"], "v=DMARC1; p=none; rua=mailto:a@b.example"),
        Broken("v=DMARC1; p=none; rua=mailto://a@b.example", ["address-invalid"], "v=DMARC1; p=none; rua=mailto:a@b.example"),
        Broken("v=DMARC1; p=none; rua=mailto:abc", ["address-invalid"], nil),
        Broken(
            "v=DMARC1; p=none; rua=mailto:a@b.example,", ["address-missing"], nil),
        Broken(
            "v=DMARC1; p=none; rua=mailto:a@b.example; mailto:c@d.example", ["semicolon-for-comma"],
            "v=DMARC1; p=none; rua=mailto:a@b.example,mailto:c@d.example"),
        Broken("p=none; v=DMARC1", ["version-not-first", "version-not-first"], "v=DMARC1; p=none"),
        Broken(" v=DMARC1; p=none", ["leading-blank"], "v=DMARC1; p=none"),
        Broken("v=dmarc1; p=none", ["version-invalid"], "v=DMARC1; p=none"),
        Broken("DMARC1; p=none", ["version-missing"], "v=DMARC1; p=none"),
        Broken("p=none", ["version-missing"], "v=DMARC1; p=none"),
        Broken("none", ["version-missing", "part-without-equals"], "v=DMARC1; p=none"),
        Broken("v=DMARC1 p=none", ["semicolon-missing"], "v=DMARC1; p=none"),
        Broken("v=DMARC1: p=none", ["semicolon-missing"], "v=DMARC1; p=none"),
        Broken(
            "v=DMARC1, p=none, rua=mailto:a@b.example", ["semicolon-missing", "semicolon-missing"],
            "v=DMARC1; p=none; rua=mailto:a@b.example"),
        Broken("\u{201c}v=DMARC1; p=none\u{201d}", ["smart-quote", "smart-quote"], "v=DMARC1; p=none"),
        Broken("\"v=DMARC1; p=none\"", ["stray-quote", "stray-quote"], "v=DMARC1; p=none"),
        Broken("v=DMARC1\\; p=none", ["escaped-semicolon"], "v=DMARC1; p=none"),
        Broken("v=DMARC1; p:quarantine", ["part-without-equals"], "v=DMARC1; p=quarantine"),
        Broken("v=DMARC1; reject", ["part-without-equals"], "v=DMARC1; p=reject"),
        Broken("v=DMARC1; p=quar", ["policy-invalid"], "v=DMARC1; p=quarantine"),
        Broken("v=DMARC1; p=none; adkim=relaxed; t=yes", [], "v=DMARC1; p=none; adkim=r; t=y"),
        Broken("v=DMARC1; p=none; p=none", ["duplicate-tag"], "v=DMARC1; p=none"),
        Broken("v=DMARC1; p=none; p=reject", ["duplicate-tag"], nil),
        Broken("v=DMARC1; p=none; ruf=mailto:a@b.example; fo=0:1", [], "v=DMARC1; p=none; ruf=mailto:a@b.example; fo=1"),
        Broken("v=DMARC1; p=none; ruf=mailto:a@b.example; fo=9", [], "v=DMARC1; p=none; ruf=mailto:a@b.example"),
        Broken("v=DMARC1; p=none; adkim=x; rua=mailto:a@b.example", [], "v=DMARC1; p=none; rua=mailto:a@b.example"),
        Broken("v=DMARC1; p=none; pct=101", [], "v=DMARC1; p=none"),
        Broken(
            "v=DMARC1; p=none; rua=mailto:a@b.example mailto:c@d.example", ["blank-in-address"],
            "v=DMARC1; p=none; rua=mailto:a@b.example,mailto:c@d.example"),
        Broken(
            "v=DMARC1; p=none; rua=mailto:a@b\u{fc}cher.example,mailto:c@d.example", ["domain-not-ascii"],
            "v=DMARC1; p=none; rua=mailto:a@xn--bcher-kva.example,mailto:c@d.example"),
        Broken("v=DMARC1; p=none; rua=mailto:d\u{fc}@b.example", ["address-invalid", "not-ascii"], nil),
        Broken("v=DMARC1; p=reject; sp=invalid; rua=mailto:a@b.example", ["policy-invalid"], nil),
        Broken("v=DMARC1; p=reject; sp=jerect", ["policy-invalid"], "v=DMARC1; p=reject; sp=reject"),
        Broken(
            "_dmarc IN TXT ( \"v=DMARC1; p=none; \" ; monitoring\n  \"rua=mailto:a@b.example\" )", ["zone-file-syntax"],
            "v=DMARC1; p=none; rua=mailto:a@b.example"),
        Broken("v=DMARC1", ["policy-missing"], "v=DMARC1; p=none"),
        Broken("v=DMARC1; rua=mailto:a@b.example", [], "v=DMARC1; p=none; rua=mailto:a@b.example"),
        Broken("v=spf1 -all", ["other-record"], nil),
        Broken("", ["version-missing"], nil),
    ]

    @Test("a record without the tags that narrow the alignment of one of SPF and DKIM")
    func relaxed() {
        let record = DMARCRecord("v=DMARC1; p=reject; adkim=s; aspf=s;psd=y; rua=mailto:a@b.example")
        #expect(record?.relaxed("adkim") == "v=DMARC1; p=reject; aspf=s; rua=mailto:a@b.example")
        #expect(record?.relaxed("aspf") == "v=DMARC1; p=reject; adkim=s; rua=mailto:a@b.example")
        #expect(DMARCRecord("v=DMARC1; p=reject; adkim=s; psd=u")?.relaxed("aspf") == nil)
    }

    @Test("a broken form is reported, and its repair is a record without errors", arguments: broken)
    private func repair(_ broken: Broken) {
        let result = RecordLint.lint(kind: .dmarc, text: broken.text)
        #expect(result.problems.filter { $0.severity == .error }.map(\.code) == broken.errors)
        #expect(result.repaired == broken.repaired)
        if let repaired = result.repaired {
            let again = RecordLint.lint(kind: .dmarc, text: repaired)
            #expect(again.valid && !again.problems.hasErrors)
            #expect(DMARCRecord(repaired) != nil)
        }
    }

    @Test("warnings and notices leave a record valid")
    func lesser() {
        let text = "v=DMARC1; p=reject; sp=none; np=quarantine; t=y; pct=50; rf=afrf; ri=86400; fo=1; rau=x"
        let result = RecordLint.lint(kind: .dmarc, text: text)
        #expect(result.valid)
        #expect(
            result.problems.map(\.code) == [
                "subdomain-policy-weak", "subdomain-policy-weak", "test-mode", "removed-tag", "removed-tag", "removed-tag",
                "failure-options-unused", "unknown-tag",
            ])
        let sizes = RecordLint.lint(kind: .dmarc, text: "v=DMARC1; p=reject; rua=mailto:a@b.example!10m,https://c.example/")
        #expect(sizes.problems.map(\.code) == ["report-size-ignored", "scheme-unsupported"])
        #expect(
            RecordLint.lint(kind: .dmarc, text: "v=DMARC1; p=none; rua=").problems.map(\.code) == [
                "policy-none", "address-empty",
            ])
    }

    @Test("problems have the right positions, even after characters of several octets")
    func positions() throws {
        let text = "“v=DMARC1; p=rejct; rua=a@b.example"
        let problems = RecordLint.lint(kind: .dmarc, text: text).problems
        let octets = Array(text.utf8)
        #expect(problems.map { String(decoding: octets[$0.range], as: UTF8.self) } == ["“", "rejct", "a@b.example"])
    }

    @Test(
        "whether a record is applied (§4.10.1)",
        arguments: [
            ("v=DMARC1; p=reject", DMARCRecord.Standing.asWritten), ("v=DMARC1; p=rejct", .notApplied), ("v=DMARC1", .notApplied),
            ("v=DMARC1; rua=mailto:a@b.example", .asNone), ("v=DMARC1; rua=abc", .notApplied),
            ("v=DMARC1; rua=ftp://x.example", .asNone),
            ("v=DMARC1; p=reject; sp=x", .notApplied), ("v=DMARC1; p=reject; np=x; rua=mailto:a@b.example", .asNone),
            ("v=DMARC1; p=reject; adkim=x", .asWritten),
        ])
    func standing(_ text: String, _ standing: DMARCRecord.Standing) throws {
        let record = try #require(DMARCRecord(text))
        #expect(record.standing == standing)
        for relation in [DMARCRecord.Relation.sameDomain, .subdomain, .nonexistentSubdomain] {
            switch standing {
            case .asWritten: #expect(record.request(for: relation) == .reject)
            case .asNone: #expect(record.request(for: relation) == DMARCRequest.none)
            case .notApplied: #expect(record.request(for: relation) == nil)
            }
        }
    }

    @Test("values, defaults, and illegal values replaced by the default")
    func values() throws {
        let full = try #require(
            DMARCRecord(
                "v=DMARC1;P=Reject;sp=quarantine;np=none;adkim=S;aspf=s;t=y;psd=n;fo=1:d:s;rua=mailto:a@b.example,mailto:c@d.example;ruf=mailto:e@f.example;pct=7"
            ))
        #expect(full.request(for: .sameDomain) == .reject)
        #expect(full.request(for: .subdomain) == .quarantine)
        #expect(full.request(for: .nonexistentSubdomain) == DMARCRequest.none)
        #expect(full.dkimAlignment == .strict && full.spfAlignment == .strict && full.isTesting && full.publicSuffix == .no)
        #expect(full.failureOptions == ["1", "d", "s"] && full.percentage == 7)
        #expect(full.aggregateReports.map(\.mailbox) == ["a@b.example", "c@d.example"])
        #expect(full.failureReports.map(\.host?.text) == ["f.example"])
        let bare = try #require(DMARCRecord("v=DMARC1; p=none; adkim=x; t=x; psd=x; fo=1; pct=x"))
        #expect(bare.dkimAlignment == .relaxed && !bare.isTesting && bare.publicSuffix == .unspecified)
        #expect(bare.failureOptions == ["0"] && bare.percentage == nil)
        #expect(try #require(DMARCRecord("v=DMARC1; p=reject; sp=none")).request(for: .nonexistentSubdomain) == DMARCRequest.none)
    }
}
