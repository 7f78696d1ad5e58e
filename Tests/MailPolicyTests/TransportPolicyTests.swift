import DNS
import MailPolicy
import Testing

@Suite("MTA-STS, TLS reporting, BIMI and CAA", .timeLimit(.minutes(10)))
struct TransportPolicyTests {
    private typealias Row = (kind: RecordKind, text: String, codes: [String], repaired: String?)

    private static let rows: [Row] = [
        (.mtaSTSRecord, "v=STSv1; id=20260101;", [], nil),
        (.mtaSTSRecord, "v=STSv1;id=a-b", ["id-invalid"], "v=STSv1;id=ab"),
        (.mtaSTSRecord, "v=STSv1; id = a", ["blank-around-equals"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "v=STSv1", ["id-missing"], nil),
        (.mtaSTSRecord, "v=STSv1 id=a", ["semicolon-missing", "id-missing"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "v=stsv1; id=a", ["version-invalid"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "id=a; v=STSv1", ["version-missing", "version-not-first"], "v=STSv1; id=a"),
        (.mtaSTSRecord, " v=STSv1; id=a", ["leading-blank"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "v=STSv1;; id=a", ["empty-part"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "v=STSv1; ID=a", ["unknown-field", "id-missing"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "\"v=STSv1; id=a\"", ["stray-quote", "stray-quote"], "v=STSv1; id=a"),
        (.tlsRPT, "v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/r", [], nil),
        (.tlsRPT, "v=TLSRPTv1; rua=a@b.example", ["no-usable-address", "scheme-missing"], "v=TLSRPTv1; rua=mailto:a@b.example"),
        (.tlsRPT, "v=TLSRPTv1; rua=mailto:a@b.example!10m", ["address-invalid", "no-usable-address"], nil),
        (.tlsRPT, "v=TLSRPTv1;", ["address-missing"], nil),
        (.tlsRPT, "v=TLSRPTv1; rua=ftp://a.example", ["no-usable-address", "scheme-unsupported"], nil),
        (.bimi, "v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem", [], nil),
        (.bimi, "v=BIMI1; l=; a=;", [], nil),
        (
            .bimi, "v=BIMI1; l=http://a.example/l.svg; a=https://a.example/c.pem", ["link-invalid"],
            "v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem"
        ),
        (.bimi, "v=BIMI1; a=https://a.example/c.pem", ["location-missing"], nil),
        (.bimi, "v=BIMI1; l=https://a.example/l.png", ["evidence-missing", "link-ending"], nil),
        (.bimi, "v=bimi1; l=; a=; avp=brands", ["version-invalid", "value-invalid"], "v=BIMI1; l=; a=; avp=brand"),
        (.bimi, "v=BIMI1; l=; lps=news,a_b", ["value-invalid"], nil),
        (.mtaSTSPolicy, "version: STSv1\nmode: enforce\nmx: *.example.com\nmax_age: 604800\n", [], nil),
        (
            .mtaSTSPolicy, "version: STSv1\nmode enforce\nmx: a.example\nmax_age: 604800", ["line-without-colon", "key-missing"],
            "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 604800"
        ),
        (
            .mtaSTSPolicy, "version: STSv1\nmode: enforced\nmx: a.example.\nmax_age: 604800", ["mode-invalid", "mx-invalid"],
            "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 604800"
        ),
        (
            .mtaSTSPolicy, "version: STSv1\n\nmode: none\nmax_age: 86400", ["blank-line"],
            "version: STSv1\nmode: none\nmax_age: 86400"
        ),
        (
            .mtaSTSPolicy, "\u{feff}version: STSv1\nmode: none\nmax_age: 86400", ["byte-order-mark"],
            "version: STSv1\nmode: none\nmax_age: 86400"
        ),
        (
            .mtaSTSPolicy, "version: STSv1\nmode: testing\nmx: a.example\nmax_age: 31557601",
            ["mode-testing", "max-age-invalid"],
            "version: STSv1\nmode: testing\nmx: a.example\nmax_age: 31557600"
        ),
        (.mtaSTSPolicy, "version: STSv1\nmode: none\nmode: enforce\nmax_age: 60", ["duplicate-key", "max-age-short"], nil),
        (.mtaSTSPolicy, "", ["key-missing", "key-missing", "key-missing"], nil),
    ]

    @Test("problems and repairs", arguments: rows)
    private func lint(_ row: Row) {
        let result = RecordLint.lint(kind: row.kind, text: row.text)
        #expect(result.problems.map(\.code) == row.codes)
        #expect(result.repaired == row.repaired)
        #expect(result.valid == !result.problems.hasErrors)
        if let repaired = result.repaired { #expect(RecordLint.lint(kind: row.kind, text: repaired).valid) }
    }

    @Test("of a key that stands twice the first counts; a pattern stands for one label")
    func policy() throws {
        let policy = MTASTSPolicy(
            "version: STSv1\r\nmode: enforce\r\nmode: none\r\nmx: *.Example.com\r\nmx: a.example\r\nmax_age: 10\r\n")
        #expect(policy.mode == .enforce && policy.maximumAge == 10 && policy.isValid)
        for (host, isAllowed) in [
            ("mail.example.com", true), ("example.com", false), ("a.b.example.com", false), ("A.example", true),
            ("b.a.example", false),
        ] {
            #expect(policy.allows(try #require(DomainName(host))) == isAllowed, "\(host)")
        }
    }

    @Test("which texts count among the records of a name")
    func candidates() {
        #expect(MTASTSRecord.isCandidate("v=STSv1; id=a") && !MTASTSRecord.isCandidate("v=STSv10; id=a"))
        #expect(TLSRPTRecord.isCandidate("v=TLSRPTv1;rua=x") && !TLSRPTRecord.isCandidate(" v=TLSRPTv1;"))
        #expect(BIMIRecord.isCandidate("v = BIMI1; l=") && !BIMIRecord.isCandidate("v=bimi1; l="))
    }

    // MARK: CAA

    private func caa(_ name: String, _ zone: [String: [CAARecord]], unknown: String? = nil) throws -> CAASet {
        CAASet(for: try #require(DomainName(name))) { $0.text == unknown ? .unknown : .records(zone[$0.text] ?? []) }
    }

    private func record(_ tag: String, _ value: String, flags: UInt8 = 0) -> CAARecord {
        CAARecord(flags: flags, tag: tag, value: value)
    }

    @Test("the nearest set that is not empty is in force, and an unknown below it hides it")
    func climbing() throws {
        let zone = ["example.com": [record("issue", "a.example")], "www.example.com": [record("iodef", "mailto:x@example.com")]]
        #expect(try caa("b.example.com", zone).place?.text == "example.com")
        #expect(try caa("a.www.example.com", zone).permission(for: ["b.example"]) == .unrestricted)
        #expect(try caa("b.example.com", zone).permission(for: ["A.example"]) == .allowed(record("issue", "a.example")))
        #expect(try caa("b.example.com", zone).permission(for: ["b.example"]) == .forbidden(.otherIssuers(["a.example"])))
        #expect(try caa("b.example.com", zone, unknown: "b.example.com").permission(for: ["a.example"]) == .undetermined)
        #expect(try caa("b.example.com", zone, unknown: "com").permission(for: ["a.example"]) != .undetermined)
        #expect(try caa("example.net", zone).permission(for: ["a.example"]) == .unrestricted)
        #expect(CAASet.domains(for: try #require(DomainName("*.example.com"))).map(\.text) == ["example.com", "com"])
    }

    @Test("wildcards, nobody, parameters, critical tags that nobody knows")
    func permissions() throws {
        let zone = [
            "a.example": [record("issue", "ca.example; accounturi=https://ca.example/1"), record("issuewild", ";")],
            "b.example": [record("issue", ";")], "c.example": [record("issue", "ca.example"), record("future", "x", flags: 128)],
            "d.example": [record("issue", "ca.example"), record("future", "x")], "e.example": [record("issue", "not a name")],
        ]
        #expect(
            try caa("a.example", zone).permission(for: ["ca.example"])
                == .allowed(record("issue", "ca.example; accounturi=https://ca.example/1")))
        #expect(try caa("a.example", zone).permission(for: ["ca.example"], wildcard: true) == .forbidden(.otherIssuers([])))
        #expect(try caa("b.example", zone).permission(for: ["ca.example"]) == .forbidden(.otherIssuers([])))
        #expect(try caa("c.example", zone).permission(for: ["ca.example"]) == .forbidden(.criticalUnknown(tag: "future")))
        #expect(
            try caa("d.example", zone).permission(for: ["ca.example"], wildcard: true) == .allowed(record("issue", "ca.example")))
        #expect(try caa("e.example", zone).permission(for: ["ca.example"]) == .forbidden(.otherIssuers([])))
        let parameters = zone["a.example"]?.first?.parameters
        #expect(parameters?.map(\.name) == ["accounturi"] && parameters?.map(\.value) == ["https://ca.example/1"])
        let odd = [record("issue", "ca.example", flags: 1), record("iodef", "a@b.example")]
        let codes = (["c.example", "d.example", "e.example"].flatMap { zone[$0] ?? [] } + odd).flatMap(\.problems).map(\.code)
        #expect(codes == ["unknown-tag", "unknown-tag", "issuer-malformed", "flags-reserved", "address-invalid"])
    }
}
