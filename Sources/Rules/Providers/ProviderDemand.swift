/// What one provider makes of a rule's findings.
///
/// A requirement raises or lowers the severity that the rule starts from; the rule's own `escalate` and `lower` still hold,
/// unless the profile says otherwise. A rule that a demanded one requires is not demanded itself: its failure counts where it
/// keeps the demanded rule from being met, as much as its own severity says, and never more than the demanded one would.
struct ProviderDemand: Sendable {
    let profile: Profile
    /// By rule that is demanded directly or required by one that is: the most that its failure can count there.
    private let limits: [String: Severity]
    /// The severities of rules before their own conditions, by rule.
    private let severities: [String: Severity]
    /// What the profile itself, or one that it extends, makes of them.
    private let settings: [RuleSetting]

    init(_ profile: Profile, among rules: [CompiledRule], lineage: [Profile]) {
        self.profile = profile
        severities = Dictionary(rules.map { ($0.rule.id, $0.rule.severity) }) { first, _ in first }
        settings = lineage.flatMap(\.settings).filter { if case .from? = $0.severity { true } else { false } }
        var limits: [String: Severity] = [:]
        // Each rule stands behind those that it requires: from the last to the first, limits are handed on.
        for rule in rules.reversed() {
            let demanded = profile.requirements[rule.rule.id].map { $0.severity ?? rule.rule.greatestSeverity }
            guard let limit = [demanded, limits[rule.rule.id]].compactMap(\.self).max() else { continue }
            limits[rule.rule.id] = limit
            for required in rule.rule.requires { limits[required] = max(limits[required] ?? limit, limit) }
        }
        self.limits = limits
    }

    func demands(_ rule: String) -> Bool { profile.requirements[rule] != nil }

    /// How much a finding counts for the provider; `nil` when it asks for nothing of the kind.
    func severity(of finding: Finding) -> Severity? {
        if let requirement = profile.requirements[finding.rule] {
            let base = requirement.severity ?? base(of: finding)
            let shift = finding.shift?.keeping(lower: !profile.unlowered.contains(finding.rule))
            return shift?.applied(to: base) ?? base
        }
        guard let limit = limits[finding.rule] else { return nil }
        let base = base(of: finding)
        return min(limit, finding.shift?.applied(to: base) ?? base)
    }

    private func base(of finding: Finding) -> Severity {
        let own = severities[finding.rule] ?? finding.severity
        return settings.reduce(own) { severity, setting in
            guard case .from(let other, _)? = setting.severity, setting.rules.contains(finding.rule),
                setting.matches(finding.subject)
            else { return severity }
            return other
        }
    }
}

extension Rule {
    fileprivate var greatestSeverity: Severity { escalatedSeverity ?? severity }
}
