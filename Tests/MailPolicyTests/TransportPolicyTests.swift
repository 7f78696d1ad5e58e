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
        (.mtaSTSRecord, "v=STSv1 id=a", ["semicolon-missing"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "v=TLSRPTv1; rua=mailto:a@b.example", ["other-record"], nil),
        (.mtaSTSRecord, "v=stsv1; id=a", ["version-invalid"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "id=a; v=STSv1", ["version-missing", "version-not-first"], "v=STSv1; id=a"),
        (.mtaSTSRecord, " v=STSv1; id=a", ["leading-blank"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "v=STSv1;; id=a", ["empty-part"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "v=STSv1; ID=a", ["unknown-field", "id-missing"], "v=STSv1; id=a"),
        (.mtaSTSRecord, "\"v=STSv1; id=a\"", ["stray-quote", "stray-quote"], "v=STSv1; id=a"),
        (.tlsRPT, "v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/r", [], nil),
        (.tlsRPT, "v=TLSRPTv1; rua=a@b.example", ["no-usable-address", "scheme-missing"], "v=TLSRPTv1; rua=mailto:a@b.example"),
        (
            .tlsRPT, "v=TLSRPTv1; rua=mailto:a@b.example!10m", ["address-invalid", "no-usable-address"],
            "v=TLSRPTv1; rua=mailto:a@b.example"
        ),
        (.tlsRPT, "v=TLSRPTv1;", ["address-missing"], nil),
        (
            .tlsRPT, "v=TLSRPTv1; rua=mailto:a@b\u{fc}cher.example", ["domain-not-ascii"],
            "v=TLSRPTv1; rua=mailto:a@xn--bcher-kva.example"
        ), (.tlsRPT, "v=TLSRPTv1 rua=mailto:a@b.example", ["semicolon-missing"], "v=TLSRPTv1; rua=mailto:a@b.example"),
        (.tlsRPT, "v=TLSRPTv1; rua=ftp://a.example", ["no-usable-address", "scheme-unsupported"], nil),
        (.bimi, "v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem", [], nil),
        (.bimi, "v=BIMI1; l=; a=;", [], nil),
        (
            .bimi, "v=BIMI1; l=http://a.example/l.svg; a=https://a.example/c.pem", ["link-invalid"],
            "v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem"
        ),
        (.bimi, "v=BIMI1; a=https://a.example/c.pem", ["location-missing"], nil),
        (.bimi, "v=BIMI1; l=https://a.example/l.png", ["evidence-missing", "logo-not-svg"], nil),
        (.bimi, "v=bimi1; l=; a=; avp=brands", ["version-invalid", "value-invalid"], "v=BIMI1; l=; a=; avp=brand"),
        (.bimi, "v=BIMI1; l=; lps=news,a_b", ["value-invalid"], nil),
        (
            .bimi, "v=BIMI1 l=https://a.example/l.svg a=https://a.example/c.pem", ["semicolon-missing", "semicolon-missing"],
            "v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem"
        ), (.bimi, "l=; a=; v=BIMI1", ["version-missing", "version-not-first"], "v=BIMI1; l=; a="),
        (.bimi, "v=DKIM1; p=", ["other-record"], nil),
        (
            .mtaSTSPolicy, "version: STSv1\nmode: enforce\nmx: a.example\nmx: 127.0.20.20\nmax_age: 604800", ["mx-address"], nil
        ), (.mtaSTSPolicy, "version: STSv1\nmode: enforce\nmx: 192.0.2.1\nmax_age: 604800", ["mx-address"], nil),
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

    @Test("of a repeated key the first counts; a pattern matches one label")
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

    @Test(
        "which texts count as records of a kind: where readers take none, those that were meant as one",
        arguments: [
            (RecordKind.mtaSTSRecord, ["v=STSv1; id=a", "v=STSv10; id=a", "v=spf1 -all"], ["v=STSv1; id=a"]),
            (.mtaSTSRecord, ["v=STSv10; id=a", "v=spf1 -all"], ["v=STSv10; id=a"]),
            (.mtaSTSRecord, [" v=STSv1; id=1"], [" v=STSv1; id=1"]),
            (.mtaSTSRecord, ["V=STSv1; id=1", "id=1; v=STSv1"], ["V=STSv1; id=1", "id=1; v=STSv1"]),
            (.mtaSTSRecord, ["v=STSv1, id=1"], ["v=STSv1, id=1"]),
            (.mtaSTSRecord, ["\"v=STSv1; id=1\""], ["\"v=STSv1; id=1\""]),
            (.mtaSTSRecord, ["v=spf1 -all", "google-site-verification=v=sts"], []),
            (.tlsRPT, ["v=TLSRPTv1;rua=x", " v=TLSRPTv1;"], ["v=TLSRPTv1;rua=x"]),
            (.tlsRPT, ["v=TLSRPTV1; rua=mailto:r@a.test"], ["v=TLSRPTV1; rua=mailto:r@a.test"]),
            (.bimi, ["v = BIMI1; l=", "v=bimi1; l="], ["v = BIMI1; l="]),
            (.bimi, ["v=bimi1; l="], ["v=bimi1; l="]),
        ])
    func candidates(_ kind: RecordKind, _ texts: [String], _ records: [String]) {
        #expect(kind.records(in: texts) == records)
    }

    @Test(
        "a version in other letters is replaced where it stands",
        arguments: [
            ("V=STSv1; id=1", "v=STSv1; id=1"), ("V=STSV1; id=1", "v=STSv1; id=1"), ("id=1; V=STSv1", "v=STSv1; id=1"),
            (" v=STSv1; id=1", "v=STSv1; id=1"), ("v = STSv1; id=1", "v=STSv1; id=1"),
        ])
    func version(_ text: String, _ repaired: String) {
        #expect(RecordLint.lint(kind: .mtaSTSRecord, text: text).repaired == repaired)
    }

    // MARK: CAA

    private func caa(_ name: String, _ zone: [String: [CAARecord]], unknown: String? = nil) throws -> CAASet {
        CAASet(for: try #require(DomainName(name))) { $0.text == unknown ? .unknown : .records(zone[$0.text] ?? []) }
    }

    @Test("an alias's target is the place, and the answer keeps the queried name")
    func aliases() throws {
        let target = try #require(DomainName("edge.cdn.example"))
        let set = CAASet(for: try #require(DomainName("panel.example.com"))) { name in
            name.text == "panel.example.com" ? .records([record("issue", "digicert.com")], owner: target) : .records([])
        }
        #expect(set.place == target && set.asked?.text == "panel.example.com" && set.isThroughAlias)
        #expect(!(try caa("example.com", ["example.com": [record("issue", "a.example")]]).isThroughAlias))
    }

    private typealias Cause = (records: [String], wildcard: Bool, code: String?, repair: CAASet.Repair?)

    private static func parsed(_ text: String) -> CAARecord {
        let fields = text.split(separator: " ", maxSplits: 2).map(String.init)
        return CAARecord(flags: UInt8(fields[0]) ?? 0, tag: fields[1], value: fields[2].replacing("\"", with: ""))
    }

    private static let causes: [Cause] = [
        (["0 issue \"letsencrypt.org\""], false, nil, nil),
        (["0 issue \"digicert.com\""], false, "other-issuers", .add(parsed("0 issue \"letsencrypt.org\""))),
        (
            ["128 tbs \"x\"", "0 issue \"letsencrypt.org\""], false, "critical-unknown", .remove(parsed("128 tbs \"x\""))
        ),
        (
            ["0 issue \"letsencrypt.org\"", "0 issuewild \";\""], true, "nobody",
            .replace(parsed("0 issuewild \";\""), with: parsed("0 issuewild \"letsencrypt.org\""))
        ), (["0 issue \"letsencrypt.org\"", "0 issuewild \";\""], false, nil, nil),
        (
            ["0 issue \"letsencrypt.org.; validationmethods=dns-01\""], false, "trailing-dot",
            .replace(
                parsed("0 issue \"letsencrypt.org.; validationmethods=dns-01\""),
                with: parsed("0 issue \"letsencrypt.org; validationmethods=dns-01\""))
        ),
        (
            ["0 issue \"lets encrypt\""], false, "malformed",
            .replace(parsed("0 issue \"lets encrypt\""), with: parsed("0 issue \"letsencrypt.org\""))
        ), (["0 issue \"digicert.com\"", "0 issue \";\""], false, "other-issuers", .add(parsed("0 issue \"letsencrypt.org\""))),
    ]

    @Test("each cause that forbids an authority has its code, its words and its repair", arguments: causes)
    private func forbidden(_ row: Cause) throws {
        let records = row.records.map(Self.parsed)
        let set = try caa("example.com", ["example.com": records])
        let permission = set.permission(organization: "Let's Encrypt", hosts: [], wildcard: row.wildcard)
        var code: String?
        if case .forbidden(let reason) = permission {
            code = reason.code
            #expect(!reason.words.isEmpty)
        }
        #expect(code == row.code)
        let repair = set.repair(organization: "Let's Encrypt", wildcard: row.wildcard)
        #expect(repair == row.repair)
        var after = records
        switch repair {
        case .add(let new)?: after.append(new)
        case .replace(let old, with: let new)?: after = after.map { $0 == old ? new : $0 }
        case .remove(let old)?: after.removeAll { $0 == old }
        case nil: break
        }
        let again = try caa("example.com", ["example.com": after])
        guard case .allowed = again.permission(organization: "Let's Encrypt", hosts: [], wildcard: row.wildcard) else {
            Issue.record("the repair does not help: \(after.map(\.text))")
            return
        }
    }

    private static let parameters: [(value: String, wildcard: Bool, codes: [String])] = [
        ("letsencrypt.org", true, []), ("letsencrypt.org; validationmethods=http-01", true, ["methods-without-wildcard"]),
        ("letsencrypt.org; validationmethods=http-01", false, []),
        ("letsencrypt.org; validationmethods=http-01,tls-alpn-01", true, ["methods-without-wildcard"]),
        ("letsencrypt.org; validationmethods=http-01,dns-01", true, []),
        ("letsencrypt.org; validationmethods=dns01", false, ["methods-unknown"]),
        ("letsencrypt.org; validationmethods=email-reply-00", false, ["methods-unknown"]),
        ("letsencrypt.org; validationmethods=dns01,dns-01", false, []), ("letsencrypt.org; validationmethods=ca-own", true, []),
        ("letsencrypt.org; validationmethods=", false, ["methods-unknown"]),
        ("letsencrypt.org; accounturi=https://acme-v02.api.letsencrypt.org/acme/acct/1", true, []),
        ("letsencrypt.org; accounturi=https://acme.zerossl.com/v2/DV90/account/1", false, ["account-elsewhere"]),
        ("sectigo.com; accounturi=https://acme.zerossl.com/v2/DV90/account/1", false, []),
        ("letsencrypt.org; accounturi=https://acme.own.example/1", false, []),
        ("letsencrypt.org; accounturi=12345", false, ["account-malformed"]),
        (
            "letsencrypt.org; accounturi=https://a.letsencrypt.org/1; accounturi=https://a.letsencrypt.org/2", false,
            ["account-repeated"]
        ), ("; accounturi=12345", false, []),
    ]

    @Test("what the parameters of RFC 8657 forbid", arguments: parameters)
    func hindrances(_ row: (value: String, wildcard: Bool, codes: [String])) {
        let record = record("issue", row.value)
        let found = record.hindrances(wildcard: row.wildcard)
        #expect(found.map(\.code) == row.codes)
        #expect(found.allSatisfy { !$0.words.isEmpty })
        if !row.wildcard { #expect(row.codes.allSatisfy(Set(record.problems.map(\.code)).contains)) }
    }

    @Test("one satisfiable record is enough; an unknown method next to a known one is a typo")
    func severalRecords() throws {
        let narrow = record("issue", "letsencrypt.org; validationmethods=http-01")
        let wide = record("issue", "letsencrypt.org; validationmethods=dns-01")
        let alone = try caa("example.com", ["example.com": [narrow]])
        #expect(alone.hindrances(for: ["letsencrypt.org"], wildcard: true).map(\.hindrance) == [.noWildcardMethod(["http-01"])])
        #expect(alone.hindrances(for: ["letsencrypt.org"], wildcard: false).isEmpty)
        #expect(alone.hindrances(for: ["digicert.com"], wildcard: true).isEmpty)
        let both = try caa("example.com", ["example.com": [narrow, wide]])
        #expect(both.hindrances(for: ["letsencrypt.org"], wildcard: true).isEmpty)
        let slip = record("issue", "letsencrypt.org; validationmethods=dns-01,http-1").problems
        #expect(slip.map(\.code) == ["method-unknown"])
        #expect(slip.first?.message == "no authority knows the method `http-1`: was `http-01` meant?")
    }

    @Test("a hundred thousand records are evaluated in linear time")
    func manyRecords() throws {
        let records = (0..<100_000).map { record("issue", "ca\($0).example") }
        let set = try caa("example.com", ["example.com": records])
        let elapsed = ContinuousClock().measure {
            #expect(set.permission(organization: "Let's Encrypt", hosts: ["a.b.example"], wildcard: true) != .unrestricted)
        }
        #expect(elapsed < .seconds(20), "\(elapsed)")
    }

    private func record(_ tag: String, _ value: String, flags: UInt8 = 0) -> CAARecord {
        CAARecord(flags: flags, tag: tag, value: value)
    }

    @Test("the nearest non-empty set is in force, and an unknown one below hides it")
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

    @Test("wildcards, nobody, parameters, unknown critical tags")
    func permissions() throws {
        let zone = [
            "a.example": [record("issue", "ca.example; accounturi=https://ca.example/1"), record("issuewild", ";")],
            "b.example": [record("issue", ";")], "c.example": [record("issue", "ca.example"), record("future", "x", flags: 128)],
            "d.example": [record("issue", "ca.example"), record("future", "x")], "e.example": [record("issue", "not a name")],
        ]
        #expect(
            try caa("a.example", zone).permission(for: ["ca.example"])
                == .allowed(record("issue", "ca.example; accounturi=https://ca.example/1")))
        #expect(
            try caa("a.example", zone).permission(for: ["ca.example"], wildcard: true)
                == .forbidden(.nobody(record("issuewild", ";"))))
        #expect(try caa("b.example", zone).permission(for: ["ca.example"]) == .forbidden(.nobody(record("issue", ";"))))
        #expect(
            try caa("c.example", zone).permission(for: ["ca.example"])
                == .forbidden(.criticalUnknown(record("future", "x", flags: 128))))
        #expect(
            try caa("d.example", zone).permission(for: ["ca.example"], wildcard: true) == .allowed(record("issue", "ca.example")))
        #expect(
            try caa("e.example", zone).permission(for: ["ca.example"]) == .forbidden(.malformed([record("issue", "not a name")])))
        let parameters = zone["a.example"]?.first?.parameters
        #expect(parameters?.map(\.name) == ["accounturi"] && parameters?.map(\.value) == ["https://ca.example/1"])
        let odd = [record("issue", "ca.example", flags: 1), record("iodef", "a@b.example")]
        let codes = (["c.example", "d.example", "e.example"].flatMap { zone[$0] ?? [] } + odd).flatMap(\.problems).map(\.code)
        #expect(codes == ["unknown-tag", "unknown-tag", "issuer-malformed", "flags-reserved", "address-invalid"])
    }
}
