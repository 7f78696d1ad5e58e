import ArgumentParser
import Report
import RuleTests
import Rules
import SystemIO

struct RulesExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "Show a rule's page.")

    @Argument(help: "A rule id, such as ptr/missing, or a glob over ids.", completion: .ruleIDs)
    var id: String

    @OptionGroup var folder: RulesFolderOptions

    func run() throws {
        let rules = try folder.tested()
        let ids = rules.book.matching(id).map(\.id)
        let pages = (ids.isEmpty ? [id] : ids).compactMap(rules.explain)
        guard !pages.isEmpty else { throw CommandFailure(unknownRule: id, in: rules.book) }
        try StandardOutput.write(
            pages.map { RulePage($0, width: Terminal.columns).rendered }.joined(separator: "\n\n"))
    }
}
