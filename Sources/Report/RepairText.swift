import Rules

/// The proven repairs of a report, in words and as zone-file lines.
package struct RepairText {
    private let proven: ProvenRepairs

    /// Before a record that has to go, and before what a record takes the place of: `--overlay` reads them.
    package static let removalMark = "; remove: "
    package static let replacementMark = " ; replaces "
    static let noteMark = "; note: "

    /// Findings that are named; the others are counted.
    private static let most = 6

    /// `nil` when nothing was proven.
    init?(_ report: Report) {
        guard let proven = report.repairs, !proven.repairs.isEmpty else { return nil }
        self.proven = proven
    }

    /// `Publishing these 7 records leaves 2 errors: No PTR record: 203.0.113.22 (ask the owner of the address), …`
    var sentence: String {
        let own = proven.repairs.filter { $0.by == .you }
        guard !own.isEmpty else { return "None of these records is yours to publish: ask for them." }
        return "\(Self.doing(own)) leaves \(left)"
    }

    private static func doing(_ repairs: [Repair]) -> String {
        let added = repairs.count { $0.new != nil }
        let removed = repairs.count - added
        let publishing = added == 0 ? nil : "publishing \(added == 1 ? "this record" : "these \(added) records")"
        let removing = removed == 0 ? nil : "removing \(removed == 1 ? "1 record" : "\(removed) records")"
        let text = [publishing, removing].compactMap(\.self).joined(separator: " and ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private var left: String {
        let errors = proven.left.filter { $0.finding.outcome == .fail && $0.finding.severity == .error }
        let warnings = proven.left.filter { $0.finding.outcome == .fail && $0.finding.severity == .warning }
        let open = proven.left.filter { $0.finding.outcome != .fail }
        let counts = [
            errors.isEmpty ? nil : counted(errors.count, "error"), warnings.isEmpty ? nil : counted(warnings.count, "warning"),
        ].compactMap(\.self)
        // The servers that the new records lead to were not probed; the others could not be.
        let rest = open.isEmpty ? "" : " \(counted(open.count, "check")) cannot be decided yet."
        guard !counts.isEmpty else { return "no error and no warning." + rest }
        return "\(counts.joined(separator: " and ")): \(Self.list(errors + warnings))." + rest
    }

    /// Each rule once, starting with its subject.
    private static func list(_ left: [ProvenRepairs.Left]) -> String {
        let rules = left.grouped(by: \.finding.rule)
        let named = rules.prefix(most).map { own in
            let subject = own[0].finding.subject
            let more = own.count > 1 ? " and \(own.count - 1) more" : ""
            return "\(own[0].finding.title): \(subject.address ?? subject.name ?? subject.key)\(more)\(own[0].by.request)"
        }
        return named.joined(separator: "; ") + (rules.count > most ? "; and \(counted(rules.count - most, "other rule"))" : "")
    }

    /// Everything to publish, each record once and flush left for pasting; removals are comments.
    var lines: [String] {
        proven.repairs.grouped(by: Self.head).flatMap { [Self.head($0[0])] + $0.flatMap(Self.lines) }
    }

    private static func head(_ repair: Repair) -> String {
        "; \(repair.view) view, zone \(repair.zone)\(repair.by.request):"
    }

    private static func lines(_ repair: Repair) -> [String] {
        let note = repair.note.map { [noteMark + $0] } ?? []
        return note + [repair.record?.replacingZoneLine ?? removal(repair)]
    }

    private static func removal(_ repair: Repair) -> String { removalMark + (repair.oldZoneLine ?? repair.owner) }

    /// The records to remove with nothing in their place, for findings that this clears, as comments of a zone file.
    static func removals(clearing findings: [Finding], _ proven: ProvenRepairs?) -> [String] {
        let cleared = Set(findings.map(\.fingerprint))
        let own = (proven?.repairs ?? []).filter { $0.new == nil && !cleared.isDisjoint(with: $0.clears) }
        let shown = own.prefix(Cut.most).map(removal)
        let others = own.count - shown.count
        return shown + (others > 0 ? ["; and \(counted(others, "record")) more to remove"] : [])
    }
}

extension Repair {
    /// A removal, as a zone-file line.
    var oldZoneLine: String? {
        guard let old else { return nil }
        let isAlias = type != "CNAME" && old.hasPrefix("CNAME ")
        return PublishedRecord(
            owner: owner, type: isAlias ? "CNAME" : type, value: isAlias ? String(old.dropFirst(6)) : old
        ).zoneLine
    }
}

extension PublishedRecord {
    /// The record, with what it replaces as a comment.
    var replacingZoneLine: String {
        guard let replaces else { return zoneLine }
        let old = type == "TXT" ? PublishedRecord(owner: "", type: type, value: replaces).zoneLine.dropFirst(8) : replaces[...]
        return zoneLine + RepairText.replacementMark + old
    }
}
