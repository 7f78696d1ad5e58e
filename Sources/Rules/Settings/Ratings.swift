/// The severities of findings after profiles, providers and overrides.
struct Ratings {
    private let severities: [String: Severity]
    private let settings: [RuleSetting]
    private let demands: [ProviderDemand]
    private let isProvidersOnly: Bool

    /// `demands` are those of the named providers.
    init(rules: [CompiledRule], settings: [RuleSetting], demands: [ProviderDemand], isProvidersOnly: Bool) {
        severities = Dictionary(rules.map { ($0.rule.id, $0.rule.severity) }) { first, _ in first }
        self.settings = settings
        self.demands = demands
        self.isProvidersOnly = isProvidersOnly
    }

    /// Applies the settings to a rule's findings, and records which of them were used.
    func tune(_ records: inout [Judge.Record], _ run: RuleRun, _ used: inout Set<SettingOrigin>) {
        let concerned = settings.filter { $0.rules.contains(run.rule) }
        let own = severities[run.rule]
        for index in run.records { tune(&records[index].finding, own, concerned, &used) }
    }

    private func tune(
        _ finding: inout Finding, _ severity: Severity?, _ settings: [RuleSetting], _ used: inout Set<SettingOrigin>
    ) {
        var base = severity ?? finding.severity
        var shift = finding.shift
        var exact: Severity?
        for setting in settings where setting.matches(finding.subject) {
            used.insert(setting.origin)
            switch setting.severity {
            case .to(let severity)?: exact = severity
            case .from(let severity, let keepsLower)?:
                (base, exact) = (severity, nil)
                shift = finding.shift?.keeping(lower: keepsLower)
            case .demand?, nil: break
            }
            if setting.isEnabled == false, !setting.selectors.isEmpty { finding = finding.switchedOff(by: setting) }
        }
        let own = shift?.applied(to: base) ?? base
        let demanded = demands.compactMap { $0.severity(of: finding) }.max()
        finding.severity = exact ?? (isProvidersOnly ? demanded ?? own : max(own, demanded ?? own))
    }
}
