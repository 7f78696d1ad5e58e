import BuiltinRules
import Facts
import Rules
import SyntheticFacts
import Testing

@Suite("rule images", .timeLimit(.minutes(10)))
struct RuleImageTests {
    private static let sources = BuiltinRules.files.map {
        RuleSource(path: $0.path, text: $0.text, displayName: "Rules/\($0.path)")
    }

    @Test("the built-in image says what the files say")
    func current() throws {
        let book = try RuleBook(sources: Self.sources, parsesTests: false)
        let image = try #require(RuleBook(image: BuiltinRules.image, of: Self.sources), "run Scripts/generate")
        #expect(book.image == BuiltinRules.image)
        #expect(image.image == BuiltinRules.image)
        #expect(image.digest == book.digest)
        #expect(image.rules.map(\.id) == book.rules.map(\.id))
        #expect(image.profiles.map(\.id) == book.profiles.map(\.id))
    }

    @Test("rules from the image judge as those from the files do", arguments: [1, 3])
    func judging(subjects: Int) throws {
        let book = try RuleBook(sources: Self.sources, parsesTests: false)
        let image = try #require(RuleBook(image: BuiltinRules.image, of: Self.sources))
        let facts = SyntheticFacts.facts(subjects: subjects)
        let (expected, judged) = (
            try RuleConfiguration(book: book, rules: ["*"]).judge(facts),
            try RuleConfiguration(book: image, rules: ["*"]).judge(facts)
        )
        #expect(!expected.findings.isEmpty)
        #expect(judged.findings == expected.findings)
        #expect(judged.findings.map(\.why) == expected.findings.map(\.why))
        #expect(judged.verdict == expected.verdict)
        #expect(judged.causes.map(\.fingerprints) == expected.causes.map(\.fingerprints))
        #expect(judged.providers.map(\.failing) == expected.providers.map(\.failing))
    }

    @Test("an image of other files is refused")
    func otherFiles() {
        #expect(RuleBook(image: BuiltinRules.image, of: Array(Self.sources.dropLast())) == nil)
        var changed = Self.sources
        changed[0] = RuleSource(path: changed[0].path, text: changed[0].text + "\n")
        #expect(RuleBook(image: BuiltinRules.image, of: changed) == nil)
    }

    @Test("an image for other facts is refused")
    func otherFacts() {
        let kinds = Array(FactSchema.current.kinds.dropLast())
        #expect(RuleBook(image: BuiltinRules.image, of: Self.sources, schema: FactSchema(kinds: kinds)) == nil)
    }

    @Test("a cut or damaged image is refused or read, and never stops the program")
    func damage() {
        let octets = Array(BuiltinRules.image.utf8)
        for length in stride(from: 0, to: octets.count, by: max(1, octets.count / 40)) {
            #expect(RuleBook(image: String(decoding: octets[..<length], as: UTF8.self), of: Self.sources) == nil)
        }
        for step in 1...60 {
            var damaged = octets
            damaged[(octets.count - 1) * step / 61] ^= UInt8(step)
            _ = RuleBook(image: String(decoding: damaged, as: UTF8.self), of: Self.sources)
        }
    }
}
