import StrictYAML

/// One rule, loaded and checked.
package struct Rule: Sendable, Identifiable {
    package enum Status: String, Sendable, CaseIterable {
        /// Reported, but without a say in the verdict.
        case preview
        case stable
        case deprecated
    }

    /// The path of its file without `.yaml`: `mx/target-missing`.
    package let id: String
    package let title: String
    package let severity: Severity
    /// What `escalate` raises the severity to.
    package let escalatedSeverity: Severity?
    /// What `lower` lowers the severity to.
    package let loweredSeverity: Severity?
    package let status: Status
    /// Judged when no rule is named; otherwise only by name.
    package let isEnabled: Bool
    /// The version that it came with, when the file says so.
    package let since: String?
    /// Ids that it had before.
    package let formerly: [String]
    package let tags: [String]
    /// The subject kind that it is judged for.
    package let kind: String
    package let requires: [String]
    /// Globs over the ids of rules whose failure explains one of this rule, the likeliest first.
    package let explainedBy: [String]
    /// What suffers when it fails as an error; `nil` when the file does not say.
    package let harm: Harm?
    package let owner: RepairOwner
    /// Its `assert` is about what could be learned: a false one means undetermined, never a failure.
    package let isAboutLookups: Bool
    /// Why it matters, in Markdown.
    package let why: String
    /// The repair's text as the file has it, placeholders and all.
    package let fixText: String?
    package let references: [String]
    package let parameters: [RuleParameter]
    /// The facts that it reads: `target.a`.
    package let reads: [String]
    /// The names of its tests; empty when they were not parsed.
    package let tests: [String]
    package let file: String
}

/// A number that users may tune.
package struct RuleParameter: Sendable {
    package let name: String
    /// `int`, `duration`, …
    package let type: String
    package let defaultValue: String
    package let minimum: String?
    package let maximum: String?
    package let documentation: String
}
