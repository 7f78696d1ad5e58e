package import DNS

/// Records that count as published before anyone publishes them.
///
/// They take the place of whole record sets: of a name and type that the overlay holds, nothing else is seen, and an alias
/// that stands at such a name is seen no more.
package struct Overlay: Sendable {
    private let nodes: [DomainName: [RecordType: [Record]]]
    /// Names that exist because something stands below them.
    private let ancestors: Set<DomainName>

    /// SOA and NS records are passed over: zones stay where they are.
    package init(_ records: [Record]) {
        let counted = records.filter { $0.type != .soa && $0.type != .ns }
        nodes = Dictionary(grouping: counted, by: \.name).mapValues { Dictionary(grouping: $0, by: \.type) }
        var ancestors: Set<DomainName> = []
        for name in nodes.keys {
            var step = name.parent
            while let above = step, ancestors.insert(above).inserted { step = above.parent }
        }
        self.ancestors = ancestors
    }

    package var isEmpty: Bool { nodes.isEmpty }

    subscript(name: DomainName) -> [RecordType: [Record]]? { nodes[name] }

    func exists(_ name: DomainName) -> Bool { nodes[name] != nil || ancestors.contains(name) }

    /// What a wildcard of the overlay gives a name that exists nowhere (RFC 4592 §3.3): the nearest name above that exists
    /// decides.
    func wildcard(for name: DomainName) -> [RecordType: [Record]]? {
        var step = name.parent
        while let above = step {
            if let wildcard = above.prepending("*").flatMap({ nodes[$0] }) {
                return wildcard.mapValues { records in
                    records.map { Record(name: name, type: $0.type, recordClass: $0.recordClass, ttl: $0.ttl, data: $0.data) }
                }
            }
            if exists(above) { return nil }
            step = above.parent
        }
        return nil
    }
}

/// A network as it would be with records published. What comes from an overlay names no server.
package struct OverlayNetwork: SurveyNetwork {
    private let base: any SurveyNetwork
    private let overlays: [String: Overlay]

    /// - Parameter overlays: by view.
    package init(_ base: any SurveyNetwork, overlays: [String: Overlay]) {
        self.base = base
        self.overlays = overlays
    }

    /// As many links as a chain may have before it counts as a loop.
    private static let maximumAliases = 16

    package func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
        await base.ask(question, server: server, in: view)
    }

    package func lookup(_ question: Question, in view: String) async -> LookupResult {
        guard let overlay = overlays[view] else { return await base.lookup(question, in: view) }
        var name = question.name
        var aliases: [Record] = []
        while aliases.count <= Self.maximumAliases {
            let own = overlay[name]
            if let records = own?[question.type] {
                return Self.result(question, view, .records(records), aliases, records.map(\.ttl).min())
            }
            if let alias = own?[.cname]?.first, let target = Self.target(alias) {
                aliases.append(alias)
                name = target
                continue
            }
            let result = await base.lookup(Question(name, question.type), in: view)
            // An alias that stands where the overlay has records is gone.
            if own != nil, !result.aliases.isEmpty { return Self.result(question, view, .noData, aliases, 300) }
            // The chain may come through a name of the overlay, which leads elsewhere then.
            let entry = result.aliases.firstIndex { alias in Self.target(alias).map { overlay[$0] != nil } ?? false }
            if let entry, let target = Self.target(result.aliases[entry]) {
                aliases += result.aliases[...entry]
                name = target
                continue
            }
            if result.outcome == .nonexistent, result.aliases.isEmpty {
                if own == nil, let wildcard = overlay.wildcard(for: name) {
                    let records = wildcard[question.type] ?? []
                    return Self.result(question, view, records.isEmpty ? .noData : .records(records), aliases, 300)
                }
                if overlay.exists(name) { return Self.result(question, view, .noData, aliases, 300) }
            }
            guard !aliases.isEmpty else { return result }
            return LookupResult(
                question: question, view: view, outcome: result.outcome, server: result.server, transport: result.transport,
                attempts: result.attempts, aliases: aliases + result.aliases, ttl: result.ttl,
                extendedErrors: result.extendedErrors, wire: result.wire, elapsed: result.elapsed)
        }
        return Self.result(question, view, .failed(.aliasLoop), aliases, nil)
    }

    private static func target(_ alias: Record) -> DomainName? {
        guard case .name(let target) = alias.data else { return nil }
        return target
    }

    private static func result(
        _ question: Question, _ view: String, _ outcome: LookupResult.Outcome, _ aliases: [Record], _ ttl: UInt32?
    ) -> LookupResult {
        LookupResult(question: question, view: view, outcome: outcome, aliases: aliases, ttl: ttl)
    }
}
