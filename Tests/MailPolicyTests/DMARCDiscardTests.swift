import DNS
import MailPolicy
import Testing

@Suite(
    "Discarded records do not count, and the tags that move the organizational domain are reported",
    .timeLimit(.minutes(10)))
struct DMARCDiscardTests {
    private func walk(_ domain: String, _ records: [String: String], unknown: Set<String> = []) throws -> DMARCTreeWalk {
        DMARCTreeWalk(try #require(DomainName(domain))) { step in
            unknown.contains(step.text) ? .unknown : .texts(records[step.text].map { [$0] } ?? [])
        }
    }

    @Test(
        "why (RFC 9989 §4.10.1)",
        arguments: [
            (
                "v=DMARC1; p=reject; sp=jerect", DMARCRecord.Discard.policyIllegal(tag: "sp", value: "jerect"),
                "`sp=jerect` is not legal, and there is no valid `rua`"
            ),
            (
                "v=DMARC1; p=rejct", .policyIllegal(tag: "p", value: "rejct"),
                "`p=rejct` is not legal, and there is no valid `rua`"
            ),
            (
                "v=DMARC1; p=reject; np=x; rua=abc", .policyIllegal(tag: "np", value: "x"),
                "`np=x` is not legal, and there is no valid `rua`"
            ), ("v=DMARC1", .policyMissing, "it has neither `p` nor a valid `rua`"), ("v=DMARC1; p=reject; adkim=x", nil, ""),
            ("v=DMARC1; rua=mailto:a@b.example", nil, ""), ("v=DMARC1; p=rejct; rua=mailto:a@b.example", nil, ""),
        ] as [(String, DMARCRecord.Discard?, String)])
    func reasons(_ text: String, _ discard: DMARCRecord.Discard?, _ words: String) throws {
        let record = try #require(DMARCRecord(text))
        #expect(record.discard == discard && record.discard?.words ?? "" == words)
        let walk = try walk("example.com", ["example.com": text])
        if let discard {
            #expect(walk.policy == .none)
            let found = try #require(walk.discarded)
            #expect(found.reason == discard && found.place.text == "example.com" && found.record == record)
        } else {
            #expect(walk.policy != .none && walk.discarded == nil)
        }
    }

    @Test("no other record replaces a discarded one, under either reading")
    func noFallback() throws {
        let records = ["news.example.com": "v=DMARC1; p=rejct", "example.com": "v=DMARC1; p=reject"]
        let walk = try walk("news.example.com", records)
        #expect(walk.policy == .none && walk.discarded?.place.text == "news.example.com")
        #expect(walk.organizationalDomain?.text == "example.com")
        let list = DMARCReading.publicSuffixList(PublicSuffixList("com"))
        let name = try #require(DomainName("news.example.com"))
        #expect(list.discover(name) { .texts(records[$0.text].map { [$0] } ?? []) } == .none)
        let inherited = try self.walk("news.example.com", ["example.com": "v=DMARC1; p=rejct"], unknown: ["com"])
        #expect(inherited.policy == .unknown(found: false) && inherited.discarded == nil)
    }

    @Test(
        "the tag that decides the organizational domain, with its name",
        arguments: [
            (
                ["brand.example.com": "v=DMARC1; p=none; psd=n", "example.com": "v=DMARC1; p=reject"], "brand.example.com",
                "psd=n at _dmarc.brand.example.com"
            ), (["com": "v=DMARC1; p=none; psd=y"], "example.com", "psd=y at _dmarc.com"),
            (["example.com": "v=DMARC1; p=reject"], "example.com", nil), ([:], "mail.brand.example.com", nil),
        ] as [([String: String], String, String?)])
    func boundary(_ records: [String: String], _ organizational: String, _ tag: String?) throws {
        let walk = try walk("mail.brand.example.com", records)
        #expect(walk.organizationalDomain?.text == organizational)
        #expect(walk.boundary?.tag == tag)
    }

    @Test("of two thousand report addresses a few are checked, and the rest is reported")
    func manyAddresses() throws {
        let uris = (0..<2000).map { "mailto:r@h\($0).example" }.joined(separator: ",")
        let text = "v=DMARC1; p=none; rua=\(uris); ruf=mailto:f@b.example"
        let place = try #require(DomainName("example.com"))
        var walks = 0
        let elapsed = ContinuousClock().measure {
            for _ in 0..<100 {
                let walk = DMARCTreeWalk(place) { $0 == place ? .texts([text]) : .texts([]) }
                walks += walk.records.count
            }
        }
        #expect(walks == 100 && elapsed < .seconds(20), "\(elapsed)")
        let record = try #require(DMARCRecord(text))
        #expect(DMARCReportDestination.all(of: record, at: place).map(\.host.text) == (0..<16).map { "h\($0).example" })
        #expect(DMARCReportDestination.leftOut(of: record) == 1985)
        let short = try #require(DMARCRecord("v=DMARC1; p=none; rua=mailto:a@b.example,MAILTO:A@b.example"))
        #expect(DMARCReportDestination.leftOut(of: short) == 0)
        let problems = RecordLint.lint(kind: .dmarc, text: text).problems
        #expect(
            problems.first { $0.code == "too-many-addresses" }?.message
                == "`rua` has 2000 addresses: those after the first 16 were not checked")
    }
}
