package import Facts
import RuleLanguage
package import StrictYAML

/// A checked set of rules. Pure: judging the same facts gives the same findings.
package struct RuleBook: Sendable {
    /// Sorted by id.
    package let rules: [Rule]
    /// Sorted by id.
    package let profiles: [Profile]
    /// Each behind those that it requires.
    package let compiled: [CompiledRule]
    package let schema: FactSchema

    /// Checks every rule and profile, without the tests of rules; collects every mistake of every file.
    package init(sources: [RuleSource], schema: FactSchema = .current) throws(Diagnostics) {
        self.schema = schema
        var loader = RuleLoader(schema: schema)
        (compiled, profiles) = loader.load(sources)
        rules = compiled.map(\.rule).sorted { $0.id < $1.id }
        guard loader.diagnostics.isEmpty else { throw Diagnostics(loader.diagnostics) }
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
}
