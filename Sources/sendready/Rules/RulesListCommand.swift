import ArgumentParser
import Facts
import Report
import Rules
import SystemIO

struct RulesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the rules, one per line.")

    @Argument(help: "A glob over rule ids, such as 'mx/*'.", completion: .ruleIDs)
    var glob = "*"

    @OptionGroup var folder: RulesFolderOptions

    @Option(help: "text or json.")
    var format: SingleStepOptions.Format = .text

    func run() throws {
        let book = try folder.book(parsesTests: true)
        let matching = book.matching(glob)
        guard !matching.isEmpty else {
            let nearest = book.suggestion(for: glob).map { "; did you mean '\($0)'?" } ?? ""
            throw CommandFailure(.usage, "no rule matches '\(glob)'\(nearest)")
        }
        switch format {
        case .text:
            let width = matching.map(\.id.count).max() ?? 0
            let lines = matching.map { rule in
                rule.id.padding(to: width + 2) + rule.severityText.padding(to: 17) + printable(rule.title)
            }
            try StandardOutput.writeLine(lines.joined(separator: "\n"))
        case .json:
            try StandardOutput.writeLine(JSONValue.array(matching.map(\.json)).rendered())
        }
    }
}

extension Rule {
    /// `error`, `warning>error` for a rule that escalates, `undetermined` for a rule about undetermined facts; with `(off)`
    /// for one that runs only when named.
    var severityText: String {
        if isAboutLookups { return "undetermined" }
        let other = escalatedSeverity ?? loweredSeverity
        return severity.rawValue + (other.map { ">\($0.rawValue)" } ?? "") + (isEnabled ? "" : " (off)")
    }

    fileprivate var json: JSONValue {
        JSONValue.object([
            "id": .string(id), "title": .string(title), "severity": .string(severity.rawValue),
            "escalatesTo": JSONValue(escalatedSeverity?.rawValue), "lowersTo": JSONValue(loweredSeverity?.rawValue),
            "status": .string(status.rawValue), "enabled": .boolean(isEnabled), "kind": .string(kind), "tags": .strings(tags),
            "why": .string(why),
            "fix": JSONValue(fixText), "references": .strings(references), "reads": .strings(reads),
            "requires": .strings(requires), "tests": .strings(tests),
            "outcome": .string(isAboutLookups ? "undetermined" : "fail"),
        ]).withoutNulls
    }
}

extension String {
    func padding(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
