import StrictYAML

/// One rule, loaded and checked.
package struct Rule: Sendable, Identifiable {
    package enum Status: String, Sendable, CaseIterable {
        /// Reported, but not counted for the verdict.
        case preview
        case stable
        case deprecated
    }

    /// The path of its file without `.yaml`: `mx/target-missing`.
    package let id: String
    package let title: String
    package let severity: Severity
    /// The severity that `escalate` raises it to.
    package let escalatedSeverity: Severity?
    /// The severity that `lower` lowers it to.
    package let loweredSeverity: Severity?
    package let status: Status
    /// Evaluated by default; otherwise only when named.
    package let isEnabled: Bool
    /// The version that introduced it, if the file says so.
    package let since: String?
    /// Its former ids.
    package let formerly: [String]
    package let tags: [String]
    /// The kind of its subjects.
    package let kind: String
    package let requires: [String]
    /// The rules whose failures explain this one's, the likeliest first.
    package let explainedBy: [Explanation]
    /// What suffers when it fails as an error; `nil` if the file does not say.
    package let harm: Harm?
    package let owner: RepairOwner
    /// Its `assert` is about successful lookups: when it is false, the result is undetermined, never a failure.
    package let isAboutLookups: Bool
    /// Why it matters, in Markdown.
    package let why: String
    /// The repair's text as in the file, placeholders included.
    package let fixText: String?
    package let references: [String]
    package let parameters: [RuleParameter]
    /// The facts that it reads: `target.a`.
    package let reads: [String]
    /// The names of its tests; empty when they were not parsed.
    package let tests: [String]
    package let file: String
}

/// Rules whose failures explain another one's.
package struct Explanation: Sendable, Hashable {
    /// A glob over their ids.
    package let rules: String
    /// What must be true of the explained subject, and the names where the fault must lie, as in the file.
    let condition: String?
    let place: String?
    /// Its number among the program's links; `nil` without a condition and places.
    let link: Int?
}

/// A number that users may adjust.
package struct RuleParameter: Sendable {
    package let name: String
    /// `int`, `duration`, …
    package let type: String
    package let defaultValue: String
    package let minimum: String?
    package let maximum: String?
    package let documentation: String
}
