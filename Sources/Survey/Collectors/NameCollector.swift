import DNS
import Deployment
import Facts

/// The facts about every queried name, by view: failures, alias targets, wildcards.
struct NameCollector {
    let results: [LookupResult]
    /// Indexes of the answers that some verdict needs.
    let needed: Set<Int>
    /// Indexes of those whose records must exist.
    let required: Set<Int>
    let classification: AnswerClassification
    /// What was left out because of a limit.
    let limits: [ObservationLog.LimitNote]
    /// What authoritative servers say, by name, with observations numbered as in `results`.
    let authority: [DomainName: NameAuthority]
    /// Zones whose apex is an alias on some server, and the alias's target.
    let apexAliases: [DomainName: DomainName]

    private struct Key: Hashable {
        let view: String
        let name: DomainName
    }

    func collect(_ wildcards: [ObservationLog.WildcardNote], place: (Int) -> Int) -> [TypedObject<NameFacts>] {
        let notes = Dictionary(wildcards.map { (Key(view: $0.view.rawValue, name: $0.name), $0) }) { first, _ in first }
        let limits = Dictionary(grouping: limits) { Key(view: $0.view.rawValue, name: $0.name.lowercased) }
        let indexes = Dictionary(grouping: needed) { Key(view: results[$0].view, name: results[$0].question.name) }
        return indexes.sorted { ($0.key.view, $0.key.name) < ($1.key.view, $1.key.name) }.compactMap { key, indexes in
            guard let view = ViewName(rawValue: key.view) else { return nil }
            let sorted = indexes.sorted { results[$0].question.type.rawValue < results[$1].question.type.rawValue }
            var object = name(key.name, view, sorted)
            let note = notes[key]
            object.set(\.onlyByWildcard, note?.value ?? .known(false), from: note?.sources ?? [])
            let noted = limits[Key(view: key.view, name: key.name.lowercased)] ?? []
            object.set(\.limits, noted.map(\.words) + reached(sorted), from: sorted)
            setAliases(&object, sorted, key.name, view, place)
            setSecurity(&object, key.name, view, sorted)
            return object
        }
    }

    private func name(_ name: DomainName, _ view: ViewName, _ indexes: [Int]) -> TypedObject<NameFacts> {
        let failed = indexes.filter { results[$0].unknown != nil }
        let failures = failed.map { index in
            TypedObject<LookupFailureFacts> {
                $0.set(\.type, results[index].question.type.description, from: [index])
                $0.set(\.cause, results[index].unknown?.cause ?? .network, from: [index])
                $0.set(\.detail, results[index].failureDetail, from: [index])
            }
        }
        let text = name.lowercased.text
        var object = TypedObject<NameFacts>(.name(name, view), role: .name, name: text, view: view)
        object.set(\.name, text)
        object.set(\.view, view)
        object.set(\.isOptional, required.isDisjoint(with: indexes))
        object.set(\.failures, failures, from: failed.isEmpty ? indexes : failed)
        let answers = indexes.map { index in
            TypedObject<NameAnswerFacts> {
                $0.set(\.type, results[index].question.type.description, from: [index])
                $0.set(\.kind, classification.kind(results[index]), from: [index])
            }
        }
        object.set(\.answers, answers, from: indexes)
        return object
    }

    /// The limits that cut an answer, for a sentence each.
    private func reached(_ indexes: [Int]) -> [String] {
        indexes.flatMap { index in
            results[index].limitsReached.map { "the answer to \(results[index].question.type) was cut: \($0), \($0.source)" }
        }
    }

    /// Our own validation is more reliable than a resolver's, and is not from a cache.
    private func setSecurity(_ object: inout TypedObject<NameFacts>, _ name: DomainName, _ view: ViewName, _ indexes: [Int]) {
        let own = view == .public ? authority[name.lowercased] : nil
        object.set(\.outdated, own?.outdated ?? [], from: own?.sources ?? [])
        if let own, own.security != .known(nil) {
            object.set(\.dnssec, own.security, from: own.sources)
            object.set(\.dnssecReason, own.reason, from: own.sources)
            return
        }
        // A resolver that withholds an answer may itself be wrong about keys or the time.
        let refused = indexes.filter { results[$0].outcome == .failed(.bogus) }
        let unknown = Unknown.merging(refused.compactMap { results[$0].unknown })
        object.set(\.dnssec, Learned(nil, unless: unknown), from: refused)
        object.set(\.dnssecReason, Learned(nil, unless: unknown), from: refused)
    }

    private func setAliases(
        _ object: inout TypedObject<NameFacts>, _ indexes: [Int], _ name: DomainName, _ view: ViewName, _ place: (Int) -> Int
    ) {
        let aliased = indexes.filter { !results[$0].aliases.isEmpty }
        let unknown = Unknown.merging(indexes.compactMap { results[$0].unknown })
        let chain = aliased.first.map { results[$0].aliasTargets.map(\.text) } ?? []
        object.set(\.aliasChain, .found(chain, unless: unknown), from: indexes)
        let (dangling, probes) = dangling(indexes, aliased, unknown)
        object.set(\.dangling, dangling, from: indexes + probes.map(place))
        let conflict = conflict(indexes, name, view)
        object.set(\.dataBesideAlias, .found(conflict.types, unless: unknown), from: conflict.sources)
        object.set(\.conflictAt, conflict.place.lowercased.text)
    }

    /// Whether the name has an alias that leads to none of the queried records, and the queries that show it.
    private func dangling(_ indexes: [Int], _ aliased: [Int], _ unknown: Unknown?) -> (Learned<Bool>, probes: [Int]) {
        let kinds = aliased.map { classification.kind(results[$0]) }
        let origins = aliased.compactMap { classification.origin(results[$0]) }
        let loops = zip(aliased, kinds).contains { results[$0].outcome == .failed(.aliasLoop) && $1 == .danglingAlias }
        if !loops, kinds.contains(.alias) || kinds.contains(.conflict) { return (.known(false), []) }
        guard kinds.contains(.danglingAlias) || aliased.contains(where: { results[$0].unknown != nil }) else {
            // The failed query might be for exactly what the alias provides.
            return (Learned(false, unless: aliased.isEmpty ? unknown : nil), [])
        }
        let undecided = Unknown.merging(origins.compactMap(\.isWildcard.unknown))
        return (
            Learned(true, unless: loops ? undecided : Unknown.merging([undecided, unknown].compactMap(\.self))),
            origins.map(\.source)
        )
    }

    /// Types that coexist with an alias, and where: at the name, or at a target of its alias.
    private func conflict(
        _ indexes: [Int], _ name: DomainName, _ view: ViewName
    ) -> (types: [String], place: DomainName, sources: [Int]) {
        // On an authoritative server the apex, which always has SOA and NS records, is an alias.
        if view == .public, apexAliases[name.lowercased] != nil { return (["NS", "SOA"], name, indexes) }
        let aliased = indexes.filter { results[$0].aliases.first?.name.lowercased == name.lowercased }
        let direct = indexes.filter { results[$0].aliases.isEmpty && results[$0].records?.isEmpty == false }
        let conflicts = indexes.flatMap { results[$0].aliasConflicts }.filter { $0.type != .cname }
        let own = conflicts.filter { $0.name.lowercased == name.lowercased }.map(\.type)
        let beside = aliased.isEmpty ? own : own + direct.map { results[$0].question.type }
        let other = conflicts.first?.name ?? name
        let types = beside.isEmpty ? conflicts.filter { $0.name == other }.map(\.type) : beside
        let place = beside.isEmpty ? other : name
        return (Set(types.map(\.description)).sorted(), place, indexes)
    }
}
