import DNS
import MailPolicy
import Testing

@Suite("SPF records are read without loss (RFC 7208 §4.6.1, §12)", .timeLimit(.minutes(10)))
struct SPFRecordTests {
    @Test("every term keeps its text and position, even after an error")
    func positions() throws {
        let record = SPFRecord(parsing: "v=spf1  a:mail.example.com/24//64 ~inclde:x.example ip4:192.0.2.1  -all ")
        #expect(record.terms.map(\.text) == ["a:mail.example.com/24//64", "~inclde:x.example", "ip4:192.0.2.1", "-all"])
        let octets = Array(record.text.utf8)
        for term in record.terms { #expect(String(decoding: octets[term.range], as: UTF8.self) == term.text) }
        let error = try #require(record.syntaxErrors.first)
        #expect(record.syntaxErrors.count == 1)
        #expect(error.code == .unknownMechanism)
        #expect(error.range == 34..<51)
        #expect(error.repair == "~include:x.example")
        let spec = SPFMacroString(parts: [.literal("mail.example.com")])
        #expect(record.terms[0].mechanism == SPFMechanism(.pass, .a(spec, SPFPrefixLengths(ipv4: 24, ipv6: 64))))
        #expect(record.terms[1].content == .malformed)
        #expect(record.terms[3].mechanism == SPFMechanism(.fail, .all))
    }

    @Test("the offsets count octets, not characters")
    func offsets() throws {
        let record = SPFRecord(parsing: "v=spf1 a:caf\u{e9}.example -al")
        #expect(record.syntaxErrors.map(\.code) == [.nonASCII, .unknownMechanism])
        #expect(record.syntaxErrors.map(\.range) == [7..<22, 23..<26])
    }

    @Test(
        "legal records",
        arguments: [
            "v=spf1", "V=SPF1 A MX -ALL", "v=spf1 a  -all ", "v=spf1 all all", "v=spf1 a//64", "v=spf1 mx/0//0", "v=spf1 a:%{d}",
            "v=spf1 exists:%{ir}.%{v}._spf.%{d2}", "v=spf1 a:foo:bar/baz.example.com/24", "v=spf1 moo.cow-far_out=man:dog/cat",
            "v=spf1 moo=", "v=spf1 ip6:::1.1.1.1/0", "v=spf1 include:_spf.example.com. redirect=%{o}",
            "v=spf1 exists:%{l1r+-/_=,.}.x.yz",
            "v=spf1 exists:a.%%", "v=spf1 ptr:example.xn--p1ai", "v=spf1 a:a..b.example", "v=spf1 exp=%{h}.example.com a",
        ])
    func legal(_ text: String) {
        #expect(SPFRecord(parsing: text).syntaxErrors == [], "\(text)")
    }

    @Test(
        "each syntax error has its code and, if possible, a repair",
        arguments: [
            ("moo", .unknownMechanism, nil), ("all:x", .unexpectedArgument, "all"), ("-all.", .unknownMechanism, "-all"),
            ("-all/8", .unexpectedArgument, "-all"), ("-all;", .unexpectedArgument, "-all"), ("\u{2013}all", .nonASCII, "-all"),
            ("a\u{a0}mx", .nonASCII, "a mx"), ("a\tmx", .controlCharacter, "a mx"),
            ("include:b\u{fc}cher.example", .nonASCII, "include:xn--bcher-kva.example"),
            ("a:x\u{fffd}y.example", .nonASCII, nil),
            ("ip4:192.0.2.1ip4:192.0.2.2-all", .invalidAddress, "ip4:192.0.2.1 ip4:192.0.2.2 -all"),
            ("\u{201c}mx\u{201d}", .nonASCII, "mx"), ("ip4:192.0.2.5\n", .controlCharacter, "ip4:192.0.2.5"),
            ("include", .missingDomain, nil),
            ("include:", .missingDomain, nil), ("exists", .missingDomain, nil), ("a:", .missingDomain, nil),
            ("redirect=", .missingDomain, nil), ("exp=", .missingDomain, nil), ("ip4", .missingAddress, nil),
            ("ip6:", .missingAddress, nil), ("ip4:1.2.3", .invalidAddress, nil), ("ip4:1.2.3.4:25", .invalidAddress, nil),
            ("ip4:192.0.2.1,", .invalidAddress, "ip4:192.0.2.1"), ("ip4:192.0.2.1/33", .invalidPrefixLength, nil),
            ("ip4:192.0.2.1/032", .invalidPrefixLength, "ip4:192.0.2.1/32"),
            ("ip4:192.0.2.1//32", .invalidPrefixLength, "ip4:192.0.2.1/32"),
            ("ip6:2001:db8::/129", .invalidPrefixLength, nil), ("ip4:2001:db8::1", .invalidAddress, "ip6:2001:db8::1"),
            ("ip:192.0.2.1", .unknownMechanism, "ip4:192.0.2.1"), ("~ipv4:192.0.2.0/24", .unknownMechanism, "~ip4:192.0.2.0/24"),
            ("192.0.2.1", .malformedTerm, "ip4:192.0.2.1"), ("2001:db8::1", .malformedTerm, "ip6:2001:db8::1"),
            ("a:192.0.2.1", .addressAsDomain, "ip4:192.0.2.1"),
            ("include:192.0.2.0/24", .addressAsDomain, "ip4:192.0.2.0/24"),
            ("a:111.222.33.44", .addressAsDomain, "ip4:111.222.33.44"), ("a:abc.123", .invalidDomain, nil),
            ("a:museum", .invalidDomain, nil), ("a:museum.", .invalidDomain, nil), ("mx:example.-com", .invalidDomain, nil),
            ("a:example.com:8080", .invalidDomain, nil), ("include:x.example/24", .unexpectedPrefixLength, "include:x.example"),
            ("ptr/0", .unexpectedPrefixLength, nil), ("a/33", .invalidPrefixLength, nil), ("a/24/64", .invalidPrefixLength, nil),
            ("a//129", .invalidPrefixLength, nil), ("a/", .invalidPrefixLength, nil),
            ("mx.example.com", .unknownMechanism, "mx:example.com"),
            ("redirect:x.example", .unknownMechanism, "redirect=x.example"),
            ("-redirect=x.example", .qualifiedModifier, "redirect=x.example"),
            ("1up=foo", .malformedTerm, nil), ("=all", .malformedTerm, nil), ("foo=%abc", .invalidMacro, nil),
            ("exists:%{a}.example", .invalidMacro, nil), ("exists:%{d0}.example", .invalidMacro, nil),
            ("exists:%{d", .invalidMacro, nil),
            ("exists:%{d*}.x.yz", .invalidMacro, nil), ("exists:%(ir).x.yz", .invalidMacro, nil),
            ("exp=%{c}.x.yz", .macroNotAllowed, nil),
            ("exists:%{T}.x.yz", .macroNotAllowed, nil), ("exists:%{d}com", .invalidDomain, nil),
            ("exp=-all", .invalidDomain, nil),
        ] as [(String, SPFProblem.Code, String?)])
    func errors(_ term: String, _ code: SPFProblem.Code, _ repair: String?) {
        let record = SPFRecord(parsing: "v=spf1 \(term) -all")
        #expect(record.syntaxErrors.map(\.code) == [code], "\(term)")
        #expect(record.syntaxErrors.first?.repair == repair, "\(term)")
        #expect(record.terms.count == 2)
        #expect(record.terms.last?.mechanism?.kind == .all)
    }

    @Test("redirect and exp may occur once each, with any terms in between")
    func duplicates() {
        let record = SPFRecord(parsing: "v=spf1 redirect=a.example exp=e.example a REDIRECT=b.example exp=f.example foo= foo=")
        #expect(record.syntaxErrors.map(\.code) == [.duplicateModifier, .duplicateModifier])
    }

    @Test(
        "what a second redirect leads to still passes; an explanation, the same target and one beside all add nothing",
        arguments: [
            (
                "v=spf1 ip4:9.9.9.9 redirect=a.example redirect=b.example",
                "v=spf1 ip4:9.9.9.9 redirect=a.example include:b.example"
            ),
            ("v=spf1 redirect=a.example redirect=A.example", "v=spf1 redirect=a.example"),
            ("v=spf1 ip4:9.9.9.9 -all redirect=a.example redirect=b.example", "v=spf1 ip4:9.9.9.9 -all redirect=a.example"),
            ("v=spf1 a exp=a.example exp=b.example -all", "v=spf1 a exp=a.example -all"),
        ])
    func repeatedModifier(_ written: String, _ corrected: String) {
        #expect(SPFRepair.corrected(SPFRecord(parsing: written)) == corrected)
    }

    @Test("text that is not SPF is parsed too")
    func version() {
        let record = SPFRecord(parsing: "v=spf1; ip4:192.0.2.1 -all")
        #expect(
            record.syntaxErrors == [
                SPFProblem(.notSPF, .error, 0..<7, "an SPF record begins with \"v=spf1\" and a space", repair: "v=spf1")
            ])
        #expect(record.terms.count == 2)
        #expect(SPFRepair.corrected(record) == "v=spf1 ip4:192.0.2.1 -all")
        #expect(SPFRepair.corrected(SPFRecord(parsing: "ip4:192.0.2.1 -all")) == "v=spf1 ip4:192.0.2.1 -all")
        #expect(SPFRecord(parsing: "").syntaxErrors.map(\.code) == [.notSPF])
    }

    @Test("a redirect counts only without all, and nothing after all is reached")
    func reachable() {
        let both = SPFRecord(parsing: "v=spf1 redirect=x.example a ~all mx")
        #expect(both.effectiveRedirect == nil)
        #expect(both.reachableTerms.map(\.text) == ["a", "~all"])
        #expect(SPFRecord(parsing: "v=spf1 a redirect=x.example").effectiveRedirect?.text == "redirect=x.example")
    }
}
