import Testing

@testable import RuleLanguage
@testable import RuleTests
@testable import Rules

/// Damaged files are refused or accepted, and never stop the program.
@Suite("Damaged files", .timeLimit(.minutes(10)))
struct DamageTests {
    /// Deterministic (SplitMix64).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var value = state
            value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
            value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
            return value ^ (value >> 31)
        }
    }

    private static let pieces = Array("{}[]()'\"|>-!&*:,.?#%@\\ \n\t0aé=<+/".unicodeScalars)

    private func damaged(_ text: String, _ random: inout Generator) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !scalars.isEmpty {
            let place = Int.random(in: 0..<scalars.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: scalars.remove(at: place)
            case 1: scalars.insert(Self.pieces.randomElement(using: &random) ?? "x", at: place)
            default: scalars[place] = Self.pieces.randomElement(using: &random) ?? "x"
            }
        }
        return String(scalars[...])
    }

    @Test("rules and fixtures")
    func files() async throws {
        var random = Generator(state: 1)
        let sources = try RulesFolder.sources()
        let facts = try BookFixture.facts(["mx_target": [BookFixture.subject("mx_target", "a")]])
        for round in 0..<100 {
            // Yields the processor to other tests.
            await Task.yield()
            let hit = sources[(round * 7) % sources.count]
            // Includes the fixtures that rule tests need, and one intact rule.
            let others =
                sources.filter { $0.isFixture && $0.path != hit.path }
                + sources.filter { $0.isRule && $0.path != hit.path }.prefix(1)
            let text = damaged(hit.text, &random)
            guard let rules = try? TestedRules(sources: others + [RuleSource(path: hit.path, text: text)]) else { continue }
            _ = try rules.book.judge(facts)
            _ = rules.run()
            _ = rules.lint()
        }
    }

    @Test("expressions")
    func expressions() async {
        var random = Generator(state: 2)
        for (text, _) in LanguageTests.expressions {
            await Task.yield()
            for _ in 0..<30 { _ = Evaluation().shown(damaged(text, &random)) }
        }
    }
}
