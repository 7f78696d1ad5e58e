import StrictYAML

/// Reads `rules`. Whoever loads the rules checks that ids, profiles, subjects and parameters exist.
struct RuleSettingsReader {
    let values: ValueReader
    let files: FileInspector

    func settings(_ value: YAMLValue) -> RuleSettings? {
        guard let map = ShapedMap(value, DeploymentShape.rules, values.yaml) else { return nil }
        let profiles = map.list("profiles", identity: \.name) { item in
            values.identifier(item, "profiles").map { RuleSettings.Profile(name: $0, place: values.place(item.position)) }
        }
        return RuleSettings(
            profiles: profiles, overrides: map.list("override", read: override),
            waivers: map["waivers"].flatMap { files.file($0, "waivers") })
    }

    private func override(_ value: YAMLValue) -> RuleOverride? {
        guard let map = ShapedMap(value, DeploymentShape.ruleOverride, values.yaml) else { return nil }
        let rule = map["rule"].flatMap { values.text($0, "rule") }
        let selectors = map["for"].map { entries($0, "for") } ?? []
        let severity = map["severity"].flatMap { values.yaml.word($0, "severity", as: RuleOverride.Severity.self) }
        let isEnabled = map["enabled"].flatMap { values.yaml.boolean($0, "enabled") }
        let parameters = map["params"].map { entries($0, "params") } ?? []
        let reason = map["reason"].flatMap { values.text($0, "reason") }
        guard let rule else { return nil }
        if ["severity", "enabled", "params"].allSatisfy({ map[$0] == nil }) {
            values.error("override of '\(rule)' changes nothing; give severity, enabled or params", at: map.position)
        }
        return RuleOverride(
            rule: rule, selectors: selectors, severity: severity, isEnabled: isEnabled, parameters: parameters,
            reason: reason, place: values.place(map.position))
    }

    private func entries(_ value: YAMLValue, _ what: String) -> [RuleOverride.Entry] {
        guard case .mapping(let entries) = value.content else {
            values.error("\(what) must be a map, not \(value.kind)", at: value.position)
            return []
        }
        guard !entries.isEmpty, entries.count <= DeploymentLimits.overrideEntries else {
            values.error(
                "\(what) must have from 1 to \(DeploymentLimits.overrideEntries) entries, not \(entries.count)",
                at: value.position)
            return []
        }
        return entries.compactMap { entry in
            values.text(entry.value, "\(what): \(entry.key)").map {
                RuleOverride.Entry(key: entry.key, value: $0, place: values.place(entry.keyPosition))
            }
        }
    }
}
