import DNS
import Testing

@Suite("host names as people write them")
struct InternationalizedNameTests {
    @Test(
        "a Unicode name becomes A-labels and comes back",
        arguments: [
            ("bücher.example", "xn--bcher-kva.example"),
            ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
            ("straße.example", "xn--strae-oqa.example"),
            ("παράδειγμα.δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp"),
            ("βόλος.example", "xn--nxasmm1c.example"),
            ("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"),
            ("उदाहरण.परीक्षा", "xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g"),
            ("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv"),
            ("실례.테스트", "xn--9n2bp8q.xn--9t4b11yi5a"),
            ("l·l.example", "xn--ll-0ea.example"),
            ("news.acme.com", "news.acme.com"),
        ])
    func pairs(unicode: String, ascii: String) throws {
        let name = try DomainName(unicode: unicode)
        #expect(name.text == ascii)
        #expect(name.unicodeText == unicode)
    }

    @Test(
        "case, composition, dots and the final dot do not matter",
        arguments: [
            ("BÜCHER.Example.", "xn--bcher-kva.example"), ("bu\u{308}cher.example", "xn--bcher-kva.example"),
            ("例え。テスト", "xn--r8jz45g.xn--zckzah"), ("XN--Bcher-KVA.example", "xn--bcher-kva.example"),
            ("r3---sn-4g5e.example", "r3---sn-4g5e.example"),
        ])
    func variants(written: String, ascii: String) throws {
        #expect(try DomainName(unicode: written).text == ascii)
    }

    @Test(
        "what is not a host name is refused with a sentence",
        arguments: [
            ("", "the name is empty"),
            ("a..example", "'a..example' has an empty label (two dots in a row, or one at the start)"),
            (".example", "'.example' has an empty label (two dots in a row, or one at the start)"),
            ("a b.example", "'a b.example' holds a space"),
            (
                "https://panel.acme.com/login",
                "'https://panel.acme.com/login' is a URL, not a host name; write 'panel.acme.com'"
            ),
            ("postmaster@acme.com", "'postmaster@acme.com' is a mail address, not a domain; write 'acme.com'"),
            ("panel.acme.com:443", "'panel.acme.com:443' ends in a port; write 'panel.acme.com'"),
            ("203.0.113.1", "'203.0.113.1' is an address, not a name"),
            ("[2001:db8::1]", "'[2001:db8::1]' is an address, not a name"),
            ("acme.com/login", "'acme.com/login' holds a slash; write the host name alone"),
            ("*.acme.com", "'*.acme.com' is a wildcard; write each name"),
            ("-a.example", "label '-a' of '-a.example' starts or ends with a hyphen"),
            ("a_b.example", "label 'a_b' of 'a_b.example' holds an underscore, which no host name may"),
            ("a\u{202E}b.example", "'a<U+202E>b.example' holds the invisible character U+202E"),
            ("a\u{200D}b.example", "'a<U+200D>b.example' holds the invisible character U+200D"),
            ("i♥.example", "label 'i♥' of 'i♥.example' holds '♥' (U+2665), which no host name may"),
            ("ﬁsh.example", "'ﬁsh.example' holds 'ﬁ' (U+FB01); write 'fi'"),
            ("\u{301}a.example", "label '\u{301}a' of '\u{301}a.example' starts with a combining mark"),
            ("xn--a-ä.example", "label 'xn--a-ä' of 'xn--a-ä.example' is not valid punycode"),
            ("xn--99999999.example", "label 'xn--99999999' of 'xn--99999999.example' is not valid punycode"),
            (
                "\(String(repeating: "a", count: 64)).example",
                "label '\(String(repeating: "a", count: 64))' of '\(String(repeating: "a", count: 64)).example' has 64 octets; 63 is the limit"
            ),
        ])
    func refused(written: String, sentence: String) {
        let error = #expect(throws: NameError.self) { try DomainName(unicode: written) }
        #expect(error?.description == sentence)
    }

    @Test("a name of more than 253 octets is refused")
    func long() {
        let error = #expect(throws: NameError.self) {
            try DomainName(unicode: String(repeating: "abcdefghi.", count: 26) + "example")
        }
        #expect(error?.problem == .tooLong)
    }

    @Test("a text of any length is refused at once")
    func endless() {
        let error = #expect(throws: NameError.self) { try DomainName(unicode: String(repeating: "ä", count: 1 << 20)) }
        #expect(error?.problem == .tooLong)
        #expect((error?.description.count ?? 0) < 400)
    }

    @Test("underscores are allowed where the caller says so")
    func underscores() throws {
        #expect(try DomainName(unicode: "_dmarc.acme.com", underscores: true).text == "_dmarc.acme.com")
    }

    @Test("an A-label that hides a control character is shown as it is")
    func deceptive() throws {
        // xn--ab-g4t is a, U+202E, b.
        let name = try #require(DomainName("xn--ab-g4t.example"))
        #expect(name.unicodeText == "xn--ab-g4t.example")
    }
}
