import BuiltinRules
import Facts
import RuleTests
import Rules
import Testing

/// Compares the facts in rule tests with those of surveys.
@Suite("Fixtures and rule tests use only facts that a survey produces", .timeLimit(.minutes(10)))
struct RealityTests {
    /// What the surveys of the worlds saw.
    private static let worlds = Task {
        var all: [FactSet] = []
        for world in try PolicyWorlds.all() { all.append(try await world.survey()) }
        all += try await ServerWorlds.facts()
        all += try await ZoneWorlds.facts()
        return all
    }

    /// Everything in it.
    private static let seen = Task {
        var census = FactCensus()
        for facts in try await worlds.value { census.add(facts) }
        return census
    }

    /// Everything that rule tests and fixtures use.
    private static func assumed() throws -> [(what: String, census: FactCensus)] {
        let sources = BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) }
        return try TestedRules(sources: sources).assumptions.map { rule, test, facts in
            var census = FactCensus()
            for object in facts { census.add(object, isComplete: false) }
            return ("\(rule): \(test)", census)
        }
    }

    @Test("every fact of a test has a presence and a word that some survey produced", .enabled(if: ServerWorlds.arePossible))
    func shapes() async throws {
        let seen = try await Self.seen.value
        var unmet: [String: [String]] = [:]
        for (what, census) in try Self.assumed() {
            for shape in census.shapes.subtracting(seen.shapes) { unmet[shape, default: []].append(what) }
        }
        Self.compare(unmet, UnmetShapes.shapes)
    }

    @Test("every field combines with a word as in some survey", .enabled(if: ServerWorlds.arePossible))
    func pairs() async throws {
        let seen = try await Self.seen.value
        var unmet: [String: [String]] = [:]
        for (what, census) in try Self.assumed() {
            for (pair, presences) in census.pairs {
                // Words that no survey produced are reported by the other test.
                guard let real = seen.pairs[pair] else { continue }
                for isThere in presences.subtracting(real) {
                    unmet["\(pair) \(isThere ? "given" : "absent")", default: []].append(what)
                }
            }
        }
        Self.compare(unmet, UnmetShapes.pairs)
    }

    @Test("every field of the schema is filled by some survey", .enabled(if: ServerWorlds.arePossible))
    func filled() async throws {
        let seen = try await Self.seen.value
        var unfilled: [String: [String]] = [:]
        // For a word that several fields share, one of them is enough.
        var words: [[String]: Set<String>] = [:]
        for type in FactSchema.current.types {
            for field in type.fields where !field.allowedValues.isEmpty {
                let had = field.allowedValues.filter { seen.shapes.contains("\(type.name).\(field.name) = \($0)") }
                words[field.allowedValues.sorted(), default: []].formUnion(had)
            }
        }
        for type in FactSchema.current.types where type.name != FactSchema.current.root.name {
            for field in type.fields {
                let place = "\(type.name).\(field.name)"
                let isFilled = ["present", "filled"].contains { seen.shapes.contains("\(place) \($0)") }
                if !isFilled { unfilled[place] = ["never filled"] }
                for word in field.allowedValues where words[field.allowedValues.sorted()]?.contains(word) != true {
                    unfilled["\(place) = \(word)"] = ["never seen"]
                }
            }
        }
        Self.compare(unfilled, UnmetShapes.fields)
    }

    @Test("a provider's line and its profile agree on everything that was seen", .enabled(if: ServerWorlds.arePossible))
    func readiness() async throws {
        let book = try RuleBook(sources: BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) })
        let plain = try RuleConfiguration(book: book)
        let providers = book.profiles.filter(\.isProvider).map(\.id)
        try #require(providers.count >= 9)
        for facts in try await Self.worlds.value {
            let lines = plain.judge(facts).providers
            for id in providers {
                let line = try #require(lines.first { $0.profile == id })
                let judgement = try RuleConfiguration(book: book, profiles: [.init(id)]).judge(facts)
                #expect(judgement.verdict == line.verdict, "\(facts.deployment): \(id)")
                #expect(judgement.providers.map(\.failing) == [line.failing], "\(facts.deployment): \(id)")
            }
        }
    }

    /// What is not met must be excused, and what is excused must not be met.
    private static func compare(_ unmet: [String: [String]], _ reasons: [String: [String]]) {
        let excused = Set(reasons.values.joined())
        for (shape, places) in unmet.sorted(by: { $0.key < $1.key }) where !excused.contains(shape) {
            Issue.record("no survey produced '\(shape)', which is assumed by \(places.prefix(3).joined(separator: "; "))")
        }
        for shape in excused.sorted() where unmet[shape] == nil {
            Issue.record("'\(shape)' is produced, or not used: it needs no excuse")
        }
    }
}
