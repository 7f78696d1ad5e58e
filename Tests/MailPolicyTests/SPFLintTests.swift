import DNS
import MailPolicy
import Testing

@Suite("SPF lint", .timeLimit(.minutes(10)))
struct SPFLintTests {
    private func codes(_ text: String) -> [String] {
        SPFRecord(parsing: text).lint(at: DomainName("example.com")).map(\.code.rawValue)
    }

    @Test(
        "each finding, by its code",
        arguments: [
            ("v=spf1 a -all", []), ("v=spf1 include:x.example ~all", []), ("v=spf1 redirect=x.example", []),
            ("v=spf1", ["no-all"]), ("v=spf1 a mx", ["no-all"]), ("v=spf1 a ?all", ["neutral-all"]),
            ("v=spf1 +all", ["allows-everyone"]), ("v=spf1 all", ["allows-everyone"]),
            ("v=spf1 ip4:0.0.0.0/0 -all", ["network-too-wide", "allows-everyone"]),
            ("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all", ["network-too-wide", "allows-everyone", "network-too-wide"]),
            ("v=spf1 ip6:::/0 -all", ["network-too-wide", "allows-everyone"]),
            ("v=spf1 ptr -all", ["ptr-mechanism"]), ("v=spf1 exists:%{p}.x.example -all", ["macro-p"]),
            ("v=spf1 a -all exp=%{P}.x.example", ["macro-p"]), ("v=spf1 -all a", ["unreachable-term"]),
            ("v=spf1 a -all redirect=x.example", ["redirect-beside-all"]),
            ("v=spf1 ip4:10.0.0.0/8 -all", ["private-network", "network-too-wide"]),
            ("v=spf1 ip4:10.1.0.0/16 -all", ["private-network"]),
            ("v=spf1 ip4:127.0.0.1 -all", ["private-network"]), ("v=spf1 ip4:203.0.113.9 -all", ["private-network"]),
            ("v=spf1 ip6:fd00::/8 -all", ["private-network", "network-too-wide"]), ("v=spf1 -ip4:10.0.0.0/8 ~all", []),
            ("v=spf1 ip4:9.9.0.0/16 ip6:2a00:1::/32 -all", []), ("v=spf1 ip4:9.8.0.0/15 -all", ["network-too-wide"]),
            ("v=spf1 ip6:2a00::/31 -all", ["network-too-wide"]), ("v=spf1 a/8 -all", ["network-too-wide"]),
            ("v=spf1 mx//31 -all", ["network-too-wide"]), ("v=spf1 ip4:9.9.9.9/24 -all", ["host-bits-set"]),
            ("v=spf1 ip6:::ffff:9.9.9.9 -all", ["mapped-address"]), ("v=spf1 a A:x.example a:X.example -all", ["duplicate-term"]),
            ("v=spf1 ip4:9.9.9.9 ip4:9.9.9.9/32 -all", ["duplicate-term"]),
            ("v=spf1 ip4:9.9.9.9 ip4:9.9.9.0/24 -all", ["covered-term"]),
            ("v=spf1 ip4:9.9.9.9 include:x.example ip4:9.9.9.0/24 -all", []),
            ("v=spf1 -ip4:9.9.9.9 ip4:9.9.9.0/24 -all", []),
            ("v=spf1 ip4:9.9.9.9 -include:x.example ip4:9.9.9.0/24 -all", []),
            ("v=spf1 ip4:9.9.9.0/24 -include:x.example ip4:9.9.9.9 -all", ["covered-term"]),
            ("v=spf1 include:example.com -all", ["includes-itself"]),
            ("v=spf1 redirect=Example.COM.", ["includes-itself"]), ("v=spf1 a:example.com -all", []),
            ("v=spf1 a:x..example -all", ["malformed-target"]), ("v=spf1 include=x.example -all", ["mechanism-as-modifier"]),
            ("v=spf1 a foo=bar -all", ["unknown-modifier"]), ("v=spf1 a mx moo -all", ["unknown-mechanism"]),
            (
                "v=spf1 a:1.example a:2.example a:3.example a:4.example a:5.example a:6.example a:7.example a:8.example a:9.example mx ptr -all",
                [
                    "ptr-mechanism", "too-many-lookups",
                ]
            ),
        ] as [(String, [String])])
    func findings(_ text: String, _ expected: [String]) {
        #expect(codes(text) == expected, "\(text)")
    }

    @Test("a record over 450 octets is too large")
    func size() {
        let terms = (0..<33).map { "ip4:9.9.\($0 * 2).128" }.joined(separator: " ")
        #expect(codes("v=spf1 \(terms) -all").contains("too-large"))
        #expect(!codes("v=spf1 \(terms.prefix(400)) -all").contains("too-large"))
    }

    @Test("applied repairs give the intended record")
    func repairs() {
        let record = SPFRecord(parsing: "v=spf1 ip:9.9.9.9/24 include=x.example a a redirect=y.example -all mx")
        let corrected = SPFRecord(parsing: SPFRepair.applying(record.lint(), to: record.text))
        // The owner must decide about ignored or unreachable terms.
        #expect(corrected.text == "v=spf1 ip4:9.9.9.9/24 include:x.example a redirect=y.example -all mx")
        let tidy = SPFRecord(parsing: "v=spf1 ip4:9.9.9.9/24 a -all")
        #expect(SPFRepair.applying(tidy.lint(), to: tidy.text) == "v=spf1 ip4:9.9.9.0/24 a -all")
    }

    @Test(
        "a record is repaired completely, or not at all",
        arguments: [
            ("v=spf1 all", "v=spf1 ~all", ["allows-everyone"]), ("v=spf1 a ?all", "v=spf1 a ~all", ["neutral-all"]),
            ("v=spf1 mx", "v=spf1 mx ~all", ["no-all"]),
            ("v=spf1 include: _spf.vendor.example ~all", "v=spf1 include:_spf.vendor.example ~all", ["blank-in-term"]),
            ("v=spf1 include :_spf.vendor.example ~all", "v=spf1 include:_spf.vendor.example ~all", ["blank-in-term"]),
            ("v=spf1 a : h.example - all", "v=spf1 a:h.example -all", ["blank-in-term", "blank-in-term"]),
            ("v=spf1 mx /24 ip4: 9.9.9.9 ~all", "v=spf1 mx/24 ip4:9.9.9.9 ~all", ["blank-in-term", "blank-in-term"]),
            ("v=spf1 redirect= _spf.x.example", "v=spf1 redirect=_spf.x.example", ["blank-in-term"]),
            ("v=spf1 ip4:192.88.98.0/255.255.255.0 -all", "v=spf1 ip4:192.88.98.0/24 -all", ["invalid-prefix-length"]),
            ("v=spf1 ip4:192.88.98.0/255.255.0.255 -all", nil, ["invalid-prefix-length"]),
            ("v=spf1 include:https://_spf.x.example ~all", "v=spf1 include:_spf.x.example ~all", ["url-as-domain"]),
            ("v=spf1 include:a.example,b.example -all", "v=spf1 include:a.example include:b.example -all", ["malformed-target"]),
            ("v=spf1 a:x.example,mx:y.example ~all", "v=spf1 a:x.example mx:y.example ~all", ["malformed-target"]),
            ("v=spf1 include:https://_spf.x.example/path ~all", "v=spf1 include:_spf.x.example ~all", ["invalid-domain"]),
            ("v=spf1 include:b\u{fc}cher.example -all", "v=spf1 include:xn--bcher-kva.example -all", ["non-ascii"]),
            ("\"v=spf1 a\" \" -all\"", "v=spf1 a -all", ["not-spf"]),
            ("@ IN TXT (\"v=spf1 a\"\n\" -all\")", "v=spf1 a -all", ["zone-file-syntax"]),
            ("v=spf1 ptr -all", nil, ["ptr-mechanism"]), ("v=spf1 -all mx", nil, ["unreachable-term"]),
            ("v=spf1 redirect=x.example -all", nil, ["redirect-beside-all"]), ("v=DMARC1; p=none", nil, ["other-record"]),
            ("v=spf1 a a -all", nil, ["duplicate-term"]), ("hello world", nil, ["not-spf", "unknown-mechanism"]),
            ("v=spf1 moo -all", nil, ["unknown-mechanism"]), ("v=spf1 ip4:9.9.9.9 -all", nil, []),
            ("v=spf1 ip4:10.0.0.1 -all", nil, ["private-network"]),
            ("v=spf1 include: a:h.example -all", nil, ["missing-domain"]),
        ] as [(String, String?, [String])])
    func whole(_ text: String, _ repaired: String?, _ codes: [String]) {
        let result = RecordLint.lint(kind: .spf, text: text)
        #expect(result.problems.map(\.code) == codes)
        #expect(result.repaired == repaired)
        #expect(result.valid == !result.problems.contains { $0.severity == .error })
        if let repaired {
            let again = RecordLint.lint(kind: .spf, text: repaired)
            #expect(again.valid && again.repaired == nil)
        }
    }
}

@Suite("TXT records that were meant as SPF", .timeLimit(.minutes(10)))
struct SPFLookalikeTests {
    @Test(
        "each kind is reported, with the intended record",
        arguments: [
            (" v=spf1 a -all", .leadingSpace, "v=spf1 a -all"), ("\"v=spf1 a -all\"", .quotes, "v=spf1 a -all"),
            ("\u{201c}v=spf1 a -all\u{201d}", .quotes, "v=spf1 a -all"), ("v=spf1; a -all", .versionPunctuation, "v=spf1 a -all"),
            ("v=spf1, a -all", .versionPunctuation, "v=spf1 a -all"), ("v=spf1a -all", .missingSpace, "v=spf1 a -all"),
            ("v=spf1include:x.example -all", .missingSpace, "v=spf1 include:x.example -all"),
            ("v=spf1\ta -all", .otherSpace, "v=spf1 a -all"), ("v=spf1\u{a0}a -all", .otherSpace, "v=spf1 a -all"),
            ("v=spf2 a -all", .wrongVersion, "v=spf1 a -all"), ("v=spf10 a -all", .wrongVersion, "v=spf1 a -all"),
            ("v=spf a -all", .wrongVersion, "v=spf1 a -all"), ("spf1 a -all", .misspelledVersion, "v=spf1 a -all"),
            ("v = spf1 a -all", .misspelledVersion, "v=spf1 a -all"), ("v:spf1 a -all", .misspelledVersion, "v=spf1 a -all"),
            ("ip4:192.0.2.1 -all", .missingVersion, "v=spf1 ip4:192.0.2.1 -all"),
            ("mx a ~all", .missingVersion, "v=spf1 mx a ~all"),
            ("include:_spf.x.example ~all", .missingVersion, "v=spf1 include:_spf.x.example ~all"),
            ("v=spf1; ip:192.0.2.1", .versionPunctuation, "v=spf1 ip4:192.0.2.1"), ("v=spf1;moo", .versionPunctuation, nil),
            ("spf2.0/pra include:x.example -all", .obsolete, nil),
            ("spf2.0/mfrom,pra -all", .obsolete, nil), (" V=SPF1 -all", .leadingSpace, "v=spf1 -all"),
        ] as [(String, SPFLookalike.Code, String?)])
    func kinds(_ text: String, _ code: SPFLookalike.Code, _ repair: String?) throws {
        let lookalike = try #require(SPFLookalike(text), "\(text)")
        #expect(lookalike.code == code)
        #expect(lookalike.repair == repair)
    }

    @Test(
        "real records and unrelated texts are left alone",
        arguments: [
            "v=spf1 -all", "v=spf1", "V=SPF1 moo", "", "google-site-verification=spf1", "v=DMARC1; p=none",
            "v=DKIM1; k=rsa; p=AA",
            "a quick note", "v=spfoo", "spf1x", "MS=ms123", "a", "include the -all",
        ])
    func others(_ text: String) {
        #expect(SPFLookalike(text) == nil, "\(text)")
    }

    @Test("the lookalikes of a name keep their order")
    func several() {
        #expect(
            SPFLookalike.all(in: ["v=spf1 -all", "spf2.0/pra -all", "x", " v=spf1 a"]).map(\.code) == [.obsolete, .leadingSpace])
    }
}
