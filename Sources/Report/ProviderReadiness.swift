import Rules

/// Whether a mailbox provider's published requirements are met, as a whole and for each way that mail takes.
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

extension ProviderReadiness {
    init(_ judgement: ProviderJudgement) {
        let all = judgement.paths.flatMap(\.findings)
        self.init(
            profile: judgement.profile.id, title: judgement.profile.title,
            verdict: judgement.paths.isEmpty ? .undetermined : Verdict(all), failing: Self.rules(all, [.fail]),
            undetermined: Self.rules(all, [.undetermined, .error]),
            paths: judgement.paths.map { path in
                Path(
                    key: path.key, verdict: Verdict(path.findings), failing: Self.rules(path.findings, [.fail]),
                    undetermined: Self.rules(path.findings, [.undetermined, .error]))
            }, unchecked: judgement.profile.unchecked)
    }

    private static func rules(_ findings: [Finding], _ outcomes: Set<Outcome>) -> [String] {
        Set(findings.filter { outcomes.contains($0.outcome) }.map(\.rule)).sorted()
    }
}
