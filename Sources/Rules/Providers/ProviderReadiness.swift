/// Whether a mailbox provider's published requirements are met, as a whole and for each mail path.
///
/// Waivers and switched-off rules are ignored here: the provider does not know about them.
package struct ProviderReadiness: Sendable {
    package struct Path: Sendable, Hashable {
        /// `bulk/203.0.113.20/news.acme.example/bounce.news.acme.example`
        package let key: String
        package let verdict: Verdict
        /// The rules that fail for it, sorted.
        package let failing: [String]
        /// The rules that are undetermined for it, sorted.
        package let undetermined: [String]
    }

    /// The profile's id: `gmail`.
    package let profile: String
    package let title: String
    /// The worst of its paths; undetermined when no mail is sent at all.
    package let verdict: Verdict
    package let failing: [String]
    package let undetermined: [String]
    package let paths: [Path]
    /// Further requirements of the provider that cannot be checked from outside the platform's mail.
    package let unchecked: [String]
}
