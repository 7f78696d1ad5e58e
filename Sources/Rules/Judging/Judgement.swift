/// What the rules say about one deployment.
package struct Judgement: Sendable {
    /// Whatever the outcome; sorted by rule, then subject key.
    package let findings: [Finding]
    package let verdict: Verdict
    package let providers: [ProviderReadiness]
    /// What is wrong by itself, the worst first.
    package let causes: [Cause]
    package let remarks: [Remark]
    /// Of the rules that were judged by: `RuleBook.digest`.
    package let rulesDigest: String
    /// What was proven to clear some of the findings; `nil` where nothing was proven.
    package internal(set) var repairs: ProvenRepairs?
}
