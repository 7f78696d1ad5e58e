package import Facts
package import StrictYAML

/// A rule with everything that judging and explaining it need. A class only because it is large and handed around.
package final class CompiledRule: Sendable {
    package let rule: Rule
    package let kind: SubjectKind
    package let program: Program
    package let parameters: ParameterReader.Parameters
    package let positions: Positions
    let texts: Texts

    /// Where the parts of the file stand.
    package struct Positions: Sendable {
        package let assert: SourcePosition
        let severity: SourcePosition
        /// The start of the file where the key is left out.
        let enabled: SourcePosition
        /// Of each id of `formerly`.
        let former: [SourcePosition]
        /// Of each id of `requires`.
        let requirements: [SourcePosition]
        /// Of each glob of `explained-by`.
        let explanations: [SourcePosition]
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
        rule: Rule, kind: SubjectKind, program: Program, parameters: ParameterReader.Parameters, positions: Positions,
        texts: Texts
    ) {
        self.rule = rule
        self.kind = kind
        self.program = program
        self.parameters = parameters
        self.positions = positions
        self.texts = texts
    }
}
