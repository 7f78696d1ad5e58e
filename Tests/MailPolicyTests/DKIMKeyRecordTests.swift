import DNS
import Testing

@testable import MailPolicy

@Suite("DKIM key records (RFC 6376 §3.6.1, RFC 8301, RFC 8463)", .timeLimit(.minutes(10)))
struct DKIMKeyRecordTests {
    /// An odd number with this many bits, as a modulus.
    private static func modulus(_ bits: Int) -> [UInt8] {
        var random = SplitMix(seed: UInt64(bits))
        var octets = random.octets((bits + 7) / 8)
        let surplus = octets.count * 8 - bits
        octets[0] = octets[0] & (0xff >> UInt8(surplus)) | (0x80 >> UInt8(surplus))
        octets[octets.count - 1] |= 1
        return octets
    }

    private static func rsa(_ bits: Int, exponent: [UInt8] = [1, 0, 1]) -> DKIMPublicKey {
        .rsa(modulus: modulus(bits), exponent: exponent)
    }

    private static let sound = rsa(2048)
    /// The key of RFC 8463 appendix A.2.
    private static let ed25519 = DKIMPublicKey.ed25519(
        octets("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))

    private static func point(_ first: UInt8, between: UInt8 = 0, last: UInt8 = 0) -> DKIMPublicKey {
        .ed25519([first] + Array(repeating: between, count: 30) + [last])
    }

    private func codes(_ text: String) -> [String] { DKIMKeyRecord(text).problems.map(\.code) }

    @Test("sizes of `p` for the usual keys", arguments: [(1024, 216), (2048, 392), (3072, 564), (4096, 736)])
    func sizes(_ bits: Int, _ characters: Int) {
        let key = Self.rsa(bits)
        #expect(key.bits == bits)
        #expect(key.recordValue.utf8.count == characters)
        #expect(DKIMKeyRecord("v=DKIM1; p=\(key.recordValue)").key == key)
    }

    @Test(
        "strength and kind of key",
        arguments: [
            (rsa(2048), ["usable"], []), (rsa(1024), ["usable"], ["key-short"]),
            (rsa(1023), ["key-too-short"], ["key-too-short"]),
            (rsa(8192), ["usable"], ["key-long"]), (rsa(2048, exponent: [3]), ["usable"], ["key-exponent-small"]),
            (rsa(2048, exponent: [1]), ["key-unsafe"], ["key-exponent-one"]),
            (rsa(2048, exponent: [4]), ["key-unreadable"], ["key-exponent-invalid"]),
            (.rsa(modulus: modulus(2048).dropLast() + [2], exponent: [1, 0, 1]), ["key-unreadable"], ["key-modulus-even"]),
            (ed25519, ["usable"], []),
            (point(0x01), ["key-unsafe"], ["key-ed25519-small-order"]),
            (point(0x00, last: 0x80), ["key-unsafe"], ["key-ed25519-small-order"]),
            (point(0x02), ["key-unreadable"], ["key-ed25519-not-on-curve"]),
            (point(0xf0, between: 0xff, last: 0x7f), ["key-unreadable"], ["key-ed25519-not-canonical"]),
        ] as [(DKIMPublicKey, [String], [String])])
    func strength(_ key: DKIMPublicKey, _ verdict: [String], _ expected: [String]) {
        let record = DKIMKeyRecord(DKIMTXT(key).text)
        #expect(record.problems.map(\.code) == expected)
        #expect(words(record.verdict) == verdict)
        #expect(record.key == key)
    }

    private func words(_ verdict: DKIMVerdict) -> [String] {
        switch verdict {
        case .usable: ["usable"]
        case .revoked: ["revoked"]
        case .unusable(let reasons): reasons.map(\.rawValue)
        }
    }

    @Test("PKCS#1 holds the same key, and the repair is the usual form")
    func olderForm() throws {
        let (modulus, exponent): ([UInt8], [UInt8]) = (Self.modulus(2048), [1, 0, 1])
        let der = DERReader.encode(DERReader.sequence, DERReader.encode(number: modulus) + DERReader.encode(number: exponent))
        let text = "v=DKIM1; p=\(Base64Text.encode(der))"
        let record = DKIMKeyRecord(text)
        #expect(record.key == Self.sound && record.verdict == .usable)
        #expect(record.problems.map(\.code) == ["key-form-uncommon"])
        #expect(record.problems.repairing(text) == "v=DKIM1; p=\(Self.sound.recordValue)")
    }

    @Test("an Ed25519 key as SubjectPublicKeyInfo is reported, and repaired")
    func wrappedEd25519() throws {
        let text = "v=DKIM1; k=ed25519; p=\(Base64Text.encode(Self.ed25519.subjectPublicKeyInfo))"
        #expect(Base64Text.encode(Self.ed25519.subjectPublicKeyInfo).utf8.count == 60)
        let record = DKIMKeyRecord(text)
        #expect(record.problems.map(\.code) == ["key-ed25519-structure"])
        #expect(record.verdict == .unusable([.keyUnreadable]))
        #expect(record.problems.repairing(text) == DKIMTXT(Self.ed25519).text)
    }

    @Test("a key truncated anywhere is reported as cut short, never as garbage")
    func truncation() {
        let value = sound.recordValue
        for length in 4..<value.utf8.count {
            let text = "v=DKIM1; k=rsa; p=\(value.prefix(length))"
            let record = DKIMKeyRecord(text)
            #expect(record.problems.map(\.code) == ["key-truncated"], "\(length)")
            #expect(record.problems.first?.range == text.utf8.count..<text.utf8.count)
            #expect(record.verdict == .unusable([.keyUnreadable]))
        }
    }

    @Test(
        "an Ed25519 key gets its k and its 32 octets, whatever the record says of it",
        arguments: ["", "k=rsa; "],
        ["11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="])
    func missingType(_ type: String, _ value: String) throws {
        let result = RecordLint.lint(kind: .dkim, text: "v=DKIM1; \(type)p=\(value)")
        #expect(result.repaired == DKIMTXT(Self.ed25519).text, "\(result)")
        let first = try #require(result.problems.first { $0.code == "key-type-differs" })
        #expect(first.message.contains(type.isEmpty ? "without `k=ed25519`" : "`k` says rsa"))
    }

    @Test("a key without its padding is reported, and repaired")
    func padding() {
        let text = DKIMTXT(Self.ed25519).text
        let record = DKIMKeyRecord(String(text.dropLast()))
        #expect(record.problems.map(\.code) == ["key-padding"])
        #expect(record.problems.repairing(record.text) == text)
    }

    private var sound: DKIMPublicKey { Self.sound }

    /// `%` stands for a key, `<` and `>` for its parts.
    private static let damages: [(value: String, codes: [String])] = [
        ("%%", ["key-doubled"]), ("-----BEGIN PUBLIC KEY-----%", ["key-pem-armor"]), ("AAAA", ["key-garbage"]),
        ("!%", ["key-character"]), ("TQ==TQ==", ["key-after-padding"]), ("%AAAA", ["key-trailing-octets"]),
        ("\"%\"", ["stray-quote", "stray-quote"]), ("<\" \">", ["stray-quote"]), ("<\\>", ["stray-backslash"]), ("< \t>", []),
        ("", ["revoked"]),
        ("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", ["key-type-differs", "key-ed25519-structure"]),
    ]

    @Test("each kind of damage to the key has its own code", arguments: damages)
    func damage(_ damage: (value: String, codes: [String])) {
        let key = sound.recordValue
        let value = damage.value.replacing("%", with: key).replacing("<", with: key.prefix(20))
            .replacing(">", with: key.dropFirst(20))
        let record = DKIMKeyRecord("v=DKIM1; k=rsa; p=\(value)")
        #expect(record.problems.map(\.code) == damage.codes)
        #expect(record.isValid == damage.codes.isEmpty)
    }

    private static let texts: [(text: String, codes: [String])] = [
        ("p=KEY", ["version-absent"]), ("k=rsa; v=DKIM1; p=KEY", ["version-not-first", "version-not-first"]),
        ("v=dkim1; p=KEY", ["version-invalid"]), ("v=DKIM2; p=KEY", ["version-invalid"]), ("v=DKIM1; k=rsa", ["key-missing"]),
        ("v=DKIM1; p=KEY; p=KEY", ["duplicate-tag"]), ("v=DKIM1; rsa; p=KEY", ["part-without-equals"]),
        ("v=DKIM1;; p=KEY", ["empty-part"]), ("v=DKIM1; h=sha1; p=KEY", ["hash-unusable"]),
        ("v=DKIM1; h=sha1 : SHA256; p=KEY", ["hash-obsolete"]), ("v=DKIM1; s=tlsrpt; p=KEY", ["service-excludes-email"]),
        ("v=DKIM1; s=email:tlsrpt; p=KEY", []), ("v=DKIM1; t=y:s; p=KEY", ["testing", "strict-identity"]),
        ("v=DKIM1; k=rsa1; p=KEY", ["key-type-unknown"]), ("v=DKIM1; g=; p=KEY", ["granularity"]),
        ("v=DKIM1; x=1; p=KEY", ["unknown-tag"]),
        ("v=DKIM1; s=emails; p=KEY", ["service-excludes-email"]),
        ("v=DKIM1 k=rsa p=KEY", ["semicolon-missing", "semicolon-missing"]),
        ("V=DKIM1; K=RSA; P=KEY", ["unknown-tag", "unknown-tag", "unknown-tag", "key-missing"]),
        ("v=spf1 -all", ["other-record"]),
        ("v=DKIM1; P=KEY", ["unknown-tag", "key-missing"]), ("v=DKIM1; n=say \"hi\" \\ ü; p=KEY", []),
        ("v=DKIM1\\; p=KEY", ["escaped-semicolon"]),
        ("v=DKIM1; p=KEY; ", []),
    ]

    @Test("tags", arguments: texts)
    func tags(_ row: (text: String, codes: [String])) {
        #expect(codes(row.text.replacing("KEY", with: sound.recordValue)) == row.codes)
    }

    @Test("a key for another registered service is valid, but not for mail; an unknown service is ignored")
    func otherService() {
        let record = DKIMKeyRecord("v=DKIM1; s=tlsrpt; p=\(sound.recordValue)")
        #expect(record.isValid && record.verdict == .unusable([.notForMail]))
        let misspelt = DKIMKeyRecord("v=DKIM1; s=emails; p=\(sound.recordValue)")
        #expect(!misspelt.isValid && misspelt.verdict == .unusable([.notForMail]))
    }

    private static let answerRows: [(texts: [String], kind: DKIMAnswer.Kind, keys: Int, words: String)] = [
        ([], .none, 0, "no key there"), (["v=DKIM1; p=KEY"], .record, 1, "one key record"),
        (["v=spf1 -all"], .otherTexts, 0, "no key there; the text is an SPF record"),
        (
            ["google-site-verification=abc", "v=spf1 -all"], .otherTexts, 0,
            "no key there; the texts are a verification text and an SPF record"
        ), (["hello"], .otherTexts, 0, "no key there; the text is another text"),
        (["v=DKIM1; p=KEY", "v=DKIM1; p="], .several, 2, "2 key records: verifiers pick any of them"),
        (["v=DKIM1; p=KEY", "v=spf1 -all"], .several, 1, "a key record and an SPF record: verifiers pick any of them"),
        (["v=DKIM1; p=<", ">"], .halves, 1, "one key, split into 2 records that must be strings of one record"),
    ]

    @Test("the records at a selector, as a word and as a clause", arguments: answerRows)
    func answerWords(_ row: (texts: [String], kind: DKIMAnswer.Kind, keys: Int, words: String)) {
        let value = sound.recordValue
        let answer = DKIMAnswer(
            row.texts.map {
                $0.replacing("KEY", with: value).replacing("<", with: value.prefix(200)).replacing(
                    ">", with: value.dropFirst(200))
            })
        #expect(answer.kind == row.kind && answer.keyCount == row.keys)
        #expect(answer.words == row.words)
    }

    private static let repairs: [(text: String, repaired: String?)] = [
        ("v=DKIM1 k=rsa p=KEY", "v=DKIM1; k=rsa; p=KEY"), ("V=DKIM1; K=RSA; P=KEY", "v=DKIM1; k=rsa; p=KEY"),
        ("V=DKIM1 K=rsa P=KEY", "v=DKIM1; k=rsa; p=KEY"), ("v=DKIM1; k=rsa; p=URLSAFE", "v=DKIM1; k=rsa; p=KEY"),
        ("v=DKIM1; k=rsa; p=-----BEGIN PUBLIC KEY-----KEY-----END PUBLIC KEY-----", "v=DKIM1; k=rsa; p=KEY"),
        ("v=DKIM1; k=rsa; p=-----BEGIN PUBLIC KEY-----\nHALF\nREST\n-----END PUBLIC KEY-----\n", "v=DKIM1; k=rsa; p=KEY\n"),
        ("v=DKIM1; k=rsa; p=-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----", nil),
        ("s1._domainkey.acme.example. 3600 IN TXT (\"v=DKIM1; k=rsa; \"\n \"p=HALF\" \"REST\")", "v=DKIM1; k=rsa; p=KEY"),
        ("( \"v=DKIM1\\; p=HALF\"\n\"REST\" )", "v=DKIM1; p=KEY"), ("\"v=DKIM1; p=HALF\" \"REST\"", "v=DKIM1; p=KEY"),
        ("v=DKIM1; k=rsa; p=KEY; s=emails", "v=DKIM1; k=rsa; p=KEY; s=email"), ("v=DKIM1; s=foo; p=KEY", nil),
        ("v=DKIM1; rsa; p=KEY", "v=DKIM1; k=rsa; p=KEY"), ("v=DKIM1; k:rsa; p KEY", "v=DKIM1; k=rsa; p=KEY"),
        ("DKIM1; p=KEY", "v=DKIM1; p=KEY"), ("v=DKIM1; p=KEY; p=KEY", "v=DKIM1; p=KEY"), ("v=DKIM1; p=KEY; p=AAAA", nil),
        ("v=dkim1; p=KEY", "v=DKIM1; p=KEY"), ("v=spf1 -all", nil), ("v=DMARC1; p=none", nil), ("v=DKIM1; p=", nil),
        ("p=KEY", nil), ("v=DKIM1; p=HALF", nil), ("k=rsa; p=KEY; v=DKIM1", "v=DKIM1; k=rsa; p=KEY"), ("", nil),
    ]

    @Test("a repair keeps the key and everything recognised, or there is none", arguments: repairs)
    func repair(_ row: (text: String, repaired: String?)) {
        let key = sound.recordValue
        func filled(_ text: String) -> String {
            text.replacing("KEY", with: text.contains("BEGIN") ? "KEY" : key).replacing("KEY-----KEY", with: "KEY-----" + key)
                .replacing("HALF", with: key.prefix(200)).replacing("REST", with: key.dropFirst(200))
                .replacing("URLSAFE", with: key.replacing("+", with: "-").replacing("/", with: "_"))
        }
        #expect(key.contains("+") && key.contains("/"))
        let result = RecordLint.lint(kind: .dkim, text: filled(row.text))
        #expect(result.repaired == row.repaired.map(filled))
        if let repaired = result.repaired {
            let again = RecordLint.lint(kind: .dkim, text: repaired)
            #expect(again.valid && again.repaired == nil)
            #expect(DKIMKeyRecord(repaired).key == sound)
        }
    }

    @Test("several records, halves, no key, and records of abandoned standards")
    func answers() throws {
        let text = DKIMTXT(sound).text
        let halves = DKIMTXT(sound).strings
        #expect(halves.count == 2)
        #expect(DKIMAnswer([]) == .none)
        #expect(DKIMAnswer([text]) == .record(DKIMKeyRecord(text)))
        #expect(DKIMAnswer(["v=spf1 -all"]) == .noKey(["v=spf1 -all"]))
        #expect(DKIMAnswer(["o=~; r=a@example.com"]) == .noKey(["o=~; r=a@example.com"]))
        #expect(DKIMAnswer([text, text]) == .several([DKIMKeyRecord(text), DKIMKeyRecord(text)], others: []))
        #expect(DKIMAnswer([text, "v=spf1 -all"]) == .several([DKIMKeyRecord(text)], others: ["v=spf1 -all"]))
        #expect(DKIMAnswer(["v=DMARC1; p=none"]) == .noKey(["v=DMARC1; p=none"]))
        #expect(DKIMAnswer(halves) == .halves(halves, joined: DKIMKeyRecord(text)))
        #expect(DKIMAnswer(halves.reversed()) == .halves(halves.reversed(), joined: DKIMKeyRecord(text)))
        #expect(DKIMObsoletePolicy("o=-;") == .domainKeys)
        #expect(DKIMObsoletePolicy("t=y; o=~; n=x") == .domainKeys)
        #expect(DKIMObsoletePolicy("dkim=all") == .signingPractices)
        #expect(DKIMObsoletePolicy(text) == nil)
        let domain = try #require(DomainName("example.com"))
        #expect(DKIMAnswer.name(selector: "a.b", domain: domain)?.text == "a.b._domainkey.example.com")
    }
}
