import Facts
import StrictYAML

/// A checked set of rules. Pure: judging the same facts gives the same findings.
public struct RuleBook: Sendable {
    /// Sorted by id.
    public let rules: [Rule]
    /// Each behind those that it requires.
    private let compiled: [CompiledRule]

    /// Checks every file; collects every mistake of every file.
    public init(sources: [RuleSource], schema: FactSchema = .current) throws(Diagnostics) {
        var loader = RuleLoader(schema: schema)
        compiled = loader.load(sources)
        rules = compiled.map(\.rule).sorted { $0.id < $1.id }
        guard loader.diagnostics.isEmpty else { throw Diagnostics(loader.diagnostics) }
    }

    /// The rules to judge by when none is named.
    public var enabled: [Rule] { rules.filter(\.isEnabled) }

    private var sorted: [CompiledRule] { compiled.sorted { $0.rule.id < $1.rule.id } }

    public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// The id that `id` was probably meant to be.
    public func suggestion(for id: String) -> String? { nearestName(to: id, among: rules.map(\.id)) }

    /// The rules whose id a glob matches: `mx/*`, `*`, an exact id.
    public func matching(_ glob: String) -> [Rule] {
        let glob = Glob(glob)
        return rules.filter { glob.matches($0.id) }
    }

    /// Every rule for every subject of its kind, whatever the outcome; sorted by rule, then subject key.
    ///
    /// Without `rules` those that are enabled. Rules that the chosen ones require are judged with them, but not reported.
    public func judge(_ facts: FactSet, rules: [Rule]? = nil) -> [Finding] {
        var judge = Judge(facts)
        let chosen = Set((rules ?? enabled).map(\.id))
        var needed = chosen
        for rule in compiled.reversed() where needed.contains(rule.rule.id) { needed.formUnion(rule.rule.requires) }
        let findings = judge.findings(of: compiled.filter { needed.contains($0.rule.id) })
        return findings.filter { chosen.contains($0.rule) }.sorted { ($0.rule, $0.subject.key) < ($1.rule, $1.subject.key) }
    }

    /// Runs the tests of every rule, in the order of the rules and files.
    public func runTests() -> [RuleTestResult] {
        sorted.flatMap { rule in
            rule.tests.map { test in
                RuleTestResult(
                    rule: rule.rule.id, name: test.name, file: rule.rule.file, position: test.position,
                    failures: test.failures(of: rule.program))
            }
        }
    }

    /// What the checker lets pass and a reviewer would not: warnings, in the order of the rules and files.
    public func lint() -> [Diagnostic] {
        sorted.flatMap { rule in rule.warnings + [rule.mutationWarning].compactMap { $0 } }
    }

    /// `nil` for an unknown id.
    public func explain(_ id: String) -> RuleExplanation? {
        compiled.first { $0.rule.id == id }.map(RuleExplanation.init)
    }
}
