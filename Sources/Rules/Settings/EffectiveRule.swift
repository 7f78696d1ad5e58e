import RuleLanguage
import StrictYAML

/// A rule's effective severity, parameters and so on, and the source of each setting.
package struct EffectiveRule: Sendable {
    package struct Value: Sendable, Hashable {
        /// `enabled`, `severity`, `params.limit`
        package let name: String
        package let value: String
        package let origin: SettingOrigin
    }

    /// The settings for some subjects only.
    package struct Scope: Sendable, Hashable {
        /// `name *.lab.example.com, view public`
        package let subjects: String
        package let values: [Value]
        package let reason: String?
    }

    package let rule: Rule
    package let values: [Value]
    /// In order: the last one wins.
    package let scopes: [Scope]
    /// The providers that require it: `required by gmail`.
    package let providers: [String]
}

extension RuleConfiguration {
    /// `nil` for an unknown id.
    package func effective(_ id: String) -> EffectiveRule? {
        guard let compiled = book.compiled.first(where: { $0.rule.id == id }) else { return nil }
        let rule = compiled.rule
        let own = { (position: SourcePosition) in SettingOrigin(layer: .rule, file: rule.file, position) }
        var values: [EffectiveRule.Value] = [
            .init(name: "enabled", value: "\(rule.isEnabled)", origin: own(compiled.positions.enabled)),
            .init(name: "severity", value: rule.severityWords, origin: own(compiled.positions.severity)),
        ]
        values += rule.parameters.map { parameter in
            .init(
                name: "params.\(parameter.name)", value: parameter.defaultValue,
                origin: own(compiled.parameters.positions[parameter.name] ?? compiled.positions.enabled))
        }
        var scopes: [EffectiveRule.Scope] = []
        for setting in settings where setting.rules.contains(id) {
            let changes = setting.values(for: id)
            guard setting.selectors.isEmpty else {
                scopes.append(EffectiveRule.Scope(subjects: setting.subjects, values: changes, reason: setting.reason))
                continue
            }
            values = values.map { value in changes.last { $0.name == value.name } ?? value }
        }
        let providers = providers.compactMap { profile in
            profile.requirements[id].map { "\($0.rawValue) by \(profile.id)" }
        }
        return EffectiveRule(rule: rule, values: values, scopes: scopes, providers: providers)
    }
}

extension Rule {
    /// `warning, escalates to error`
    package var severityWords: String {
        var words = [severity.rawValue]
        if let escalatedSeverity { words.append("escalates to \(escalatedSeverity.rawValue)") }
        if let loweredSeverity { words.append("lowers to \(loweredSeverity.rawValue)") }
        return words.joined(separator: ", ")
    }
}

extension RuleSetting {
    fileprivate func values(for rule: String) -> [EffectiveRule.Value] {
        var values: [EffectiveRule.Value] = []
        if let isEnabled { values.append(.init(name: "enabled", value: "\(isEnabled)", origin: origin)) }
        switch severity {
        case .to(let severity)?, .from(let severity, _)?:
            values.append(.init(name: "severity", value: severity.rawValue, origin: origin))
        case .demand(let requirement)?:
            guard let severity = requirement.severity else { break }
            values.append(.init(name: "severity", value: "at least \(severity.rawValue)", origin: origin))
        case nil: break
        }
        for (name, value) in (parameters[rule] ?? [:]).sorted(by: { $0.key < $1.key }) {
            values.append(.init(name: "params.\(name)", value: Value(value).shown, origin: origin))
        }
        return values
    }
}
