import StrictYAML

/// One rule, loaded and checked.
public struct Rule: Sendable, Identifiable {
    public enum Status: String, Sendable, CaseIterable {
        /// Reported, but without a say in the verdict.
        case preview
        case stable
        case deprecated
    }

    /// The path of its file without `.yaml`: `mx/target-missing`.
    public let id: String
    public let title: String
    public let severity: Severity
    /// What `escalate` raises the severity to.
    public let escalatedSeverity: Severity?
    /// What `lower` lowers the severity to.
    public let loweredSeverity: Severity?
    public let status: Status
    /// Judged when no rule is named; otherwise only by name.
    public let isEnabled: Bool
    /// The version that it came with, when the file says so.
    public let since: String?
    /// Ids that it had before.
    public let formerly: [String]
    public let tags: [String]
    /// The subject kind that it is judged for.
    public let kind: String
    public let requires: [String]
    /// Its `assert` is about what could be learned: a false one means undetermined, never a failure.
    public let isAboutLookups: Bool
    /// Why it matters, in Markdown.
    public let why: String
    /// The repair's text as the file has it, placeholders and all.
    public let fixText: String?
    public let references: [String]
    public let parameters: [RuleParameter]
    /// The facts that it reads: `target.a`.
    public let reads: [String]
    /// The names of its tests.
    public let tests: [String]
    public let file: String
}

/// A number that users may tune.
public struct RuleParameter: Sendable {
    public let name: String
    /// `int`, `duration`, …
    public let type: String
    public let defaultValue: String
    public let minimum: String?
    public let maximum: String?
    public let documentation: String
}
