import ArgumentParser
import DNS
import Deployment
import LDNSCodec
import Report
import Survey
import ZonePlan

/// Records that count as published.
struct OverlayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Zone file whose records count as published; may be repeated.",
            discussion:
                "A record replaces what has one value at its name (addresses, MX, an SPF record); other texts are added. internal=FILE is for the internal view, FILE or public=FILE for the public one; the output of sendready plan names the view of each zone.",
            valueName: "[view=]file"),
        completion: .file())
    var overlay: [String] = []

    /// The overlays by view.
    func overlays() throws(CommandFailure) -> [String: Overlay] {
        var records: [ViewName: [Record]] = [:]
        var removals: [ViewName: [Record]] = [:]
        var whole: Set<ViewName> = []
        for argument in overlay {
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            let view = parts.count == 2 ? ViewName(rawValue: parts[0]) : nil
            let path = view == nil ? argument : parts[1]
            do {
                let text = String(decoding: try ZoneFile.octets(of: path), as: UTF8.self)
                let sections = view.map { [$0: text] } ?? Self.sections(text)
                for (view, section) in sections where view != .authoritative {
                    if !Self.isAdditive(text) { whole.insert(view) }
                    records[view, default: []] += try ZoneFile(parsing: section, file: path).records
                    removals[view, default: []] += try ZoneFile(parsing: Self.removals(section), file: path).records
                }
            } catch {
                throw CommandFailure(.refused, "--overlay: \(error)")
            }
        }
        return Dictionary(
            uniqueKeysWithValues: records.map { view, records in
                (view.rawValue, Overlay(records, removing: removals[view] ?? [], additive: !whole.contains(view)))
            })
    }

    /// Refuses records for a view that no deployment file describes: nothing would look at them.
    static func check(_ overlays: [String: Overlay], _ plans: [Plan]) throws(CommandFailure) {
        let known = Set(plans.flatMap(\.views).map(\.name.rawValue))
        for view in overlays.keys.sorted() where !plans.isEmpty && !known.contains(view) {
            throw CommandFailure(.usage, "--overlay has records for the \(view) view, which no deployment file describes")
        }
    }

    /// Whether the text changes the existing records rather than stating all of a name's: an audit's.
    private static func isAdditive(_ text: String) -> Bool {
        text.hasPrefix(ZoneReport.mark)
            || text.split(separator: "\n").contains { $0.hasPrefix("; ") && $0.contains(" view, zone ") }
    }

    /// The records that have to go: comments of a plan or report that list them, and what new ones replace. Line numbers are
    /// unchanged.
    private static func removals(_ section: String) -> String {
        let marks = ["; \(RecordChange.State.superfluous.rawValue): ", RepairText.removalMark]
        return section.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            if let mark = marks.first(where: line.hasPrefix) { return String(line.dropFirst(mark.count)) }
            guard !line.hasPrefix(";") else { return "" }
            return replaced(byRepair: line) ?? textReplaced(byPlan: line) ?? ""
        }.joined(separator: "\n")
    }

    private static func replaced(byRepair line: Substring) -> String? {
        guard let place = line.firstRange(of: RepairText.replacementMark) else { return nil }
        let old = line[place.upperBound...]
        let fields = line[..<place.lowerBound].split(separator: " ", maxSplits: 3)
        guard fields.count == 4 else { return nil }
        return old.hasPrefix("CNAME ") ? "\(fields[0]) IN \(old)" : "\(fields[0]) IN \(fields[2]) \(old)"
    }

    /// Of the texts at a name, only the plan knows which one is replaced.
    private static func textReplaced(byPlan line: Substring) -> String? {
        guard let type = line.firstRange(of: " IN TXT "),
            let old = line.firstRange(of: " ; \(RecordChange.State.wrong.rawValue): was "), type.upperBound <= old.lowerBound
        else { return nil }
        return String(line[..<type.upperBound] + line[old.upperBound...])
    }

    /// Reports what an overlay replaced and removed.
    static func tell(_ replacements: [OverlayReplacement]) {
        for one in replacements { Voice.write("sendready: overlay: \(printable(one.description))") }
    }

    /// A plan's zones by view, from their heading comments, with unchanged line numbers. Other files have none of these,
    /// and belong to the public view.
    private static func sections(_ text: String) -> [ViewName: String] {
        var view = ViewName.public
        var sections: [ViewName: [Substring]] = [:]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("; PTR records in ") { view = .public }
            // `; zone acme.example, public view` of a plan, `; public view, zone acme.example:` of a report.
            let named = ViewName.allCases.first { name in
                line.hasPrefix("; \(name.rawValue) view, zone ")
                    || line.hasPrefix("; ") && line.contains("zone ") && line.hasSuffix(", \(name.rawValue) view")
            }
            if let named { view = named }
            sections[view, default: Array(repeating: "", count: lines.count)][index] = line
        }
        return sections.mapValues { $0.joined(separator: "\n") }
    }
}
