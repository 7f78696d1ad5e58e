import Rules

/// The proven repairs as zone changes, for whoever edits the zones: a text per zone and view, with comments that say what
/// each line is for and what it replaces. `--overlay` accepts it.
package enum ZoneReport: ReportFormat {
    package static let name = "zone"
    package static let summary = "the records to publish, zone by zone, for whoever edits them"
    package static let fileExtension = "zone"
    package static let isForPrograms = false

    /// The first line. A text with this heading adds its records to the existing ones, and removes only those that it calls
    /// superfluous.
    package static let mark = "; sendready: proven changes"

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        run.reports.map(text).joined(separator: "\n")
    }

    private static func text(_ report: Report) -> String {
        var lines = [mark, "; deployment \(printable(report.deployment)), seen at \(report.observedAt)"]
        guard let text = RepairText(report), let proven = report.repairs else {
            lines.append("; nothing to publish: \(report.verdict.phrase)")
            return lines.joined(separator: "\n") + "\n"
        }
        lines.append("; \(printable(text.sentence))")
        let titles = Dictionary(report.findings.map { ($0.fingerprint, "\($0.title) (\($0.rule))") }) { first, _ in first }
        for repairs in proven.repairs.grouped(by: head) {
            lines += ["", head(repairs[0])] + repairs.flatMap { self.lines($0, titles) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same headings as in a plan's zones.
    private static func head(_ repair: Repair) -> String {
        switch repair.by {
        case .addressOwner: "; PTR records in \(printable(repair.zone)): ask whoever owns the addresses"
        case .you: "; zone \(printable(repair.zone)), \(repair.view) view"
        case .platform: "; for the platform: zone \(printable(repair.zone)), \(repair.view) view"
        case .other: "; for whoever keeps it: zone \(printable(repair.zone)), \(repair.view) view"
        }
    }

    private static func lines(_ repair: Repair, _ titles: [String: String]) -> [String] {
        let cleared = Set(repair.clears.compactMap { titles[$0] }).sorted()
        var lines = repair.reasons.map { "; because \(printable($0))" }
        lines += cleared.map { "; clears: \(printable($0))" }
        if let note = repair.note { lines.append(RepairText.noteMark + printable(note)) }
        if let old = repair.oldZoneLine { lines.append("; superfluous: \(printable(old))") }
        if let record = repair.record { lines.append(printable(record.zoneLine)) }
        return lines
    }
}
