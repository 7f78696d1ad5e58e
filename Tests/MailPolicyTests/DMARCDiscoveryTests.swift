import DNS
import MailPolicy
import Testing

@Suite("DMARC discovery by the tree walk (RFC 9989 §4.10)", .timeLimit(.minutes(10)))
struct DMARCDiscoveryTests {
    private func discover(_ domain: String, _ records: [String: [String]], unknown: Set<String> = []) throws
        -> DMARCDiscovery.Result
    {
        let name = try #require(DomainName(domain))
        return DMARCDiscovery.discover(name) { step in
            unknown.contains(step.text) ? .unknown : .texts(records[step.text] ?? [])
        }
    }

    private func place(_ result: DMARCDiscovery.Result) -> String? {
        guard case .record(_, let place) = result else { return nil }
        return place.text
    }

    @Test("the walk queries the domain, its parents and the top-level domain, at most eight names")
    func steps() throws {
        let short = try #require(DomainName("a.mail.example.com"))
        #expect(
            DMARCDiscovery.domains(for: short).map(\.text) == ["a.mail.example.com", "mail.example.com", "example.com", "com"])
        let long = try #require(DomainName("a.b.c.d.e.f.g.h.i.j.mail.example.com"))
        #expect(
            DMARCDiscovery.domains(for: long).map(\.text) == [
                "a.b.c.d.e.f.g.h.i.j.mail.example.com", "g.h.i.j.mail.example.com", "h.i.j.mail.example.com",
                "i.j.mail.example.com",
                "j.mail.example.com", "mail.example.com", "example.com", "com",
            ])
        let eight = try #require(DomainName("a.b.c.d.e.f.example.com"))
        #expect(DMARCDiscovery.domains(for: eight).map(\.labelCount) == [8, 7, 6, 5, 4, 3, 2, 1])
    }

    @Test("the domain's own record comes first, then the organizational domain's, not the nearest")
    func precedence() throws {
        let records = ["mail.example.com": ["v=DMARC1; p=none"], "example.com": ["v=DMARC1; p=reject"]]
        #expect(place(try discover("mail.example.com", records)) == "mail.example.com")
        #expect(place(try discover("a.mail.example.com", records)) == "example.com")
        #expect(
            place(
                try discover(
                    "a.mail.example.com", ["mail.example.com": ["v=DMARC1; p=none; psd=n"]].merging(records) { a, _ in a }))
                == "mail.example.com")
    }

    @Test("below a public suffix, the domain one label down comes first, then the suffix")
    func publicSuffix() throws {
        let suffix = ["bank": ["v=DMARC1; p=reject; psd=y"]]
        #expect(place(try discover("a.example.bank", suffix)) == "bank")
        #expect(
            place(try discover("a.example.bank", suffix.merging(["example.bank": ["v=DMARC1; p=none"]]) { a, _ in a }))
                == "example.bank")
    }

    @Test("several records at one name are all discarded, and the walk continues")
    func several() throws {
        let records = ["news.example.com": ["v=DMARC1; p=none", "v=DMARC1; p=reject"], "example.com": ["v=DMARC1; p=none"]]
        #expect(place(try discover("news.example.com", records)) == "example.com")
    }

    @Test("no record is none; a failed query is never none")
    func unknown() throws {
        #expect(try discover("a.example.com", [:]) == .none)
        #expect(try discover("a.example.com", [:], unknown: ["com"]) == .unknown(found: false))
        #expect(
            try discover("a.example.com", ["example.com": ["v=DMARC1; p=none"]], unknown: ["a.example.com"])
                == .unknown(found: true))
        #expect(
            place(try discover("a.example.com", ["a.example.com": ["v=DMARC1; p=none"]], unknown: ["com"])) == "a.example.com")
    }

    @Test(
        "what is a DMARC record",
        arguments: [
            ("v=DMARC1; p=none", true), ("V = DMARC1 ; p=none", true), ("v=DMARC1", true), ("v=DMARC1;p=reject;", true),
            ("v=dmarc1; p=none", false), ("p=none; v=DMARC1", false), ("v=DMARC10; p=none", false), (" v=DMARC1; p=none", false),
            ("v=spf1 -all", false), ("", false), (";", false), ("v=DMARC1 p=none", false),
        ])
    func version(_ text: String, _ isRecord: Bool) {
        #expect((DMARCRecord(text) != nil) == isRecord)
    }
}

@Suite("SPF record selection (RFC 7208 §4.5)", .timeLimit(.minutes(10)))
struct SPFRecordSelectionTests {
    @Test(
        "what is an SPF record",
        arguments: [
            ("v=spf1 -all", true), ("v=spf1", true), ("V=sPf1 a", true), ("v=spf10 -all", false), ("v=spf1mx", false),
            (" v=spf1 -all", false), ("\"v=spf1 -all\"", false), ("spf2.0/pra -all", false), ("v=spf1;-all", false), ("", false),
        ])
    func version(_ text: String, _ isRecord: Bool) {
        #expect(SPFRecordSelection.isRecord(text) == isRecord)
    }
}
