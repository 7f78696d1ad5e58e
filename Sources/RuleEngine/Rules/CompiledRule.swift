import Facts
import StrictYAML

/// A rule with everything that judging, testing and linting it need.
struct CompiledRule: Sendable {
    let rule: Rule
    let kind: SubjectKind
    let program: Program
    let parameters: FactObject
    let tests: [RuleTest]
    /// What was noticed while it was loaded.
    let warnings: [Diagnostic]
    /// Where `assert` stands.
    let assertPosition: SourcePosition
    /// Where each id of `requires` stands.
    let requirementPositions: [SourcePosition]
    let texts: Texts

    /// The rule's own words, for its page.
    struct Texts: Sendable {
        let applies: String?
        let assert: String
        let message: String
        /// `left: tls.not_after - now`.
        let lets: [String]
        /// `{target.exchange}. A …`.
        let publish: [String]
    }
}
