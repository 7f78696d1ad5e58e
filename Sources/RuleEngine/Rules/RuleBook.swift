import Facts
import StrictYAML

/// A checked set of rules. Pure: judging the same facts gives the same findings.
public struct RuleBook: Sendable {
    /// Sorted by id.
    public let rules: [Rule]

    /// Checks every file; collects every mistake of every file.
    public init(sources: [RuleSource], schema: FactSchema = .current) throws(Diagnostics) {
        rules = []
    }

    public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// The id that `id` was probably meant to be.
    public func suggestion(for id: String) -> String? { nearestName(to: id, among: rules.map(\.id)) }

    /// The rules whose id a glob matches: `mx/*`, `*`, an exact id.
    public func matching(_ glob: String) -> [Rule] { [] }

    /// Every rule for every subject of its kind, whatever the outcome; sorted by rule, then subject key.
    public func judge(_ facts: FactSet, rules: [Rule]? = nil) -> [Finding] { [] }

    /// Runs the tests of every rule, in the order of the rules and files.
    public func runTests() -> [RuleTestResult] { [] }

    /// What the checker lets pass and a reviewer would not. Positions as in the rule files.
    public func lint() -> [Diagnostic] { [] }

    /// `nil` for an unknown id.
    public func explain(_ id: String) -> RuleExplanation? { nil }
}
