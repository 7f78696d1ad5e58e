import DNS
import HostNames
import Testing

@Suite("host names as people write them", .timeLimit(.minutes(10)))
struct InternationalizedNameTests {
    @Test(
        "a Unicode name converts to A-labels and back",
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
            // A joiner where Persian needs it, letters of a script whose capitals are the stable form, digits of one set.
            ("نامه\u{200C}ای.example", "xn--mgba3gch31f060k.example"), ("ᎠᎡ.example", "xn--58dc.example"),
            ("क्\u{200D}ष.example", "xn--11b2ezcw70k.example"), ("א1.example", "xn--1-zhc.example"),
            ("مثال١٢.example", "xn--mgbh0fb7lg.example"), ("カ・カ.example", "xn--lcka3v.example"),
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
        "other text is refused with a sentence",
        arguments: [
            ("", "the name is empty"),
            ("a..example", "'a..example' has an empty label (two dots in a row, or one at the start)"),
            (".example", "'.example' has an empty label (two dots in a row, or one at the start)"),
            ("a b.example", "'a b.example' contains a space"),
            (
                "https://panel.acme.com/login",
                "'https://panel.acme.com/login' is a URL, not a host name; write 'panel.acme.com'"
            ),
            ("postmaster@acme.com", "'postmaster@acme.com' is a mail address, not a domain; write 'acme.com'"),
            ("panel.acme.com:443", "'panel.acme.com:443' ends in a port; write 'panel.acme.com'"),
            ("203.0.113.1", "'203.0.113.1' is an address, not a name"),
            ("[2001:db8::1]", "'[2001:db8::1]' is an address, not a name"),
            ("acme.com/login", "'acme.com/login' contains a slash; write the host name alone"),
            ("*.acme.com", "'*.acme.com' is a wildcard; write each name"),
            ("-a.example", "label '-a' of '-a.example' starts or ends with a hyphen"),
            ("a_b.example", "label 'a_b' of 'a_b.example' contains an underscore, which no host name may"),
            ("a\u{202E}b.example", "'a<U+202E>b.example' contains the invisible character U+202E"),
            ("a\u{200D}b.example", "'a<U+200D>b.example' contains the invisible character U+200D"),
            ("i♥.example", "label 'i♥' of 'i♥.example' contains '♥' (U+2665), which no host name may"),
            ("ﬁsh.example", "'ﬁsh.example' contains 'ﬁ' (U+FB01); write 'fi'"),
            ("\u{301}a.example", "label '\u{301}a' of '\u{301}a.example' starts with a combining mark"),
            ("-\u{301}abc.example", "label '-\u{301}abc' of '-\u{301}abc.example' starts or ends with a hyphen"),
            ("a·b.example", "label 'a·b' of 'a·b.example' contains '·' (U+00B7) where it is not allowed"),
            ("カ·カ.example", "label 'カ·カ' of 'カ·カ.example' contains '·' (U+00B7) where it is not allowed"),
            ("a・b.example", "label 'a・b' of 'a・b.example' contains '・' (U+30FB) where it is not allowed"),
            ("α͵1.example", "label 'α͵1' of 'α͵1.example' contains '͵' (U+0375) where it is not allowed"),
            ("مثال١۲.example", "label 'مثال١۲' of 'مثال١۲.example' mixes Arabic-Indic digits with extended Arabic-Indic ones"),
            ("مثال١2.example", "label 'مثال١2' of 'مثال١2.example' mixes writing directions in a way that no host name may"),
            ("1مثال.example", "label '1مثال' of '1مثال.example' mixes writing directions in a way that no host name may"),
            ("1a.مثال", "label '1a' of '1a.مثال' mixes writing directions in a way that no host name may"),
            ("$.example", "label '$' of '$.example' contains '$' (U+0024), which no host name may"),
            ("$ä.example", "label '$ä' of '$ä.example' contains '$' (U+0024), which no host name may"),
            ("_ä.example", "label '_ä' of '_ä.example' contains an underscore, which no host name may"),
            ("ab--ä.example", "label 'ab--ä' of 'ab--ä.example' has hyphens as third and fourth character, as only A-labels may"),
            ("a\u{345}b.example", "label 'a\u{345}b' of 'a\u{345}b.example' contains '\u{345}' (U+0345), which no host name may"),
            ("\u{1100}.example", "label '\u{1100}' of '\u{1100}.example' contains '\u{1100}' (U+1100), which no host name may"),
            ("a\u{FE0F}.example", "'a<U+FE0F>.example' contains the invisible character U+FE0F"),
            ("\u{3164}.example", "'<U+3164>.example' contains the invisible character U+3164"),
            ("a\u{AD}b.example", "'a<U+00AD>b.example' contains the invisible character U+00AD"),
            ("\u{10FFF0}.example", "'<U+10FFF0>.example' contains the invisible character U+10FFF0"),
            ("xn--a.example", "label 'xn--a' of 'xn--a.example' stands for '<U+0080>', which no host name may contain"),
            ("xn--a-.example", "label 'xn--a-' of 'xn--a-.example' starts or ends with a hyphen"),
            ("xn--ab-0ea.example", "label 'xn--ab-0ea' of 'xn--ab-0ea.example' stands for 'a·b', which no host name may contain"),
            ("xn--ypd.example", "label 'xn--ypd' of 'xn--ypd.example' stands for 'ᄀ', which no host name may contain"),
            (
                "xn--ab-g4t.example",
                "label 'xn--ab-g4t' of 'xn--ab-g4t.example' stands for 'a<U+202E>b', which no host name may contain"
            ),
            (
                "\(String(repeating: "ä", count: 64)).example",
                "label '\(String(repeating: "ä", count: 64))' of '\(String(repeating: "ä", count: 64)).example' has too many octets; 63 is the limit"
            ),
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

    @Test("every accepted label round-trips, and equals the input", arguments: [0, 1, 2, 3])
    func everyCharacter(_ quarter: UInt32) throws {
        // Each character alone, and between letters: accepted results differ from the input only in case and composition.
        var accepted = 0
        for value in stride(from: 0x80 + quarter, to: 0x3_0000, by: 4 * 7) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(scalar), "a\(scalar)b"] {
                guard let name = try? DomainName(unicode: text + ".example") else { continue }
                accepted += 1
                let shown = String(name.unicodeText.dropLast(".example".count))
                #expect(shown.lowercased() == text.lowercased(), "\(name.text)")
                #expect(try DomainName(unicode: name.text) == name)
            }
        }
        #expect(accepted > 1000)
    }

    @Test("underscores are allowed on request")
    func underscores() throws {
        #expect(try DomainName(unicode: "_dmarc.acme.com", underscores: true).text == "_dmarc.acme.com")
    }

    @Test("an A-label that hides a control character is shown undecoded")
    func deceptive() throws {
        // xn--ab-g4t is a, U+202E, b.
        let name = try #require(DomainName("xn--ab-g4t.example"))
        #expect(name.unicodeText == "xn--ab-g4t.example")
    }
}
