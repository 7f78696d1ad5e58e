package import DNS
package import Deployment
import Synchronization
import ZonePlan

/// Records that count as published before they are.
///
/// They replace single-valued data: for a type in the overlay, only the overlay's records are seen, and an alias at such a
/// name is hidden. Texts of a kind that a name has only once (SPF, DMARC, a DKIM key, …) replace those of the same kind;
/// any other text is added to the existing ones.
package struct Overlay: Sendable {
    private let nodes: [DomainName: [RecordType: [Record]]]
    /// Names that exist because a name below them does.
    private let ancestors: Set<DomainName>
    private let removed: [DomainName: [RecordType: [RecordData]]]
    /// Existing records beside the overlay's stay, of every type; otherwise the overlay's records are all that is seen.
    let isAdditive: Bool

    /// SOA and NS records are ignored: zones stay where they are. `removing` lists records that count as removed. With
    /// `additive`, all other existing records stay.
    package init(_ records: [Record], removing removals: [Record] = [], additive: Bool = false) {
        isAdditive = additive
        let counted = records.filter { $0.type != .soa && $0.type != .ns }
        nodes = Dictionary(grouping: counted, by: \.name).mapValues { Dictionary(grouping: $0, by: \.type) }
        removed = Dictionary(grouping: removals, by: \.name).mapValues { records in
            Dictionary(grouping: records, by: \.type).mapValues { $0.map(\.data) }
        }
        var ancestors: Set<DomainName> = []
        for name in nodes.keys {
            var step = name.parent
            while let above = step, ancestors.insert(above).inserted { step = above.parent }
        }
        self.ancestors = ancestors
    }

    package var isEmpty: Bool { nodes.isEmpty && removed.isEmpty }

    subscript(name: DomainName) -> [RecordType: [Record]]? { nodes[name] }

    func exists(_ name: DomainName) -> Bool { nodes[name] != nil || ancestors.contains(name) }

    /// Whether the existing alias at a name counts as removed.
    func removesAlias(_ result: LookupResult, at name: DomainName) -> Bool {
        guard let alias = result.aliases.first, alias.name == name else { return false }
        return isRemoved(alias.data, .cname, at: name)
    }

    func isRemoved(_ data: RecordData, _ type: RecordType, at name: DomainName) -> Bool {
        removed[name]?[type]?.contains { $0 == data || $0.joinedText != nil && $0.joinedText == data.joinedText } == true
    }

    func removesSomething(_ type: RecordType, at name: DomainName) -> Bool { removed[name]?[type] != nil }

    /// The existing texts at a name that remain beside those of the overlay.
    package static func kept(_ standing: [Record], beside own: [Record], at name: DomainName) -> [Record] {
        // Below these labels, all texts are of the one kind that belongs there.
        let first = name.labels.map { String(decoding: $0, as: UTF8.self).lowercased() }
        let isOfOneKind = ["_dmarc", "_mta-sts", "_smtp"].contains(first.first) || first.contains("_domainkey")
        guard !isOfOneKind else { return [] }
        let texts = own.compactMap(\.data.joinedText)
        let kinds = Set(texts.compactMap { SingleValuedText($0) })
        return standing.filter { record in
            guard let text = record.data.joinedText, !texts.contains(text) else { return false }
            return SingleValuedText(text).map { !kinds.contains($0) } ?? true
        }
    }

    /// What a wildcard of the overlay provides for a nonexistent name (RFC 4592 §3.3): the nearest existing name above
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

/// The change that an overlay made to one answer.
package struct OverlayReplacement: Sendable, Hashable, CustomStringConvertible {
    package let view: String
    package let name: DomainName
    package let type: RecordType
    /// In zone-file format: what is hidden, and what is seen instead.
    package let old: [String]
    package let new: [String]

    package var description: String {
        let place = "\(name.lowercased.absoluteText) \(type) (\(view)):"
        let before = old.joined(separator: ", ")
        let after = new.joined(separator: ", ")
        if new.isEmpty { return "\(place) \(before) counts as removed" }
        return old.isEmpty ? "\(place) \(after) is added" : "\(place) \(after) takes the place of \(before)"
    }
}

/// The replacements of a run, each once.
private final class OverlayLog: Sendable {
    private let entries = Mutex<Set<OverlayReplacement>>([])

    func note(_ replacement: OverlayReplacement) { entries.withLock { _ = $0.insert(replacement) } }

    var all: [OverlayReplacement] {
        entries.withLock { Array($0) }.sorted { ($0.view, $0.name, $0.type.rawValue) < ($1.view, $1.name, $1.type.rawValue) }
    }
}

/// Which public zones the internal view shows, each compared once.
private final class SeenZones: Sendable {
    private let known = Mutex<[DomainName: Bool]>([:])

    func isSeen(_ zone: DomainName, compare: () async -> Bool) async -> Bool {
        if let known = known.withLock({ $0[zone] }) { return known }
        let isSeen = await compare()
        known.withLock { $0[zone] = isSeen }
        return isSeen
    }
}

/// A network as it would be with records published. Answers from an overlay name no server.
package struct OverlayNetwork: SurveyNetwork {
    private let base: any SurveyNetwork
    private let overlays: [String: Overlay]
    private let log = OverlayLog()

    /// The changes made to answers so far.
    package var replacements: [OverlayReplacement] { log.all }

    /// The plan by whose names zones of both views are compared: a public overlay is seen wherever the internal view shows the public zone.
    private let plan: Plan?
    private let seen = SeenZones()

    /// - Parameters:
    ///   - overlays: by view.
    ///   - plan: an internal view without an overlay of its own shows the public one in zones that it has no copy of, as the answers for the
    ///     names of this plan tell.
    package init(_ base: any SurveyNetwork, overlays: [String: Overlay], passingOnBy plan: Plan? = nil) {
        self.base = base
        self.overlays = overlays
        self.plan = plan
    }

    private func overlay(for name: DomainName, in view: String) async -> Overlay? {
        if let own = overlays[view] { return own }
        guard let plan, view == ViewName.internal.rawValue, let outside = overlays[ViewName.public.rawValue],
            let (zone, starts) = await ZoneStarts.nearest(name, by: base)
        else { return nil }
        return await seen.isSeen(zone) { await starts.areOfOneZone(zone, plan, by: base) } ? outside : nil
    }

    /// Chains with more links count as loops.
    private static let maximumAliases = 16

    package func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
        await base.ask(question, server: server, in: view)
    }

    package func lookup(_ question: Question, in view: String) async -> LookupResult {
        guard let overlay = await overlay(for: question.name, in: view) else { return await base.lookup(question, in: view) }
        var name = question.name
        var aliases: [Record] = []
        while aliases.count <= Self.maximumAliases {
            // Below a name that exists no wildcard above it applies (RFC 4592 §3.3.1).
            if overlay[name] == nil, WildcardProbe.isProbe(name), name.parent.map(overlay.exists) == true {
                let records = overlay.wildcard(for: name)?[question.type] ?? []
                return Self.result(question, view, records.isEmpty ? .nonexistent : .records(records), aliases, 300)
            }
            let standing = await base.lookup(Question(name, question.type), in: view)
            let own = await visible(overlay, at: name, standing, view)
            if let records = own?[question.type] {
                let (all, isAuthenticated) = over(records, question.type, at: name, view, overlay, standing)
                return Self.result(question, view, .records(all), aliases, all.map(\.ttl).min(), authenticated: isAuthenticated)
            }
            if let alias = own?[.cname]?.first, let target = Self.target(alias) {
                noteAlias(alias, question.type, view, standing)
                aliases.append(alias)
                name = target
                continue
            }
            let result = without(overlay, standing, question, at: name)
            // An existing alias where the overlay has records is removed.
            if own != nil && !result.aliases.isEmpty || overlay.removesAlias(result, at: name) {
                return Self.result(question, view, .noData, aliases, 300)
            }
            // The chain may pass through a name of the overlay, which then leads elsewhere.
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

    /// The overlay's records of a name, unless a DNAME record above it hides them.
    private func visible(
        _ overlay: Overlay, at name: DomainName, _ standing: LookupResult, _ view: String
    ) async -> [RecordType: [Record]]? {
        guard let own = overlay[name] else { return nil }
        guard standing.aliases.first?.name == name,
            let redirection = await Redirection(of: name, in: view, by: base),
            !overlay.isRemoved(redirection.record.data, .dname, at: redirection.record.name)
        else { return own }
        return nil
    }

    /// An alias of the overlay hides what stands at its name.
    private func noteAlias(_ alias: Record, _ type: RecordType, _ view: String, _ standing: LookupResult) {
        let old = standing.aliases.first.flatMap { $0.name == alias.name ? $0.data.zoneText : nil }
        if old != alias.data.zoneText {
            log.note(
                OverlayReplacement(
                    view: view, name: alias.name, type: .cname, old: old.map { [$0] } ?? [], new: [alias.data.zoneText]))
        }
        guard old == nil, let records = standing.records, !records.isEmpty else { return }
        log.note(
            OverlayReplacement(
                view: view, name: alias.name, type: type, old: records.map(\.data.zoneText).sorted(), new: []))
    }

    /// The overlay's records of a name and type, with the texts that remain beside them.
    private func over(
        _ records: [Record], _ type: RecordType, at name: DomainName, _ view: String, _ overlay: Overlay, _ standing: LookupResult
    ) -> (records: [Record], isAuthenticated: Bool) {
        let alias = standing.aliases.first { $0.name == name }
        let found = alias == nil ? (standing.records ?? []).filter { !overlay.isRemoved($0.data, type, at: name) } : []
        let kept =
            overlay.isAdditive && type != .cname
            ? found.filter { old in
                !records.contains {
                    $0.data == old.data || $0.data.joinedText != nil && $0.data.joinedText == old.data.joinedText
                }
            }
            : type == .txt ? Overlay.kept(found, beside: records, at: name) : []
        let all = records + kept
        let replaced = (alias == nil ? standing.records ?? [] : []).filter { old in
            !all.contains { $0.data == old.data || $0.data.joinedText != nil && $0.data.joinedText == old.data.joinedText }
        }
        let old = alias.map { ["CNAME \($0.data.zoneText)"] } ?? replaced.map(\.data.zoneText)
        let new = records.filter { record in
            !(standing.records ?? []).contains {
                $0.data == record.data || $0.data.joinedText != nil && $0.data.joinedText == record.data.joinedText
            } || alias != nil
        }
        if !(old.isEmpty && new.isEmpty) {
            log.note(
                OverlayReplacement(view: view, name: name, type: type, old: old.sorted(), new: new.map(\.data.zoneText).sorted()))
        }
        // New records in a signed zone get signed, too.
        return (all, standing.authenticated)
    }

    /// An answer without the records that count as removed.
    private func without(_ overlay: Overlay, _ result: LookupResult, _ question: Question, at name: DomainName) -> LookupResult {
        guard result.aliases.isEmpty, let records = result.records, overlay.removesSomething(question.type, at: name) else {
            return result
        }
        let gone = records.filter { overlay.isRemoved($0.data, question.type, at: name) }
        guard !gone.isEmpty else { return result }
        let left = records.filter { !gone.contains($0) }
        log.note(
            OverlayReplacement(
                view: result.view, name: name, type: question.type, old: gone.map(\.data.zoneText).sorted(), new: []))
        return Self.result(
            question, result.view, left.isEmpty ? .noData : .records(left), [], result.ttl, authenticated: result.authenticated)
    }

    private static func target(_ alias: Record) -> DomainName? {
        guard case .name(let target) = alias.data else { return nil }
        return target
    }

    private static func result(
        _ question: Question, _ view: String, _ outcome: LookupResult.Outcome, _ aliases: [Record], _ ttl: UInt32?,
        authenticated: Bool = false
    ) -> LookupResult {
        LookupResult(
            question: question, view: view, outcome: outcome, aliases: aliases, ttl: ttl, authenticated: authenticated)
    }
}
