import Facts
import StrictYAML

/// A rule with everything that judging, testing and linting it need. A class only because it is large and handed around.
final class CompiledRule: Sendable {
    let rule: Rule
    let kind: SubjectKind
    let program: Program
    let parameters: ParameterReader.Parameters
    let tests: [RuleTest]
    /// What was noticed while it was loaded.
    let warnings: [Diagnostic]
    let positions: Positions
    let texts: Texts

    /// Where the parts of the file stand.
    struct Positions: Sendable {
        let assert: SourcePosition
        let severity: SourcePosition
        /// The start of the file where the key is left out.
        let enabled: SourcePosition
        /// Of each id of `formerly`.
        let former: [SourcePosition]
        /// Of each id of `requires`.
        let requirements: [SourcePosition]
    }

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

    init(
        rule: Rule, kind: SubjectKind, program: Program, parameters: ParameterReader.Parameters, tests: [RuleTest],
        warnings: [Diagnostic], positions: Positions, texts: Texts
    ) {
        self.rule = rule
        self.kind = kind
        self.program = program
        self.parameters = parameters
        self.tests = tests
        self.warnings = warnings
        self.positions = positions
        self.texts = texts
    }
}
