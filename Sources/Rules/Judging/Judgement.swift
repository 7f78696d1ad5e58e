/// The result of the rules for one deployment.
package struct Judgement: Sendable {
    /// All outcomes; sorted by rule, then subject key.
    package let findings: [Finding]
    package let verdict: Verdict
    package let providers: [ProviderReadiness]
    /// The independent causes, worst first.
    package let causes: [Cause]
    package let remarks: [Remark]
    /// The digest of the rules: `RuleBook.digest`.
    package let rulesDigest: String
    /// The repairs proven to clear some of the findings; `nil` when nothing was proven.
    package internal(set) var repairs: ProvenRepairs?
}
