import DNS
import Deployment
import Facts

/// What is to be said of every name that was asked for, by view: what failed, where aliases lead, what comes from a wildcard.
struct NameFacts {
    let results: [LookupResult]
    /// Indexes of the answers that some verdict needs.
    let needed: Set<Int>
    /// What zones' own servers say, by name, with observations numbered as in `results`.
    let authority: [DomainName: NameAuthority]

    private struct Key: Hashable {
        let view: String
        let name: DomainName
    }

    func all(_ wildcards: [(note: ObservationLog.WildcardNote, sources: [Int])]) -> [FactObject] {
        let notes = Dictionary(wildcards.map { (Key(view: $0.note.view, name: $0.note.name), $0) }) { first, _ in first }
        let indexes = Dictionary(grouping: needed) { Key(view: results[$0].view, name: results[$0].question.name) }
        return indexes.sorted { ($0.key.view, $0.key.name) < ($1.key.view, $1.key.name) }.map { key, indexes in
            let sorted = indexes.sorted { results[$0].question.type.rawValue < results[$1].question.type.rawValue }
            var object = name(key, sorted)
            let note = notes[key]
            object.set("only_by_wildcard", note?.note.value ?? .boolean(false), from: note?.sources ?? [])
            setSecurity(&object, key, sorted)
            return object
        }
    }

    private func name(_ key: Key, _ indexes: [Int]) -> FactObject {
        let failed = indexes.filter { results[$0].unknown != nil }
        let failures = failed.map { index in
            FactObject(.lookupFailure)
                .setting("type", .string(results[index].question.type.description), from: [index])
                .setting("cause", .string((results[index].unknown?.cause ?? .network).rawValue), from: [index])
                .setting("detail", .string(results[index].failureDetail), from: [index])
        }
        var object = FactObject(.name)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(key.name.lowercased)/\(key.view)", role: "name", name: key.name.lowercased.text, view: key.view))
        object.set("name", .string(key.name.lowercased.text))
        object.set("view", .string(key.view))
        object.set("failures", .objects(failures), from: failed.isEmpty ? indexes : failed)
        setAliases(&object, indexes, key.name)
        return object
    }

    /// Our own validation says more than a resolver's, and is not from a cache.
    private func setSecurity(_ object: inout FactObject, _ key: Key, _ indexes: [Int]) {
        let own = key.view == ViewName.public.rawValue ? authority[key.name.lowercased] : nil
        object.set("outdated", own?.outdated ?? .list([]), from: own?.sources ?? [])
        if let own, own.security != .absent {
            object.set("dnssec", own.security, from: own.sources)
            object.set("dnssec_reason", own.reason, from: own.sources)
            return
        }
        // A resolver that will not give an answer out may itself be mistaken about keys or the time.
        let refused = indexes.filter { results[$0].outcome == .failed(.bogus) }
        let unknown = Unknown.merging(refused.compactMap { results[$0].unknown })
        for field in ["dnssec", "dnssec_reason"] {
            object.set(field, unknown.map(FactValue.unknown) ?? .absent, from: refused)
        }
    }

    private func setAliases(_ object: inout FactObject, _ indexes: [Int], _ name: DomainName) {
        let aliased = indexes.filter { !results[$0].aliases.isEmpty }
        let direct = indexes.filter { results[$0].aliases.isEmpty && results[$0].records?.isEmpty == false }
        let unknown = Unknown.merging(indexes.compactMap { results[$0].unknown })
        let chain = aliased.first.map { results[$0].aliases.compactMap(Self.target) } ?? []
        object.set("alias_chain", .found(chain, unless: unknown), from: indexes)
        let loops = aliased.contains { results[$0].outcome == .failed(.aliasLoop) }
        let leadsSomewhere = aliased.contains { results[$0].records?.isEmpty == false }
        // What could not be had might be just what the alias is for.
        let dangling: FactValue =
            loops
            ? .boolean(true)
            : leadsSomewhere || aliased.isEmpty && unknown == nil
                ? .boolean(false)
                : unknown.map(FactValue.unknown) ?? .boolean(true)
        object.set("dangling", dangling, from: indexes)
        let beside = aliased.contains { results[$0].aliases.first?.name == name } ? direct : []
        object.set(
            "data_beside_alias", .found(beside.map { results[$0].question.type.description }, unless: unknown),
            from: aliased + direct)
    }

    private static func target(_ alias: Record) -> String? {
        guard case .name(let target) = alias.data else { return nil }
        return target.lowercased.text
    }
}
