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
                    if !text.hasPrefix(ZoneReport.mark) { whole.insert(view) }
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

    /// The records that must be removed according to a plan, and the texts that it replaces: its comments list them. Line
    /// numbers stay.
    private static func removals(_ section: String) -> String {
        let superfluous = "; \(RecordChange.State.superfluous.rawValue): "
        let replaced = " ; \(RecordChange.State.wrong.rawValue): was "
        return section.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix(superfluous) { return String(line.dropFirst(superfluous.count)) }
            // Of the texts at a name, only the plan knows which one is replaced.
            guard let type = line.firstRange(of: " IN TXT "), let old = line.firstRange(of: replaced),
                type.upperBound <= old.lowerBound
            else { return "" }
            return String(line[..<type.upperBound] + line[old.upperBound...])
        }.joined(separator: "\n")
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
            if line.hasPrefix("; zone "), let named = ViewName.allCases.first(where: { line.hasSuffix(", \($0.rawValue) view") })
            {
                view = named
            }
            sections[view, default: Array(repeating: "", count: lines.count)][index] = line
        }
        return sections.mapValues { $0.joined(separator: "\n") }
    }
}
