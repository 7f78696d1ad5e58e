import Facts
import RuleLanguage
import StrictYAML

/// Checks requested changes against the existing rules, and reports what is wrong with them.
struct SettingResolver {
    let rules: [CompiledRule]
    let layer: SettingOrigin.Layer
    let file: String
    let report: (_ message: String, _ position: SourcePosition) -> Void

    func setting(_ request: SettingRequest) -> RuleSetting? {
        let matching = matching(request.rule, at: request.position)
        guard !matching.isEmpty else { return nil }
        return RuleSetting(
            rules: Set(matching.map(\.rule.id)), selectors: request.selectors.compactMap { selector($0, of: matching) },
            severity: request.severity.map { severity($0, of: request) }, isEnabled: request.isEnabled,
            parameters: parameters(request, of: matching), reason: request.reason, origin: origin(request.position))
    }

    private func severity(_ severity: Severity, of request: SettingRequest) -> RuleSetting.SeverityChange {
        layer == .override ? .to(severity) : .from(severity, keepsLower: request.keepsLower)
    }

    /// The rules that match a glob, by current or former ids; no match is a mistake.
    func matching(_ glob: String, at position: SourcePosition) -> [CompiledRule] {
        let pattern = Glob(glob)
        let found = rules.filter { pattern.matches($0.rule.id) || $0.rule.formerly.contains(glob) }
        if found.isEmpty {
            let ids = rules.map(\.rule.id)
            let what = glob.contains("*") ? "no rule matches '\(glob)'" : "there is no rule '\(glob)'"
            report(what + ruleSuggestion(for: glob, among: ids), position)
        }
        return found
    }

    func origin(_ position: SourcePosition) -> SettingOrigin {
        SettingOrigin(layer: layer, file: file, position)
    }

    private func selector(_ entry: SettingRequest.Entry, of rules: [CompiledRule]) -> RuleSetting.Selector? {
        guard let part = SubjectPart(rawValue: entry.key) else {
            let parts = SubjectPart.allCases.map(\.rawValue)
            report(
                "'\(entry.key)' is no part of a subject (\(parts.joined(separator: ", ")))"
                    + suggestion(for: entry.key, among: parts), entry.position)
            return nil
        }
        let kinds = Set(rules.map(\.kind.name))
        if part == .kind, !kinds.contains(where: Glob(entry.value).matches) {
            report(
                "'\(entry.value)' is not what these rules are judged for (\(kinds.sorted().joined(separator: ", ")))",
                entry.position)
            return nil
        }
        return RuleSetting.Selector(part: part, pattern: entry.value)
    }

    private func parameters(_ request: SettingRequest, of rules: [CompiledRule]) -> [String: [String: FactValue]] {
        var result: [String: [String: FactValue]] = [:]
        for entry in request.parameters {
            let owners = rules.filter { $0.parameters.types[entry.key] != nil }
            if owners.isEmpty {
                let names = Set(rules.flatMap(\.parameters.types.keys)).sorted()
                let hint = names.isEmpty ? "; it has none" : suggestion(for: entry.key, among: names)
                report("'\(request.rule)' has no parameter '\(entry.key)'\(hint)", entry.position)
            }
            for owner in owners {
                guard let value = value(entry, of: owner.parameters) else { break }
                result[owner.rule.id, default: [:]][entry.key] = value
            }
        }
        return result
    }

    private func value(_ entry: SettingRequest.Entry, of parameters: ParameterReader.Parameters) -> FactValue? {
        guard let type = parameters.types[entry.key] else { return nil }
        guard let value = FactValue(written: entry.value, as: type) else {
            report("parameter '\(entry.key)' must be \(type), not '\(entry.value)'", entry.position)
            return nil
        }
        let bounds = parameters.bounds[entry.key]
        if let minimum = bounds?.minimum, ParameterReader.isLess(value, minimum) {
            report("parameter '\(entry.key)' must be at least \(Value(minimum).shown), not '\(entry.value)'", entry.position)
            return nil
        }
        if let maximum = bounds?.maximum, ParameterReader.isLess(maximum, value) {
            report("parameter '\(entry.key)' must be at most \(Value(maximum).shown), not '\(entry.value)'", entry.position)
            return nil
        }
        return value
    }
}
