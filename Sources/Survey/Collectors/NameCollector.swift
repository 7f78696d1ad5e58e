import DNS
import Deployment
import Facts

/// What is to be said of every name that was asked for, by view: what failed, where aliases lead, what comes from a wildcard.
struct NameCollector {
    let results: [LookupResult]
    /// Indexes of the answers that some verdict needs.
    let needed: Set<Int>
    /// What zones' own servers say, by name, with observations numbered as in `results`.
    let authority: [DomainName: NameAuthority]

    private struct Key: Hashable {
        let view: String
        let name: DomainName
    }

    func collect(_ wildcards: [ObservationLog.WildcardNote]) -> [TypedObject<NameFacts>] {
        let notes = Dictionary(wildcards.map { (Key(view: $0.view.rawValue, name: $0.name), $0) }) { first, _ in first }
        let indexes = Dictionary(grouping: needed) { Key(view: results[$0].view, name: results[$0].question.name) }
        return indexes.sorted { ($0.key.view, $0.key.name) < ($1.key.view, $1.key.name) }.compactMap { key, indexes in
            guard let view = ViewName(rawValue: key.view) else { return nil }
            let sorted = indexes.sorted { results[$0].question.type.rawValue < results[$1].question.type.rawValue }
            var object = name(key.name, view, sorted)
            let note = notes[key]
            object.set(\.onlyByWildcard, note?.value ?? .known(false), from: note?.sources ?? [])
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
        object.set(\.failures, failures, from: failed.isEmpty ? indexes : failed)
        setAliases(&object, indexes, name)
        return object
    }

    /// Our own validation says more than a resolver's, and is not from a cache.
    private func setSecurity(_ object: inout TypedObject<NameFacts>, _ name: DomainName, _ view: ViewName, _ indexes: [Int]) {
        let own = view == .public ? authority[name.lowercased] : nil
        object.set(\.outdated, own?.outdated ?? [], from: own?.sources ?? [])
        if let own, own.security != .known(nil) {
            object.set(\.dnssec, own.security, from: own.sources)
            object.set(\.dnssecReason, own.reason, from: own.sources)
            return
        }
        // A resolver that will not give an answer out may itself be mistaken about keys or the time.
        let refused = indexes.filter { results[$0].outcome == .failed(.bogus) }
        let unknown = Unknown.merging(refused.compactMap { results[$0].unknown })
        object.set(\.dnssec, Learned(nil, unless: unknown), from: refused)
        object.set(\.dnssecReason, Learned(nil, unless: unknown), from: refused)
    }

    private func setAliases(_ object: inout TypedObject<NameFacts>, _ indexes: [Int], _ name: DomainName) {
        let aliased = indexes.filter { !results[$0].aliases.isEmpty }
        let direct = indexes.filter { results[$0].aliases.isEmpty && results[$0].records?.isEmpty == false }
        let unknown = Unknown.merging(indexes.compactMap { results[$0].unknown })
        let chain = aliased.first.map { results[$0].aliases.compactMap(Self.target) } ?? []
        object.set(\.aliasChain, .found(chain, unless: unknown), from: indexes)
        let loops = aliased.contains { results[$0].outcome == .failed(.aliasLoop) }
        let leadsSomewhere = aliased.contains { results[$0].records?.isEmpty == false }
        // What could not be had might be just what the alias is for.
        let dangling: Learned<Bool> =
            loops
            ? .known(true)
            : leadsSomewhere || aliased.isEmpty && unknown == nil ? .known(false) : Learned(true, unless: unknown)
        object.set(\.dangling, dangling, from: indexes)
        let beside = aliased.contains { results[$0].aliases.first?.name == name } ? direct : []
        object.set(
            \.dataBesideAlias, .found(beside.map { results[$0].question.type.description }, unless: unknown),
            from: aliased + direct)
    }

    private static func target(_ alias: Record) -> String? {
        guard case .name(let target) = alias.data else { return nil }
        return target.lowercased.text
    }
}
