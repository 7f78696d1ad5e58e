package import Facts
package import Rules
package import StrictYAML

/// The rules of some files together with their inline tests, for running tests, lint and rule pages.
package struct TestedRules: Sendable {
    /// A rule, its tests and the lint of its file.
    struct Tested: Sendable {
        let compiled: CompiledRule
        let tests: [RuleTest]
        let warnings: [Diagnostic]
    }

    package let book: RuleBook
    /// Sorted by id.
    let tested: [Tested]

    /// Checks every file, including tests and fixtures; collects all mistakes.
    package init(sources: [RuleSource], schema: FactSchema = .current) throws(Diagnostics) {
        let read = Self.fixtures(sources, schema)
        let fixtures = read.fixtures
        var mistakes = read.mistakes
        var tested: [Tested] = []
        do throws(Diagnostics) {
            book = try RuleBook(sources: sources, schema: schema) { reading, reader in
                let tests = TestReader(
                    reader: reader, schema: schema, kind: reading.kind, fixtures: fixtures, parameters: reading.parameters
                ).tests(reading.map["tests"])
                guard let compiled = reading.compiled else { return }
                let lint = RuleLint(
                    map: reading.map, rule: compiled.rule, tests: tests, expressions: reading.expressions,
                    parameters: reading.parameters)
                tested.append(Tested(compiled: compiled, tests: tests, warnings: lint.warnings()))
            }
        } catch {
            mistakes += error.list
            throw Diagnostics(mistakes)
        }
        guard mistakes.isEmpty else { throw Diagnostics(mistakes) }
        self.tested = tested.sorted { $0.compiled.rule.id < $1.compiled.rule.id }
    }

    private static func fixtures(
        _ sources: [RuleSource], _ schema: FactSchema
    ) -> (fixtures: [String: Fixture], mistakes: [Diagnostic]) {
        var fixtures: [String: Fixture] = [:]
        var mistakes: [Diagnostic] = []
        for source in sources where source.isFixture {
            do throws(Diagnostics) {
                let reader = YAMLReader(try YAMLDocument(parsing: source.text, file: source.displayName))
                fixtures[source.id] = FixtureReader(reader: reader, schema: schema).fixture(reader.document.root)
                mistakes += reader.sortedDiagnostics
            } catch {
                mistakes += error.list
            }
        }
        return (fixtures, mistakes)
    }

    private func chosen(_ ids: Set<String>?) -> [Tested] {
        tested.filter { ids?.contains($0.compiled.rule.id) ?? true }
    }

    /// Runs the tests of every rule, or of the named ones, in the order of rules and files.
    package func run(_ ids: Set<String>? = nil) -> [RuleTestResult] {
        chosen(ids).flatMap { rule in
            rule.tests.map { test in
                RuleTestResult(
                    rule: rule.compiled.rule.id, name: test.name, file: rule.compiled.rule.file, position: test.position,
                    failures: test.failures(of: rule.compiled.program))
            }
        }
    }

    /// The facts behind the tests: those of the subject and of the deployment in each.
    package var assumptions: [(rule: String, test: String, facts: [FactObject])] {
        tested.flatMap { rule in
            rule.tests.map { (rule.compiled.rule.id, $0.name, [$0.situation.subject, $0.situation.deployment]) }
        }
    }

    /// Warnings about what the checker accepts but a reviewer would not, in the order of rules and files.
    package func lint(_ ids: Set<String>? = nil) -> [Diagnostic] {
        chosen(ids).flatMap { rule in rule.warnings + [rule.mutationWarning].compactMap { $0 } }
    }

    /// The page of a rule; `nil` for an unknown id.
    package func explain(_ id: String) -> RuleExplanation? {
        tested.first { $0.compiled.rule.id == id }.map(page)
    }

    /// The page of every rule, sorted by id.
    package var pages: [RuleExplanation] { tested.map(page) }

    private func page(_ rule: Tested) -> RuleExplanation {
        let cases = rule.tests.map { test in
            let message = test.expectation.outcome == .fail ? rule.compiled.program.judge(test.situation).message : ""
            return "\(test.name): \(test.expectation.outcome.rawValue)" + (message.isEmpty ? "" : ": \(message)")
        }
        return RuleExplanation(rule.compiled, book.schema, cases: cases)
    }
}
