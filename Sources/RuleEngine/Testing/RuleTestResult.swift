import StrictYAML

/// One inline test of a rule, run.
public struct RuleTestResult: Sendable, Hashable {
    public let rule: String
    public let name: String
    public let file: String
    public let position: SourcePosition
    /// One sentence per expectation that was not met: `expected fail, got pass`; empty when it passed.
    public let failures: [String]

    public var passed: Bool { failures.isEmpty }
}
