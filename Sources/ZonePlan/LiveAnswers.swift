import DNS
import Deployment

/// The current DNS; without answers, nothing is known.
struct LiveAnswers: Lookup {
    let network: (any Lookup)?

    var isCompared: Bool { network != nil }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        guard let network else { return LookupResult(question: question, view: view, outcome: .nonexistent) }
        return await network.lookup(question, in: view)
    }

    func ask(_ name: DomainName, _ type: RecordType, _ view: ViewName) async -> LookupResult {
        await lookup(Question(name, type), in: view.rawValue)
    }

    /// What a name resolves to.
    struct Host: Sendable {
        /// Of both families.
        let addresses: [IPAddress]
        /// The end of its alias chain, when it is an alias.
        let end: DomainName?
        /// The first link of that chain.
        let alias: DomainName?
    }

    /// `nil` if a query failed.
    func host(_ name: DomainName, _ view: ViewName) async -> Host? {
        async let ipv4 = ask(name, .a, view)
        async let ipv6 = ask(name, .aaaa, view)
        let (first, second) = await (ipv4, ipv6)
        guard let some = first.records, let others = second.records else { return nil }
        let aliases = first.aliases.isEmpty ? second.aliases : first.aliases
        return Host(
            addresses: (some + others).compactMap { if case .address(let address) = $0.data { address } else { nil } },
            end: aliases.last.flatMap(Self.target), alias: aliases.first.flatMap(Self.target))
    }

    func addresses(of name: DomainName, _ view: ViewName) async -> [IPAddress]? { await host(name, view)?.addresses }

    func texts(at name: DomainName, _ view: ViewName = .public) async -> (texts: [String]?, result: LookupResult) {
        let result = await ask(name, .txt, view)
        return (result.records.map { $0.compactMap(\.data.joinedText).sorted() }, result)
    }

    /// The zone of a name: the nearest SOA record at or above it, without following aliases.
    func zone(of name: DomainName, _ view: ViewName) async -> DomainName? {
        guard isCompared else { return nil }
        var step: DomainName? = name
        while let candidate = step, !candidate.isRoot {
            let result = await ask(candidate, .soa, view)
            guard let records = result.records else { return nil }
            if result.aliases.isEmpty, !records.isEmpty { return candidate.lowercased }
            step = candidate.parent
        }
        return .root
    }

    /// Whether the name is an alias of `target` by a wildcard rather than its own record. Records published at the name
    /// override the wildcard; an own alias excludes all other records (RFC 1034 §3.6.2).
    func isWildcardAlias(_ name: DomainName, _ target: DomainName, _ view: ViewName) async -> Bool {
        var step = name.parent
        while let above = step, above.labelCount >= 1 {
            guard let wildcard = above.prepending("*") else { return false }
            if wildcard != name, await ask(wildcard, .cname, view).records?.first?.data == .name(target) { return true }
            step = above.parent
        }
        return false
    }

    /// Whether texts come from a wildcard above their name, as far as is known.
    func mayBeWildcard(_ texts: [String], at name: DomainName) async -> Bool {
        for probe in WildcardProbe.names(for: name) {
            guard let other = await self.texts(at: probe).texts else { return true }
            guard other == texts else { return false }
        }
        return true
    }

    /// Whether the name has records of the type itself, rather than from an alias or a wildcard.
    func hasOwn(_ type: RecordType, at name: DomainName, _ view: ViewName) async -> Bool {
        let result = await ask(name, type, view)
        guard result.aliases.isEmpty, let records = result.records, !records.isEmpty else { return false }
        for probe in WildcardProbe.names(for: name) {
            guard let other = await ask(probe, type, view).records else { return false }
            if Set(other.map(\.data)) != Set(records.map(\.data)) { return true }
        }
        return false
    }

    static func target(_ alias: Record) -> DomainName? {
        if case .name(let target) = alias.data { target } else { nil }
    }
}
