package import Facts
import RuleLanguage
package import StrictYAML

/// A checked set of rules. Pure: the same facts give the same findings.
package struct RuleBook: Sendable {
    /// Sorted by id.
    package let rules: [Rule]
    /// Sorted by id.
    package let profiles: [Profile]
    /// Each after those that it requires.
    package let compiled: [CompiledRule]
    package let schema: FactSchema
    /// The SHA-256 of all files, in hexadecimal.
    package let digest: String
    /// By rule: the rules whose failures explain it, in the order of its file.
    let explainers: [String: [Explainer]]

    /// A rule that explains another, and the number of the link that must hold.
    struct Explainer: Sendable {
        let rule: CompiledRule
        let link: Int?
    }

    /// Checks every rule and profile, without the rules' tests; collects all mistakes.
    ///
    /// - Parameters:
    /// - parsesTests: `false` for files known to be valid, whose tests are then not parsed.
    /// - inspect: gets the result of reading each rule file, to read its tests with the same reader.
    package init(
        sources: [RuleSource], schema: FactSchema = .current, parsesTests: Bool = true,
        inspect: (RuleReading, YAMLReader) -> Void = { _, _ in }
    ) throws(Diagnostics) {
        var loader = RuleLoader(schema: schema, parsesTests: parsesTests)
        let (compiled, profiles) = loader.load(sources, inspect: inspect)
        self.init(compiled: compiled, profiles: profiles, schema: schema, digest: RuleDigest.of(sources))
        guard loader.diagnostics.isEmpty else { throw Diagnostics(loader.diagnostics) }
    }

    init(compiled: [CompiledRule], profiles: [Profile], schema: FactSchema, digest: String) {
        self.compiled = compiled
        self.profiles = profiles
        self.schema = schema
        self.digest = digest
        rules = compiled.map(\.rule).sorted { $0.id < $1.id }
        explainers = Self.explainers(compiled)
    }

    private static func explainers(_ rules: [CompiledRule]) -> [String: [Explainer]] {
        let byID = Dictionary(rules.map { ($0.rule.id, $0) }) { first, _ in first }
        return rules.reduce(into: [:]) { result, rule in
            let found = rule.rule.explainedBy.flatMap { explanation in
                let (glob, link) = (explanation.rules, explanation.link)
                if let exact = byID[glob] { return [Explainer(rule: exact, link: link)] }
                let pattern = Glob(glob)
                return rules.filter { $0 !== rule && pattern.matches($0.rule.id) }.map { Explainer(rule: $0, link: link) }
            }
            if !found.isEmpty { result[rule.rule.id] = found }
        }
    }

    package func profile(_ id: String) -> Profile? { profiles.first { $0.id == id } }

    package func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// The id that `id` was probably meant to be.
    package func suggestion(for id: String) -> String? { nearestRule(to: id, among: rules.map(\.id)) }

    /// The rules whose id matches a glob: `mx/*`, `*`, an exact id.
    package func matching(_ glob: String) -> [Rule] {
        let glob = Glob(glob)
        return rules.filter { glob.matches($0.id) }
    }
}
