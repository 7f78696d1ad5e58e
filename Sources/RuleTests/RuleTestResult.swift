package import StrictYAML

/// One inline test of a rule, run.
package struct RuleTestResult: Sendable, Hashable {
    package let rule: String
    package let name: String
    package let file: String
    package let position: SourcePosition
    /// One sentence per unmet expectation: `expected fail, got pass`; empty when it passed.
    package let failures: [String]

    package var passed: Bool { failures.isEmpty }
}
