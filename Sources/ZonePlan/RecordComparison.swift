import DNS
import Deployment

extension ZonePlanner {
    /// Compares a wanted set with the existing records; `nil` when there is nothing to report.
    func compared(_ wanted: WantedRecords) async -> RecordSetPlan? {
        let result = await live.ask(wanted.owner, wanted.type, wanted.view)
        let open = wanted.open.map { RecordChange(live.isCompared ? .missing : .planned, data: nil, note: $0) }
        let changes = Self.changes(wanted, result, isCompared: live.isCompared) + open
        return changes.isEmpty ? nil : set(wanted, changes, result)
    }

    func set(_ wanted: WantedRecords, _ changes: [RecordChange], _ result: LookupResult?) -> RecordSetPlan {
        let stands = result?.records?.isEmpty == false || result?.aliases.isEmpty == false
        let alias = result?.aliases.first { $0.name == wanted.owner }.flatMap(LiveAnswers.target)
        let standing = alias == nil ? (result?.records ?? []).map(\.data) : []
        let told = Set(changes.flatMap { [$0.data, $0.was].compactMap(\.self) })
        // A text that is told joined stands there in whatever strings.
        let beside = standing.filter { data in
            !told.contains(data.zoneText) && !(data.joinedText.map { told.contains(RecordData.text($0).zoneText) } ?? false)
        }
        return RecordSetPlan(
            owner: wanted.owner, type: wanted.type, view: wanted.view, changes: changes, reasons: wanted.reasons,
            ttl: stands ? result?.ttl : nil, holder: wanted.holder, address: wanted.address,
            standing: (result?.records ?? []).map(\.data.zoneText), beside: beside.map(\.zoneText), alias: alias,
            aliasEnd: alias == nil ? nil : result?.aliases.last.flatMap(LiveAnswers.target))
    }

    static func changes(_ wanted: WantedRecords, _ result: LookupResult, isCompared: Bool) -> [RecordChange] {
        var wanted = wanted
        wanted.data.sort { ($0.octets.count, $0.zoneText) < ($1.octets.count, $1.zoneText) }
        guard isCompared else { return wanted.data.map { RecordChange(.planned, data: $0.zoneText, note: wanted.note) } }
        guard let records = result.records else {
            return wanted.data.map { RecordChange(.unknown, data: $0.zoneText, note: unknownNote(result)) }
        }
        let found = records.map(\.data)
        let alias = result.aliases.last.map { "through the alias \($0.name.absoluteText) of \($0.data.zoneText)" }
        var changes = wanted.data.filter { data in found.contains { $0.isEquivalent(to: data) } }.map {
            RecordChange(.present, data: $0.zoneText, note: alias ?? wanted.note)
        }
        let missing = wanted.data.filter { data in !found.contains { $0.isEquivalent(to: data) } }
        var surplus = found.filter { data in
            (wanted.isExact || wanted.unwanted.contains(data)) && !wanted.data.contains { $0.isEquivalent(to: data) }
        }
        // An alias that leads elsewhere excludes every record of the name. In a reverse zone it is how an address is delegated: the records
        // belong at its end (RFC 2317 §4).
        if let first = result.aliases.first, !missing.isEmpty, wanted.type != .ptr {
            let old = "CNAME \(first.data.zoneText)"
            return (changes.map { RecordChange(.missing, data: $0.data, note: "now through the alias, which must be removed") })
                + missing.map { RecordChange(.wrong, data: $0.zoneText, was: old, note: "the alias must be removed") }
        }
        for data in missing {
            let own = wanted.replaced[data].flatMap { surplus.firstIndex(of: $0) }
            let place = own ?? surplus.firstIndex { !wanted.replaced.values.contains($0) }
            let old = place.map { surplus.remove(at: $0) }
            changes.append(
                RecordChange(old == nil ? .missing : .wrong, data: data.zoneText, was: old?.zoneText, note: wanted.note))
        }
        return changes + surplus.map { RecordChange(.superfluous, data: nil, was: $0.zoneText, note: alias) }
    }

    static func unknownNote(_ result: LookupResult) -> String {
        "the present records could not be learned: \(result.status) in the \(result.view) view"
    }

    /// A set that must exist but whose data is unknown yet, with a sentence that says why.
    func open(_ wanted: WantedRecords, _ sentence: String, _ result: LookupResult?) -> RecordSetPlan {
        let standing = (result?.records ?? []).map { RecordChange(.unknown, data: $0.data.zoneText, note: sentence) }
        let nothing = RecordChange(live.isCompared ? .missing : .planned, data: nil, note: sentence)
        return set(wanted, standing.isEmpty ? [nothing] : standing, result)
    }
}
