import Testing

@testable import MailPolicy

@Suite("Tag lists (RFC 6376 §3.2)", .timeLimit(.minutes(10)))
struct TagListTests {
    @Test("tags, values and their places, in octets")
    func positions() {
        let list = TagList(" v = DKIM1 ;n=é; p=MA==;stray; ;")
        #expect(list.tags.map(\.name) == ["v", "n", "p"])
        #expect(list.tags.map(\.value) == ["DKIM1", "é", "MA=="])
        #expect(list.tags.map(\.nameRange) == [1..<2, 12..<13, 18..<19])
        #expect(list.tags.map(\.valueRange) == [5..<10, 14..<16, 20..<24])
        #expect(list.strays.map(\.text) == ["stray", ""])
        #expect(list.strays.map(\.range) == [25..<30, 32..<32])
        #expect(!list.beginsAtOnce)
    }

    @Test("a whole part can be cut out with its semicolon")
    func removal() {
        let list = TagList("a=1; b=2 ; c=3")
        func without(_ index: Int) -> String? {
            [PolicyProblem(.error, "x", list.removal(of: list.tags[index].range), "", repair: "")].repairing(list.text)
        }
        #expect((0..<3).map(without) == ["b=2 ; c=3", "a=1 ; c=3", "a=1; b=2"])
    }

    @Test("repairs at one place: the most severe is applied, insertions come before replacements")
    func repairs() {
        let problems = [
            PolicyProblem(.notice, "a", 0..<3, "", repair: "NO"), PolicyProblem(.error, "b", 0..<1, "", repair: "X"),
            PolicyProblem(.warning, "c", 0..<0, "", repair: ">"), PolicyProblem(.warning, "d", 3..<3, "", repair: "<"),
            PolicyProblem(.error, "e", 9..<12, "", repair: "beyond the text"),
        ]
        #expect(problems.repairing("abc") == ">Xbc<")
        #expect([PolicyProblem(.error, "a", 0..<1, "")].repairing("abc") == nil)
    }

    @Test("positions in a cleaned text map back to the original")
    func edits() {
        let text = "“v\\;ä\"\"=1"
        let clean = EditedText(text, making: RecordText(text).copyingDamage())
        #expect(clean.text == "v;ä=1")
        #expect(clean.original(0..<1) == 3..<4)
        #expect(clean.original(1..<2) == 4..<6)
        #expect(clean.original(0..<6) == 3..<12)
        #expect(clean.original(6..<6) == 12..<12)
    }

    private static let damages: [(text: String, codes: [String], repaired: String?)] = [
        ("\"a=1\"", ["stray-quote", "stray-quote"], "a=1"), ("a=1\" \"2", ["stray-quote"], "a=12"),
        ("a=1\\; b=2", ["escaped-semicolon"], "a=1; b=2"), ("a\\=1", ["stray-backslash"], "a=1"),
        ("a=\u{201c}1\u{201d}", ["smart-quote", "smart-quote"], "a=1"), ("a=1\u{a0}2", ["not-ascii"], "a=1 2"),
        ("\u{feff}a=1", ["not-ascii"], "a=1"), ("a=\u{0}1", ["control-character"], "a=1"), ("a=1\r\n", [], nil),
        ("a=ü", ["not-ascii"], nil),
    ]

    @Test("copying artefacts", arguments: damages)
    func damage(_ row: (text: String, codes: [String], repaired: String?)) {
        let problems = RecordText(row.text).copyingDamage()
        #expect(problems.map(\.code) == row.codes)
        #expect(problems.repairing(row.text) == row.repaired)
    }

    private static let base64Texts: [(text: String, decoded: String, fault: Base64Text.Fault?)] = [
        ("TWFu", "4d616e", nil), ("TW\n F u", "4d616e", nil), ("TWE=", "4d61", nil), ("TQ==", "4d", nil),
        ("TQ=", "4d", .cutShort), ("TWE", "4d61", .cutShort), ("T", "", .cutShort), ("TR==", "4d", .looseBits),
        ("TWF*", "4d61", .character(UInt8(ascii: "*"), at: 3)), ("=", "", .character(UInt8(ascii: "="), at: 0)),
        ("TQ==TQ==", "4d", .afterPadding(at: 4)), ("TWE==", "4d61", .afterPadding(at: 4)), ("", "", nil),
    ]

    @Test("base64, strictly", arguments: base64Texts)
    func base64(_ row: (text: String, decoded: String, fault: Base64Text.Fault?)) {
        let base64 = Base64Text(row.text.utf8)
        #expect(hex(base64.octets) == row.decoded)
        #expect(base64.fault == row.fault)
    }

    @Test("base64 of any octets round-trips")
    func base64RoundTrip() {
        var random = SplitMix(seed: 5)
        for count in 0..<200 {
            let octets = random.octets(count)
            let base64 = Base64Text(Base64Text.encode(octets).utf8)
            #expect(base64.octets == octets && base64.fault == nil)
        }
    }

    private static let uris: [(text: String, fault: ReportURI.Fault?)] = [
        ("mailto:a@example.com", nil), ("mailto:a@example.com?subject=x", nil),
        ("https://example.com:8443/r?a=b", nil), ("mailto:a%2Cb@example.com", nil), ("ftp:x", nil),
        ("a@example.com", .schemeMissing), ("", .empty), ("mailto:", .mailbox), ("mailto:a", .mailbox),
        ("mailto:@b.example", .mailbox),
        ("mailto:a@", .mailbox), ("mailto:a@b..example", .mailbox), ("mailto://a@b.example", .mailbox),
        ("mailto:a@-b.example", .mailbox),
        ("mailto: a@b.example", .blank), ("mailto:a%4@b.example", .percentEncoding), ("https:example.com", .host),
        ("https:///x", .host), ("mailto:a@b.example!10m", nil), ("mailto:a@b.example!", .sizeLimit),
        ("mailto:a@b.example!m", .sizeLimit),
        ("mailto:a@b.example!99999999999999999999", .sizeLimit), ("mailto:<a@b.example>", .character),
        ("mailto:a@b@c.example", .mailbox),
    ]

    @Test("addresses of reports", arguments: uris)
    func addresses(_ row: (text: String, fault: ReportURI.Fault?)) {
        #expect(ReportURI(RecordText(row.text), 0..<row.text.utf8.count, sizeLimits: true).fault == row.fault)
    }
}

/// Pseudo-random numbers, the same on every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    mutating func octets(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}
