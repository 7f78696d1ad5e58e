/// Whether a mailbox provider's published requirements are met, as a whole and for each way that mail takes.
///
/// What the operator has waived or switched off stands here as it is: the provider does not know of it.
package struct ProviderReadiness: Sendable {
    package struct Path: Sendable, Hashable {
        /// `bulk/203.0.113.20/news.acme.example/bounce.news.acme.example`
        package let key: String
        package let verdict: Verdict
        /// Rules that fail for it, sorted.
        package let failing: [String]
        /// Rules that could not be judged, sorted.
        package let undetermined: [String]
    }

    /// The profile's id: `gmail`.
    package let profile: String
    package let title: String
    /// The worst of its paths; undetermined where no mail is sent at all.
    package let verdict: Verdict
    package let failing: [String]
    package let undetermined: [String]
    package let paths: [Path]
    /// What the provider also asks for and nothing outside the platform's own mail can show.
    package let unchecked: [String]
}
