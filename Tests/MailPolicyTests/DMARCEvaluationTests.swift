import DNS
import Foundation
import MailPolicy
import Testing

private let installedList = "/usr/share/publicsuffix/public_suffix_list.dat"

@Suite("DMARC evaluated before a mail is sent (RFC 9989 §4.4, §4.10, RFC 7489 beside it)", .timeLimit(.minutes(10)))
struct DMARCEvaluationTests {
    private func name(_ text: String) throws -> DomainName { try #require(DomainName(text)) }

    /// `unknown` lists the domains whose query failed.
    private func evaluate(
        _ from: String, _ records: [String: String], spf: String? = nil, dkim: [String] = [],
        existence: DomainExistence = .exists, unknown: Set<String> = [], reading: DMARCReading = .treeWalk
    ) throws -> DMARCEvaluation {
        DMARCEvaluation(
            from: try name(from), existence: existence, spf: try spf.map { .init(try name($0), .pass) },
            dkim: try dkim.map { .init(try name($0), .pass) }, reading: reading
        ) { unknown.contains($0.text) ? .unknown : .texts(records[$0.lowercased.text].map { [$0] } ?? []) }
    }

    private let example = ["example.com": "v=DMARC1; p=reject"]

    @Test("relaxed: child, parent and sibling are aligned; strict: only the same name")
    func modes() throws {
        for (from, domain) in [
            ("example.com", "m.example.com"), ("m.example.com", "example.com"), ("a.example.com", "b.example.com"),
        ] {
            #expect(try evaluate(from, example, spf: domain).result == .pass)
            #expect(try evaluate(from, example, dkim: ["x.example", domain]).dkim == .aligned)
            let strict = ["example.com": "v=DMARC1; p=reject; aspf=s; adkim=s"]
            #expect(try evaluate(from, strict, spf: domain, dkim: [domain]).result == .fail)
        }
        #expect(
            try evaluate("M.Example.com", ["example.com": "v=DMARC1; p=reject; aspf=s"], spf: "m.example.COM").result == .pass)
    }

    @Test("a record at a subdomain alone makes that subdomain the organizational domain")
    func recordBelow() throws {
        let records = ["mail.example.com": "v=DMARC1; p=reject"]
        let evaluation = try evaluate("mail.example.com", records, dkim: ["example.com"])
        #expect(evaluation.organizationalDomain?.text == "mail.example.com")
        #expect(evaluation.result == .fail && evaluation.disposition == .reject)
        let list = PublicSuffixList("com\n")
        let older = try evaluate("mail.example.com", records, dkim: ["example.com"], reading: .publicSuffixList(list))
        #expect(older.result == .pass)
        #expect(
            DMARCReadings(treeWalk: evaluation, older: older).differences == [.organizationalDomain, .dkimAlignment, .result])
    }

    @Test("`sp` for subdomains that exist, `np` for those that do not, `p` at the record's own domain")
    func relations() throws {
        let records = ["example.com": "v=DMARC1; p=reject; sp=quarantine; np=none"]
        #expect(try evaluate("example.com", records).disposition == .reject)
        #expect(try evaluate("a.example.com", records).disposition == .quarantine)
        #expect(try evaluate("a.example.com", records, existence: .nonexistent).disposition == DMARCRequest.none)
        let unsure = try evaluate("a.example.com", records, existence: .unknown)
        #expect(unsure.result == .fail && unsure.disposition == nil && unsure.policy?.relation == nil)
        let same = try evaluate("a.example.com", ["example.com": "v=DMARC1; p=reject; sp=none"], existence: .unknown)
        #expect(same.disposition == DMARCRequest.none)
        let list = PublicSuffixList("com\n")
        #expect(
            try evaluate("a.example.com", records, existence: .nonexistent, reading: .publicSuffixList(list)).disposition
                == .quarantine)
    }

    @Test("`t=y` lowers the policy by one level, but not under RFC 7489")
    func testing() throws {
        for (policy, lowered) in [("reject", DMARCRequest.quarantine), ("quarantine", .none), ("none", .none)] {
            let records = ["example.com": "v=DMARC1; p=\(policy); t=y"]
            #expect(try evaluate("example.com", records).disposition == lowered)
            let older = try evaluate("example.com", records, reading: .publicSuffixList(PublicSuffixList("com")))
            #expect(older.disposition?.rawValue == policy)
        }
    }

    @Test("a record that is not applied leaves no policy, one with `rua` requests none")
    func standing() throws {
        #expect(try evaluate("example.com", ["example.com": "v=DMARC1; p=x"]).result == .none)
        let records = ["example.com": "v=DMARC1; p=x; rua=mailto:a@example.com"]
        #expect(try evaluate("example.com", records).disposition == DMARCRequest.none)
    }

    @Test("a failed query never becomes none or fail")
    func unknowns() throws {
        let steps = ["a.b.example.com", "b.example.com", "example.com", "com"]
        for step in steps {
            let evaluation = try evaluate("a.b.example.com", [:], unknown: [step])
            #expect(evaluation.result == .undetermined && evaluation.disposition == nil, "\(step)")
        }
        for step in steps {
            let evaluation = try evaluate("a.b.example.com", example, spf: "x.example.com", unknown: [step])
            #expect(evaluation.result == .undetermined, "\(step)")
        }
        // The organizational domain of the other side is unknown.
        #expect(try evaluate("example.com", example, spf: "x.example.net", unknown: ["example.net"]).result == .undetermined)
        // The same name is aligned whatever the tree is, and there is some record.
        #expect(try evaluate("a.example.com", example, spf: "a.example.com", unknown: ["a.example.com"]).result == .pass)
        // A walk that stops at `psd=n` does not need the names above.
        let closed = ["example.com": "v=DMARC1; p=reject; psd=n"]
        #expect(try evaluate("a.example.com", closed, spf: "example.com", unknown: ["com"]).result == .pass)
        // The SPF result itself is unknown.
        let unsure = DMARCEvaluation(
            from: try name("example.com"), existence: .exists, spf: .init(try name("example.com"), .unknown), dkim: []
        ) { .texts(example[$0.text].map { [$0] } ?? []) }
        #expect(unsure.result == .undetermined && unsure.spf == .undetermined)
        // An unknown result differs from nothing.
        let known = try evaluate("a.example.com", example, spf: "example.com")
        let unknown = try evaluate("a.example.com", example, spf: "example.com", unknown: ["com"])
        #expect(DMARCReadings(treeWalk: unknown, older: known).differences == [])
    }

    @Test("organizational domains of §4.10.2")
    func organizationalDomains() throws {
        func organizational(_ domain: String, _ records: [String: String]) throws -> String? {
            DMARCTreeWalk(try name(domain)) { .texts(records[$0.text].map { [$0] } ?? []) }.organizationalDomain?.text
        }
        let plain = "v=DMARC1; p=none"
        #expect(try organizational("a.mail.example.com", ["mail.example.com": plain, "example.com": plain]) == "example.com")
        #expect(try organizational("a.mail.example.com", ["mail.example.com": plain + "; psd=n"]) == "mail.example.com")
        #expect(try organizational("a.mail.example.com", ["com": plain + "; psd=y"]) == "example.com")
        #expect(try organizational("a.mail.example.com", [:]) == "a.mail.example.com")
        #expect(try organizational("bank", ["bank": plain + "; psd=y"]) == "bank")
        #expect(try organizational("a.b.c.d.e.f.g.h.i.example.com", ["example.com": plain]) == "example.com")
        // Seven labels are climbed: a record at eight is never queried.
        #expect(
            try organizational("mail.a.b.c.d.e.f.g.example.com", ["b.c.d.e.f.g.example.com": plain + "; psd=n"])
                == "mail.a.b.c.d.e.f.g.example.com")
    }

    @Test("report destinations: external ones must be authorised, at a name within the length limit")
    func destinations() throws {
        let record = try #require(
            DMARCRecord(
                "v=DMARC1; p=none; rua=mailto:a@in.example.com,mailto:b@out.example,mailto:B@OUT.example,https://h.example/r; ruf=mailto:r@c.example,x"
            ))
        let domain = try name("example.com")
        let all = DMARCReportDestination.all(of: record, at: domain)
        #expect(all.map(\.host.text) == ["in.example.com", "out.example", "c.example"])
        #expect(
            all.map { $0.authorisationName?.text } == [
                "example.com._report._dmarc.in.example.com", "example.com._report._dmarc.out.example",
                "example.com._report._dmarc.c.example",
            ])
        func organizational(_ name: DomainName) -> DomainName? { name.text == "c.example" ? nil : name.suffix(2) }
        #expect(all.map { $0.isExternal(organizational: organizational) } == [false, true, nil])
        let out = all[1]
        #expect(out.authorisation(isExternal: false, answer: .unknown) == .notNeeded)
        #expect(out.authorisation(isExternal: true, answer: .unknown) == .undetermined)
        #expect(out.authorisation(isExternal: true, answer: .texts([])) == .notAuthorised)
        #expect(
            out.authorisation(isExternal: true, answer: .texts(["x", DMARCReportDestination.authorisingText])) == .authorised)
        #expect(out.authorisation(isExternal: true, answer: .texts(["v=DMARC10"])) == .notAuthorised)
        #expect(out.authorisation(isExternal: nil, answer: .texts([])) == .undetermined)
        let long = try name(Array(repeating: String(repeating: "a", count: 60), count: 4).joined(separator: "."))
        let distant = try #require(DMARCReportDestination.all(of: record, at: long).first)
        #expect(distant.authorisationName == nil)
        #expect(distant.authorisation(isExternal: true, answer: .texts([])) == .notAuthorised)
    }

    /// The examples of the list's own test data, as far as they fit in a name.
    @Test(
        "public suffixes: rules, wildcards and exceptions",
        arguments: [
            ("example.com", "com"), ("a.b.example.co.uk", "co.uk"), ("co.uk", "co.uk"), ("a.b.ck", "b.ck"), ("www.ck", "ck"),
            ("a.www.ck", "ck"), ("ck", "ck"), ("example.unlisted", "unlisted"), ("a.blogspot.com", "blogspot.com"),
            ("a.xn--85x722f.xn--55qx5d.cn", "xn--55qx5d.cn"), ("A.EXAMPLE.COM", "COM"),
        ])
    func publicSuffixes(_ domain: String, _ suffix: String) throws {
        let list = PublicSuffixList(
            """
            // a comment
            com
            uk
            co.uk  and a remark
            *.ck
            !www.ck
            cn
            公司.cn

            // ===BEGIN PRIVATE DOMAINS===
            blogspot.com
            // ===END PRIVATE DOMAINS===
            """)
        #expect(list.publicSuffix(of: try name(domain)).text == suffix)
    }

    @Test("the private section can be left out")
    func privateSection() throws {
        let list = PublicSuffixList("com\n// ===BEGIN PRIVATE DOMAINS===\nblogspot.com\n", includingPrivate: false)
        #expect(list.organizationalDomain(of: try name("a.blogspot.com")).text == "blogspot.com")
        #expect(list.ruleCount == 1)
    }

    @Test(
        "the system's list is read whole",
        .enabled(if: FileManager.default.fileExists(atPath: installedList), "no public suffix list is installed"))
    func systemList() throws {
        let list = PublicSuffixList(try String(contentsOfFile: installedList, encoding: .utf8))
        #expect(list.ruleCount > 5000)
        #expect(list.organizationalDomain(of: try name("a.b.example.co.jp")).text == "example.co.jp")
        #expect(list.organizationalDomain(of: try name("a.city.kawasaki.jp")).text == "city.kawasaki.jp")
        #expect(list.organizationalDomain(of: try name("a.b.c.kawasaki.jp")).text == "b.c.kawasaki.jp")
    }

    @Test("RFC 7489: several records at one name end the search")
    func olderSeveral() throws {
        let reading = DMARCReading.publicSuffixList(PublicSuffixList("com"))
        let result = reading.discover(try name("a.example.com")) { domain in
            .texts(domain.labelCount == 3 ? ["v=DMARC1; p=none", "v=DMARC1; p=none"] : ["v=DMARC1; p=reject"])
        }
        #expect(result == .none)
    }
}
