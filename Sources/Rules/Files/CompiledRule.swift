package import Facts
package import StrictYAML

/// A rule with everything needed to evaluate and explain it. A class only because it is large and passed around.
package final class CompiledRule: Sendable {
    package let rule: Rule
    package let kind: SubjectKind
    package let program: Program
    package let parameters: ParameterReader.Parameters
    package let positions: Positions
    let texts: Texts

    /// The positions of the parts of the file.
    package struct Positions: Sendable {
        package let assert: SourcePosition
        let severity: SourcePosition
        /// The start of the file if the key is missing.
        let enabled: SourcePosition
        /// Of each id in `formerly`.
        let former: [SourcePosition]
        /// Of each id in `requires`.
        let requirements: [SourcePosition]
        /// Of each glob in `explained-by`.
        let explanations: [SourcePosition]
    }

    /// The rule's texts, for its page.
    struct Texts: Sendable {
        let applies: String?
        let assert: String
        let message: String
        /// `left: tls.not_after - now`.
        let lets: [String]
        /// `{target.exchange}. A …`.
        let publish: [String]
        /// `notice if !("mail-from" in spf.roles)`.
        let shifts: [String]
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
