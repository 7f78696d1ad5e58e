package import Facts
package import StrictYAML

/// A checked set of rules. Pure: judging the same facts gives the same findings.
package struct RuleBook: Sendable {
    /// Sorted by id.
    package let rules: [Rule]
    /// Sorted by id.
    package let profiles: [Profile]
    /// Each behind those that it requires.
    let compiled: [CompiledRule]
    package let schema: FactSchema

    /// Checks every file; collects every mistake of every file.
    package init(sources: [RuleSource], schema: FactSchema = .current) throws(Diagnostics) {
        self.schema = schema
        var loader = RuleLoader(schema: schema)
        (compiled, profiles) = loader.load(sources)
        rules = compiled.map(\.rule).sorted { $0.id < $1.id }
        guard loader.diagnostics.isEmpty else { throw Diagnostics(loader.diagnostics) }
    }

    private func sorted(_ ids: Set<String>?) -> [CompiledRule] {
        compiled.filter { ids?.contains($0.rule.id) ?? true }.sorted { $0.rule.id < $1.rule.id }
    }

    package func profile(_ id: String) -> Profile? { profiles.first { $0.id == id } }

    package func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// The id that `id` was probably meant to be.
    package func suggestion(for id: String) -> String? { nearestName(to: id, among: rules.map(\.id)) }

    /// The rules whose id a glob matches: `mx/*`, `*`, an exact id.
    package func matching(_ glob: String) -> [Rule] {
        let glob = Glob(glob)
        return rules.filter { glob.matches($0.id) }
    }

    /// Runs the tests of every rule, or of those named, in the order of the rules and files.
    package func runTests(_ ids: Set<String>? = nil) -> [RuleTestResult] {
        sorted(ids).flatMap { rule in
            rule.tests.map { test in
                RuleTestResult(
                    rule: rule.rule.id, name: test.name, file: rule.rule.file, position: test.position,
                    failures: test.failures(of: rule.program))
            }
        }
    }

    /// What the checker lets pass and a reviewer would not: warnings, in the order of the rules and files.
    package func lint(_ ids: Set<String>? = nil) -> [Diagnostic] {
        sorted(ids).flatMap { rule in rule.warnings + [rule.mutationWarning].compactMap { $0 } }
    }

    /// `nil` for an unknown id.
    package func explain(_ id: String) -> RuleExplanation? {
        compiled.first { $0.rule.id == id }.map { RuleExplanation($0, schema) }
    }
}
