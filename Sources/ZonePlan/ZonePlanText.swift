import DNS
import Deployment

/// A zone plan as zone files: required records as records, notes about them as comments. Every line is flush left with an
/// absolute name, so that it can be pasted anywhere.
package struct ZonePlanText: Sendable {
    let plan: ZonePlan
    let explains: Bool
    /// Leaves out sets without changes, and parts needed only in a complete zone file; unknown ones become comments.
    let onlyChanges: Bool

    /// `explains` adds why each record must exist.
    package init(_ plan: ZonePlan, explains: Bool = false, onlyChanges: Bool = false) {
        self.plan = plan
        self.explains = explains
        self.onlyChanges = onlyChanges
    }

    /// One file: a zone's records, or the PTR records requested in one reverse zone.
    package struct File: Sendable {
        /// `public/acme.example.zone`, `internal/…`, `ptr/…`.
        package let name: String
        package let text: String
    }

    package var files: [File] {
        let zones = plan.zones.compactMap { zone -> File? in
            let sets = zone.sets.filter(isShown)
            guard !onlyChanges || !sets.isEmpty else { return nil }
            return File(name: "\(zone.view.rawValue)/\(zone.name.text).zone", text: text(zone, sets))
        }
        let requests = Dictionary(grouping: plan.requests.filter(isShown)) { ZonePlan.reverseZone(of: $0.owner) }
        return zones
            + requests.sorted { $0.key < $1.key }.map { zone, sets in
                File(name: "ptr/\(zone.text).zone", text: text(requests: sets, zone))
            }
    }

    /// How many records are in order: `12 present, 3 missing`.
    package var summary: String {
        let counts = RecordChange.State.allCases.map { ($0, plan.count($0)) }.filter { $0.1 > 0 }
        return counts.isEmpty ? "nothing is planned" : counts.map { "\($1) \($0.rawValue)" }.joined(separator: ", ")
    }

    private func isShown(_ set: RecordSetPlan) -> Bool {
        !onlyChanges || set.needsChange || set.changes.contains { [.notOurs, .planned, .unknown].contains($0.state) }
    }

    private func text(_ zone: ZonePlan.Zone, _ sets: [RecordSetPlan]) -> String {
        var lines = ["; zone \(zone.name.text), \(zone.view.rawValue) view"]
        if !onlyChanges {
            lines += ["$ORIGIN \(zone.name.absoluteText)", "$TTL 3600"]
            if !zone.isApexLive { lines.append("; The real zone has its own SOA and NS records here.") }
            let planned = Set(sets.flatMap { set in set.changes.compactMap(\.data).map { "\(set.owner) \(set.type) \($0)" } })
            for record in zone.apex where !planned.contains("\(record.name.lowercased) \(record.type) \(record.data.zoneText)") {
                lines.append(line(record.name, record.type, record.data.zoneText))
            }
        }
        return (lines + sets.flatMap(self.lines)).joined(separator: "\n") + "\n"
    }

    private func text(requests sets: [RecordSetPlan], _ zone: DomainName) -> String {
        var lines = ["; PTR records in \(zone.text): ask whoever owns the addresses"]
        if !onlyChanges {
            lines += [
                "$ORIGIN \(zone.absoluteText)", "$TTL 3600", "; The real zone has its own SOA and NS records here.",
                line(zone, .soa, "ns.invalid. hostmaster.invalid. 1 3600 600 1209600 300"), line(zone, .ns, "ns.invalid."),
            ]
        }
        let holders = Dictionary(grouping: sets) { $0.holder ?? "" }
        for (holder, sets) in holders.sorted(by: { $0.key < $1.key }) {
            if !holder.isEmpty { lines.append("; for \(holder):") }
            lines += sets.flatMap(self.lines)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ set: RecordSetPlan) -> [String] {
        let reasons = explains ? set.reasons.map { "; because \($0)" } : []
        return reasons + set.changes.map { line($0, of: set) }
    }

    private func line(_ change: RecordChange, of set: RecordSetPlan) -> String {
        let notes = [change.was.map { "was \($0)" }, change.note].compactMap(\.self)
        let state = change.state == .planned ? "" : change.state.rawValue
        let told = notes.isEmpty ? "" : notes.joined(separator: "; ")
        let isNoChange = change.state == .notOurs || onlyChanges && change.state == .unknown
        guard let data = change.data, !isNoChange else {
            let what = change.data ?? (change.state == .superfluous || change.state == .notOurs ? change.was ?? "…" : "…")
            let note = change.state == .superfluous ? change.note ?? "" : told
            return "; \(state.isEmpty ? "open" : state): \(line(set.owner, set.type, what))\(note.isEmpty ? "" : " ; \(note)")"
        }
        let comment = [state, told].filter { !$0.isEmpty }.joined(separator: ": ")
        return line(set.owner, set.type, data) + (comment.isEmpty ? "" : " ; \(comment)")
    }

    private func line(_ owner: DomainName, _ type: RecordType, _ data: String) -> String {
        "\(owner.absoluteText) IN \(type) \(data)"
    }
}
