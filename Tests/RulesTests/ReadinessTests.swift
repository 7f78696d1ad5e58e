import Facts
import StrictYAML
import Testing

@testable import RuleTests
@testable import Rules

/// A provider's line agrees with the verdict of an audit under that provider's profile.
@Suite("One computation of readiness", .timeLimit(.minutes(10)))
struct ReadinessTests {
    private static let shipped = Result { try TestedRules(sources: RulesFolder.sources()) }

    static let providers = (try? shipped.get().book.profiles.filter(\.isProvider).map(\.id)) ?? []

    /// The facts of a fixture, one subject of each kind.
    private func facts(_ objects: [String: FactObject], now: Timestamp?) -> FactSet {
        let schema = FactSchema.current
        var root = FactObject(schema.root)
        for kind in schema.kinds {
            guard let object = objects[kind.variable] else { continue }
            root.set(kind.field, kind.field == "deployment" ? .object(object) : .objects([object]))
        }
        return FactSet(
            deployment: "fixture", scheme: "direct", observedAt: now ?? Timestamp(seconds: 0), elapsedMilliseconds: 0, root: root,
            observations: [])
    }

    private func fixtures() throws -> [String: Fixture] {
        try Dictionary(
            RulesFolder.sources().filter(\.isFixture).map { source in
                let reader = YAMLReader(try YAMLDocument(parsing: source.text, file: source.path))
                return (
                    source.id, FixtureReader(reader: reader, schema: .current).fixture(reader.document.root) ?? Fixture()
                )
            }
        ) { first, _ in first }
    }

    @Test("on every fixture, for every provider", arguments: providers)
    func fixtures(_ provider: String) throws {
        let book = try Self.shipped.get().book
        let named = try RuleConfiguration(book: book, profiles: [.init(provider)])
        let plain = try RuleConfiguration(book: book)
        for (name, fixture) in try fixtures() {
            let facts = facts(fixture.objects, now: fixture.now)
            let judgement = named.judge(facts)
            let line = try #require(plain.judge(facts).providers.first { $0.profile == provider })
            #expect(judgement.verdict == line.verdict, "\(name)")
            #expect(judgement.providers.map(\.failing) == [line.failing], "\(name)")
        }
    }

    @Test("on the facts of every test of the rules that it requires", arguments: providers)
    func tests(_ provider: String) throws {
        let rules = try Self.shipped.get()
        let named = try RuleConfiguration(book: rules.book, profiles: [.init(provider)])
        let plain = try RuleConfiguration(book: rules.book)
        let base = try #require(try fixtures()["direct"])
        let profile = try #require(rules.book.profile(provider))
        var verdicts: Set<Verdict> = []
        for rule in rules.tested where profile.requirements[rule.compiled.rule.id] != nil {
            for test in rule.tests {
                var objects = base.objects
                objects["deployment"] = test.situation.deployment
                objects[rule.compiled.kind.variable] = test.situation.subject
                let facts = facts(objects, now: test.situation.now)
                let line = try #require(plain.judge(facts).providers.first { $0.profile == provider })
                #expect(named.judge(facts).verdict == line.verdict, "\(rule.compiled.rule.id): \(test.name)")
                verdicts.insert(line.verdict)
            }
        }
        #expect(verdicts.contains(.notReady) && verdicts.contains(.undetermined), "\(verdicts)")
    }
}
