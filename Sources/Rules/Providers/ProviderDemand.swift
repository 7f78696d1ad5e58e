/// How one provider counts a rule's findings.
///
/// A requirement raises or lowers the rule's base severity; the rule's own `escalate` and `lower` still apply, unless the
/// profile says otherwise. A rule required by a demanded one is not demanded itself: its failure counts where it prevents
/// the demanded rule from being met, with its own severity, but never more than the demanded one would.
struct ProviderDemand: Sendable {
    let profile: Profile
    /// For each rule that is demanded, or required by a demanded one: the highest severity that its failure can count with.
    private let limits: [String: Severity]
    /// The base severities of rules, by rule.
    private let severities: [String: Severity]
    /// The severity set by the profile itself, or by one that it extends.
    private let settings: [RuleSetting]

    init(_ profile: Profile, among rules: [CompiledRule], lineage: [Profile]) {
        self.profile = profile
        severities = Dictionary(rules.map { ($0.rule.id, $0.rule.severity) }) { first, _ in first }
        settings = lineage.flatMap(\.settings).filter { if case .from? = $0.severity { true } else { false } }
        var limits: [String: Severity] = [:]
        // Rules come after those that they require, so limits are passed on from the last to the first.
        for rule in rules.reversed() {
            let demanded = profile.requirements[rule.rule.id].map { $0.severity ?? rule.rule.greatestSeverity }
            guard let limit = [demanded, limits[rule.rule.id]].compactMap(\.self).max() else { continue }
            limits[rule.rule.id] = limit
            for required in rule.rule.requires { limits[required] = max(limits[required] ?? limit, limit) }
        }
        self.limits = limits
    }

    func demands(_ rule: String) -> Bool { profile.requirements[rule] != nil }

    /// The severity with which a finding counts for the provider; `nil` when the provider does not demand it.
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
