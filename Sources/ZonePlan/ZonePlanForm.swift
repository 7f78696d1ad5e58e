import DNS
import Deployment

/// The input formats of zone-editing tools: printers over the same record sets.
package enum ZonePlanForm: String, Sendable, CaseIterable {
    /// Zone files: `ZonePlanText`.
    case zone
    /// Commands of BIND's `nsupdate` (RFC 2136).
    case nsupdate
    /// DNSControl's `dnsconfig.js`.
    case dnscontrol
    /// octoDNS's YAML provider.
    case octodns

    /// One text per zone and view with something left to print.
    package func files(_ plan: ZonePlan, explains: Bool = false, onlyChanges: Bool = false) -> [ZonePlanText.File] {
        guard self != .zone else { return ZonePlanText(plan, explains: explains, onlyChanges: onlyChanges).files }
        let zones = plan.zones.compactMap { zone -> ZonePlanText.File? in
            let sets = zone.sets.filter { set in
                (!onlyChanges || set.needsChange || !plan.isCompared)
                    && set.changes.contains { Self.isPublishable($0) || $0.state.isChange }
            }
            let told = comments(zone.sets, of: onlyChanges ? [.unknown, .notOurs] : [.notOurs])
            guard !sets.isEmpty || !told.isEmpty else { return nil }
            return ZonePlanText.File(
                name: "\(zone.view.rawValue)/\(zone.name.text).\(suffix)",
                text: told.joined() + (sets.isEmpty ? "" : text(zone, sets, onlyChanges: onlyChanges)))
        }
        let requests = comments(plan.requests, of: [.missing, .wrong, .superfluous, .planned, .unknown, .notOurs])
        guard !requests.isEmpty else { return zones }
        let head = "\(commentMark) PTR records: ask whoever owns the addresses\n"
        return zones + [ZonePlanText.File(name: "ptr/requests.\(suffix)", text: head + requests.joined())]
    }

    /// The start of a comment line of the tool.
    package var commentMark: String {
        switch self {
        case .zone, .nsupdate: ";"
        case .dnscontrol: "//"
        case .octodns: "#"
        }
    }

    /// What is somebody else's to change, and what is no change because it could not be learned whether it is one.
    private func comments(_ sets: [RecordSetPlan], of states: Set<RecordChange.State>) -> [String] {
        sets.flatMap { set in
            set.changes.filter { states.contains($0.state) }.map { change in
                let notes = [change.data == nil ? nil : change.was.map { "was \($0)" }, change.note].compactMap(\.self)
                let told = notes.isEmpty ? "" : ": \(notes.joined(separator: "; "))"
                let record = "\(set.owner.absoluteText) \(set.type) \(change.data ?? change.was ?? "…")"
                return "\(commentMark) \(change.state.rawValue): \(record)\(told)\n"
            }
        }
    }

    private var suffix: String {
        switch self {
        case .zone: "zone"
        case .nsupdate: "nsupdate"
        case .dnscontrol: "js"
        case .octodns: "yaml"
        }
    }

    private func text(_ zone: ZonePlan.Zone, _ sets: [RecordSetPlan], onlyChanges: Bool) -> String {
        let lines =
            switch self {
            case .zone: [String]()
            case .nsupdate: nsupdate(zone, sets)
            case .dnscontrol: dnscontrol(zone, sets, onlyChanges: onlyChanges)
            case .octodns: octodns(zone, sets)
            }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The records of the zone after the plan is carried out.
    static func isPublishable(_ change: RecordChange) -> Bool { change.data != nil && change.state != .notOurs }

    static let usualTTL: UInt32 = 3600

    // MARK: - nsupdate

    private func nsupdate(_ zone: ZonePlan.Zone, _ sets: [RecordSetPlan]) -> [String] {
        var removals: [String] = []
        var additions: [String] = []
        for set in sets {
            for change in set.changes where change.state.isChange || change.state == .planned {
                if let was = change.was {
                    let former = Self.former(was, of: set)
                    let line = "update delete \(set.owner.absoluteText) \(former.type) \(Self.served(former.data, set))"
                    if !removals.contains(line) { removals.append(line) }
                }
                if let data = change.data {
                    additions.append("update add \(set.owner.absoluteText) \(set.ttl ?? Self.usualTTL) \(set.type) \(data)")
                }
            }
        }
        guard !(removals + additions).isEmpty else {
            return ["; zone \(zone.name.text), \(zone.view.rawValue) view: nothing to change"]
        }
        return ["; zone \(zone.name.text), \(zone.view.rawValue) view", "zone \(zone.name.absoluteText)"] + removals + additions
            + ["send"]
    }

    /// A text as it is served: only the same strings are the same record.
    private static func served(_ data: String, _ set: RecordSetPlan) -> String {
        guard set.type == .txt else { return data }
        let text = ZoneText.joined(data)
        return set.standing.first { ZoneText.joined($0) == text } ?? data
    }

    // MARK: - dnscontrol

    private func dnscontrol(_ zone: ZonePlan.Zone, _ sets: [RecordSetPlan], onlyChanges: Bool) -> [String] {
        let records = sets.flatMap { set in
            set.changes.flatMap { change -> [String] in
                let label = Self.label(set.owner, zone.name, apex: "@")
                let call = { (type: RecordType, data: String) in Self.call(type, label, data) }
                let old = change.was.map { was -> String in
                    let former = Self.former(was, of: set)
                    return "    // remove: \(call(former.type, former.data))"
                }
                // What stands there stands in the domain's own declaration, and must not twice.
                let isOld = onlyChanges && change.state == .present
                let new = Self.isPublishable(change) && !isOld ? change.data.map { "    \(call(set.type, $0))," } : nil
                return [change.state.isChange ? old : nil, new].compactMap(\.self)
            }
        }
        return ["// zone \(zone.name.text), \(zone.view.rawValue) view", "D_EXTEND(\"\(zone.name.text)\","] + records + [");"]
    }

    /// What stands there in place of a record: another one of its type, or the name's alias.
    private static func former(_ was: String, of set: RecordSetPlan) -> (type: RecordType, data: String) {
        let isAlias = set.type != .cname && was.hasPrefix("CNAME ")
        return isAlias ? (.cname, String(was.dropFirst(6))) : (set.type, was)
    }

    private static func call(_ type: RecordType, _ label: String, _ data: String) -> String {
        let name = quoted(label)
        let fields = data.split(separator: " ")
        switch type {
        case .mx where fields.count == 2: return "MX(\(name), \(fields[0]), \(quoted(String(fields[1]))))"
        case .txt: return "TXT(\(name), \(quoted(ZoneText.joined(data))))"
        default: return "\(type)(\(name), \(quoted(data)))"
        }
    }

    // MARK: - octoDNS

    private func octodns(_ zone: ZonePlan.Zone, _ sets: [RecordSetPlan]) -> [String] {
        let names = Dictionary(grouping: sets, by: \.owner).sorted { $0.key < $1.key }
        // octoDNS takes away whatever its sources do not hold: what stands beside belongs to the values, and all of it to the zone.
        var lines = [
            "# zone \(zone.name.text), \(zone.view.rawValue) view",
            "# to be merged into the zone's own file, which holds all records",
            "---",
        ]
        for (owner, sets) in names {
            let label = Self.quoted(Self.label(owner, zone.name, apex: ""))
            let types = Dictionary(grouping: sets, by: \.type).sorted { $0.key.rawValue < $1.key.rawValue }
            let entries = types.map { ($0.key, Self.values($0.value)) }.filter { !$0.1.isEmpty }
            lines += Self.removals(sets, kept: Set(entries.map(\.0))).map { "# to be removed: \(label) \($0)" }
            guard !entries.isEmpty else { continue }
            lines.append("\(label):")
            for (type, data) in entries {
                let entry = Self.entry(type, data, ttl: sets.filter { $0.type == type }.compactMap(\.ttl).min() ?? Self.usualTTL)
                lines += entry.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
            }
        }
        return lines
    }

    /// Every value of a name's type once the changes are made.
    private static func values(_ sets: [RecordSetPlan]) -> [String] {
        let changes = sets.flatMap(\.changes)
        // The same text in other strings is the same value.
        let key = { (data: String) in data.hasPrefix("\"") ? ZoneText.joined(data) : data }
        let told = Set(changes.flatMap { [$0.data, $0.was].compactMap(\.self) }.map(key))
        let beside = Set(sets.flatMap(\.beside)).filter { !told.contains(key($0)) }.sorted()
        return changes.filter(isPublishable).compactMap(\.data) + beside
    }

    /// What goes with its whole type: the values of an entry say themselves what is no longer there.
    private static func removals(_ sets: [RecordSetPlan], kept: Set<RecordType>) -> [String] {
        let gone = sets.flatMap { set in
            set.changes.filter(\.state.isChange).compactMap { $0.was.map { former($0, of: set) } }
        }
        return Set(gone.filter { !kept.contains($0.type) }.map { "\($0.type) \($0.data)" }).sorted()
    }

    private static func entry(_ type: RecordType, _ data: [String], ttl: UInt32) -> [String] {
        let head = ["type: \(type)", "ttl: \(ttl)"]
        switch type {
        case .cname: return head + ["value: \(quoted(data[0]))"]
        case .mx:
            return head + ["values:"]
                + data.flatMap { value -> [String] in
                    let fields = value.split(separator: " ").map(String.init)
                    return ["  - preference: \(fields.first ?? "10")", "    exchange: \(quoted(fields.last ?? value))"]
                }
        case .txt: return head + ["values:"] + data.map { "  - \(quoted(ZoneText.joined($0).replacing(";", with: "\\;")))" }
        default: return head + ["values:"] + data.map { "  - \(quoted($0))" }
        }
    }

    // MARK: - Parts

    private static func label(_ owner: DomainName, _ zone: DomainName, apex: String) -> String {
        guard owner != zone, let label = DomainName(labels: owner.labels.dropLast(zone.labelCount)) else { return apex }
        return label.text
    }

    /// A string in double quotes, as JavaScript and YAML both read it.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\u{20}"..."\u{7e}": String(scalar)
            case "\u{10000}"...: String(scalar)
            default: "\\u" + String(String(scalar.value + 0x10000, radix: 16).suffix(4))
            }
        }
        return "\"\(escaped.joined())\""
    }
}

/// The text of a TXT record that a zone file writes in quotes (RFC 1035 §5.1).
enum ZoneText {
    /// The strings joined; octets that are not UTF-8 become U+FFFD.
    static func joined(_ data: String) -> String {
        var octets: [UInt8] = []
        var isQuoted = false
        var bytes = Array(data.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "\\"):
                let digits = bytes.prefix(3)
                if digits.count == 3, let number = UInt8(String(decoding: digits, as: UTF8.self)) {
                    octets.append(number)
                    bytes = bytes.dropFirst(3)
                } else if let next = bytes.popFirst() {
                    octets.append(next)
                }
            default: if isQuoted || byte != 0x20 { octets.append(byte) }
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
