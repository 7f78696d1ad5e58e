import Facts
import StrictYAML

/// Reads one profile file. Every mistake goes to the `YAMLReader`.
struct ProfileReader {
    private static let keys =
        [
            "engine", "title", "about", "extends", "rules", "not-checked", "references", "checked",
        ] + Profile.Requirement.allCases.map(\.key)

    let source: RuleSource
    let rules: [CompiledRule]
    /// The ids of all profiles.
    let profiles: [String]
    let reader: YAMLReader

    /// `nil` after a mistake.
    func read() -> Profile? {
        guard RuleReader.checkEngine(reader, "the profile"),
            let map = reader.map(reader.document.root, "the profile", keys: Self.keys)
        else { return nil }
        let title = map.required("title").flatMap { reader.text($0, "'title'") }
        let about = map["about"].flatMap { reader.text($0, "'about'") }
        let bases = reader.texts(map, "extends")
        for (base, position) in bases where !profiles.contains(base) && base != Profile.defaultID {
            reader.report("unknown profile '\(base)'\(suggestion(for: base, among: profiles))", at: position)
        }
        let resolver = SettingResolver(
            rules: rules, layer: .profile(source.id), file: source.displayName
        ) { reader.report($0, at: $1) }
        let changes = (map["rules"].flatMap { reader.list($0, "'rules'") } ?? []).compactMap { item in
            request(item).flatMap(resolver.setting)
        }
        let sources = references(map)
        let references = sources.map(\.source)
        let checked = map["checked"].flatMap { day($0, "'checked'") }
        var requirements: [String: Profile.Requirement] = [:]
        var grounds: [String: Profile.Ground] = [:]
        var unlowered: Set<String> = []
        var raises: [RuleSetting] = []
        for requirement in Profile.Requirement.allCases {
            for demand in demands(map, requirement.key, references) {
                let demanded = resolver.matching(demand.glob, at: demand.position)
                let ids = Set(demanded.map(\.rule.id))
                for id in ids {
                    requirements[id] = requirement
                    grounds[id] = demand.ground
                }
                if !demand.keepsLower { unlowered.formUnion(ids) }
                let setting = { (rules: Set<String>, severity: RuleSetting.SeverityChange?) in
                    RuleSetting(
                        rules: rules, selectors: [], severity: severity, isEnabled: true, parameters: [:], reason: nil,
                        origin: resolver.origin(demand.position))
                }
                raises.append(setting(ids, .demand(requirement)))
                let required = Self.closure(of: demanded, among: rules).subtracting(ids)
                if !required.isEmpty { raises.append(setting(required, nil)) }
            }
        }
        guard let title, !reader.hasErrors else { return nil }
        return Profile(
            id: source.id, title: title, about: about ?? "", requirements: requirements, unlowered: unlowered,
            unchecked: reader.texts(map, "not-checked").map(\.text), sources: sources, checked: checked, grounds: grounds,
            file: source.displayName, bases: bases.map(\.text), settings: changes + raises)
    }

    /// A rule that a provider demands, by itself or as `{ rule: spf/missing, lower: false, source: https://…, says: … }`.
    private struct Demand {
        let glob: String
        let keepsLower: Bool
        let ground: Profile.Ground
        let position: SourcePosition
    }

    /// - Parameter references: the profile's; the first stands behind whatever names no other.
    private func demands(_ map: YAMLMap, _ key: String, _ references: [String]) -> [Demand] {
        guard let value = map[key], let items = reader.list(value, "'\(key)'") else { return [] }
        return items.compactMap { item in
            guard case .mapping = item.content else {
                return reader.text(item, "an entry of '\(key)'").map {
                    Demand(
                        glob: $0, keepsLower: true, ground: Profile.Ground(source: references.first, says: nil),
                        position: item.position)
                }
            }
            guard let map = reader.map(item, "an entry of '\(key)'", keys: ["rule", "lower", "source", "says"]),
                let rule = map.required("rule"), let glob = reader.text(rule, "'rule'")
            else { return nil }
            let keepsLower = map["lower"].flatMap { reader.boolean($0, "'lower'") } ?? true
            let source = map["source"].flatMap { reader.text($0, "'source'") }
            if let source, let value = map["source"], !references.contains(source) {
                reader.report("'\(source)' is not among the profile's references", at: value.position)
            }
            let ground = Profile.Ground(
                source: source ?? references.first, says: map["says"].flatMap { reader.text($0, "'says'") })
            return Demand(glob: glob, keepsLower: keepsLower, ground: ground, position: rule.position)
        }
    }

    /// A reference by itself, or as `{ source: https://…, read: summary, at: https://…, dated: 2026-06-21 }`.
    private func references(_ map: YAMLMap) -> [ProfileReference] {
        guard let value = map["references"], let items = reader.list(value, "'references'") else { return [] }
        return items.compactMap { item in
            guard case .mapping = item.content else {
                return reader.text(item, "an entry of 'references'").map {
                    ProfileReference(source: $0, reading: nil, place: nil, dated: nil)
                }
            }
            guard let map = reader.map(item, "an entry of 'references'", keys: ["source", "read", "at", "dated"]),
                let source = map.required("source").flatMap({ reader.text($0, "'source'") }),
                let read = map.required("read"),
                let reading = reader.word(read, "'read'", as: ProfileReference.Reading.self)
            else { return nil }
            let place = map["at"].flatMap { reader.text($0, "'at'") }
            if reading == .summary, place == nil {
                reader.report("a summary needs 'at': the address at which it stands", at: read.position)
            }
            return ProfileReference(
                source: source, reading: reading, place: place, dated: map["dated"].flatMap { day($0, "'dated'") })
        }
    }

    private func day(_ value: YAMLValue, _ what: String) -> String? {
        reader.day(value, what, example: "2026-11-28")?.text
    }

    /// With a rule come those that it requires: when one of them fails, it is skipped.
    private static func closure(of rules: [CompiledRule], among all: [CompiledRule]) -> Set<String> {
        var ids = Set(rules.map(\.rule.id))
        for rule in all.reversed() where ids.contains(rule.rule.id) { ids.formUnion(rule.rule.requires) }
        return ids
    }

    private func request(_ value: YAMLValue) -> SettingRequest? {
        guard
            let map = reader.map(
                value, "a change", keys: ["rule", "for", "severity", "lower", "enabled", "params", "reason"])
        else { return nil }
        let rule = map.required("rule").flatMap { reader.text($0, "'rule'") }
        let severity = map["severity"].flatMap { reader.word($0, "'severity'", as: Severity.self) }
        let keepsLower = map["lower"].flatMap { reader.boolean($0, "'lower'") }
        if let position = map.keyPosition("lower"), map["severity"] == nil {
            reader.report("'lower' belongs to 'severity'", at: position)
        }
        let isEnabled = map["enabled"].flatMap { reader.boolean($0, "'enabled'") }
        let reason = map["reason"].flatMap { reader.text($0, "'reason'") }
        let selectors = entries(map["for"], "'for'")
        let parameters = entries(map["params"], "'params'")
        guard let rule else { return nil }
        if ["severity", "enabled", "params"].allSatisfy({ map[$0] == nil }) {
            reader.report("the change of '\(rule)' changes nothing; give severity, enabled or params", at: map.position)
        }
        return SettingRequest(
            rule: rule, selectors: selectors, severity: severity, keepsLower: keepsLower ?? true,
            isEnabled: isEnabled, parameters: parameters,
            reason: reason, position: map["rule"]?.position ?? map.position)
    }

    private func entries(_ value: YAMLValue?, _ what: String) -> [SettingRequest.Entry] {
        guard let value else { return [] }
        guard case .mapping(let entries) = value.content else {
            reader.report("\(what) must be a map, not \(value.kind)", at: value.position)
            return []
        }
        return entries.compactMap { entry in
            reader.text(entry.value, "'\(entry.key)'").map {
                SettingRequest.Entry(key: entry.key, value: $0, position: entry.value.position)
            }
        }
    }
}

extension YAMLReader {
    /// A day as written, and its beginning.
    func day(_ value: YAMLValue, _ what: String, example: String) -> (text: String, start: Timestamp)? {
        guard let text = text(value, what) else { return nil }
        guard let start = Timestamp("\(text)T00:00:00Z") else {
            report("\(what) must be a day such as \(example), not '\(text)'", at: value.position)
            return nil
        }
        return (text, start)
    }

    /// The texts of an optional list with their positions.
    func texts(_ map: YAMLMap, _ key: String) -> [(text: String, position: SourcePosition)] {
        guard let value = map[key], let items = list(value, "'\(key)'") else { return [] }
        return items.compactMap { item in text(item, "an entry of '\(key)'").map { ($0, item.position) } }
    }
}
