import DNS
import Deployment
import LDNSCodec
import Rules
import Survey
import ZonePlan

/// A change of one record as it would be published, before its proof.
struct ProposedChange: Sendable, Hashable {
    let owner: DomainName
    let type: RecordType
    private(set) var view: ViewName
    let zone: DomainName
    let removed: [Record]
    let added: [Record]
    let by: RepairOwner
    var reasons: [String] = []
    var note: String?
    /// The findings that the planner expects it to clear.
    var repairs: Set<RepairedFinding> = []

    /// A change may be expected to clear thousands of findings: they are compared, not hashed.
    func hash(into hasher: inout Hasher) {
        hasher.combine(owner)
        hasher.combine(type)
        hasher.combine(view)
        hasher.combine(removed)
        hasher.combine(added)
    }

    /// What is removed, for people: text of TXT joined, others as in a zone file.
    var old: String? {
        guard !removed.isEmpty else { return nil }
        return removed.map { record in
            (record.type == .cname && type != .cname ? "CNAME " : "") + Self.value(record.data)
        }.joined(separator: ", ")
    }

    var new: String? { added.first.map { Self.value($0.data) } }

    static func value(_ data: RecordData) -> String { data.joinedText ?? data.zoneText }

    /// Whether the name's alias is added, changed or removed: then it affects every query for the name.
    var concernsAlias: Bool { (removed + added).contains { $0.type == .cname } }

    /// The same change where another view shows it.
    func seen(in view: ViewName) -> ProposedChange {
        var change = self
        change.view = view
        return change
    }

    /// Whether it publishes where a name leads.
    var leadsOn: Bool { added.contains { [.a, .aaaa, .cname].contains($0.type) } }

    /// Whether its record leads to a name.
    func mentions(_ name: DomainName) -> Bool {
        added.contains { record in
            switch record.data {
            case .name(let target), .mailExchange(_, let target): target == name
            default: false
            }
        }
    }

    func repair(clearing fingerprints: [String]) -> Repair {
        Repair(
            owner: owner.absoluteText, type: type.description, view: view.rawValue, zone: zone.text, old: old, new: new,
            clears: fingerprints, by: by, reasons: reasons, note: note)
    }
}

extension ProposedChange {
    /// The changes of a plan: in the operator's own zones, and those that others can be asked for.
    static func all(_ plan: ZonePlan) -> [ProposedChange] {
        let zones = plan.zones.flatMap { zone in zone.sets.map { (zone.name, $0) } }
        let requests = plan.requests.map { (ZonePlan.reverseZone(of: $0.owner), $0) }
        return (zones + requests).flatMap { zone, set in
            set.changes.compactMap { change in
                guard change.state.isChange || change.state == .notOurs else { return nil }
                return ProposedChange(change, of: set, in: zone, keeping: Self.kept(beside: change, in: set))
            }
        }
    }

    /// For a kind of record that a name has only once, the one that stays when another is removed, so that the zone's
    /// editor sees the whole.
    private static func kept(beside change: RecordChange, in set: RecordSetPlan) -> String? {
        guard set.type == .txt, change.data == nil, let kind = change.was.flatMap(SingleValuedText.kind) else { return nil }
        return set.changes.first { $0.state == .present && $0.data.flatMap(SingleValuedText.kind) == kind }?.data
    }

    /// - Parameter kept: the existing record that stays when the other is removed.
    private init?(_ change: RecordChange, of set: RecordSetPlan, in zone: DomainName, keeping kept: String?) {
        let ttl = set.ttl ?? 3600
        let isAlias = set.type != .cname && change.was?.hasPrefix("CNAME ") == true
        let was = change.was.map { isAlias ? String($0.dropFirst(6)) : $0 }
        let removed = was.map { Self.records(set.owner, isAlias ? .cname : set.type, $0, ttl) } ?? []
        let added = (change.data ?? kept).map { Self.records(set.owner, set.type, $0, ttl) } ?? []
        guard (removed?.isEmpty, added?.isEmpty) != (true, true), let removed, let added else { return nil }
        self.init(
            owner: set.owner.lowercased, type: set.type, view: set.view, zone: zone, removed: removed, added: added,
            by: RepairOwner(rawValue: set.by.rawValue) ?? .other, reasons: set.reasons, note: change.note,
            repairs: Set(change.repairs))
    }

    /// `nil` for data that cannot be written in a zone file.
    private static func records(_ owner: DomainName, _ type: RecordType, _ data: String, _ ttl: UInt32) -> [Record]? {
        let line = "\(owner.absoluteText) \(ttl) IN \(type) \(data)"
        guard let records = try? ZoneFile(parsing: line).records, !records.isEmpty else { return nil }
        return records
    }

    /// The records in a rule's own fix, as changes of the existing ones: a record replaces single-valued data at its name.
    /// `nil` if an alias is in the way, if the existing records are unknown, or if the text is not a record.
    static func all(
        publishing records: [PublishedRecord], by owner: RepairOwner, over network: OverlayNetwork, views: [ViewName],
        zone: @Sendable (DomainName, ViewName) async -> DomainName
    ) async -> [ProposedChange]? {
        var wanted: [Place: [Record]] = [:]
        for record in records {
            guard let name = DomainName(record.owner), let type = RecordType(record.type) else { return nil }
            let new: [Record]?
            if type == .txt {
                new = [Record(name: name, type: type, ttl: 3600, data: Self.text(record.value))]
            } else {
                new = Self.records(name, type, record.value, 3600)
            }
            guard let new else { return nil }
            let named = record.view.map { [ViewName(rawValue: $0)] } ?? views.map(Optional.some)
            for view in named {
                guard let view else { return nil }
                wanted[Place(owner: name.lowercased, type: type, view: view), default: []] += new
            }
        }
        var changes: [ProposedChange] = []
        for (place, new) in wanted {
            let answer = await network.lookup(Question(place.owner, place.type), in: place.view.rawValue)
            guard let standing = answer.records, answer.aliases.isEmpty else { return nil }
            let kept = place.type == .txt ? Overlay.kept(standing, beside: new, at: place.owner) : []
            let old = standing.filter { old in !kept.contains(old) && !new.contains { $0.data == old.data } }
            let fresh = new.filter { record in !standing.contains { $0.data == record.data } }
            let zone = await zone(place.owner, place.view)
            for index in 0..<max(old.count, fresh.count) {
                changes.append(
                    ProposedChange(
                        owner: place.owner, type: place.type, view: place.view, zone: zone,
                        removed: index < old.count ? [old[index]] : [], added: index < fresh.count ? [fresh[index]] : [],
                        by: owner))
            }
        }
        return changes
    }

    private static func text(_ text: String) -> RecordData {
        let octets = Array(text.utf8)
        let starts = stride(from: 0, to: max(octets.count, 1), by: 255)
        return .text(starts.map { Array(octets[$0..<min($0 + 255, octets.count)]) })
    }

    /// The place of an RRset.
    struct Place: Hashable, Sendable {
        let owner: DomainName
        let type: RecordType
        let view: ViewName
    }

    var place: Place { Place(owner: owner, type: type, view: view) }
}

extension [ProposedChange] {
    /// The changes by view, with everything else as it is.
    var overlays: [String: Overlay] {
        Dictionary(grouping: self, by: \.view).reduce(into: [:]) { overlays, part in
            overlays[part.key.rawValue] = Overlay(
                part.value.flatMap(\.added), removing: part.value.flatMap(\.removed), additive: true)
        }
    }
}
