import ArgumentParser
import Report
import RuleTests
import Rules
import SystemIO

struct RulesExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "Show one rule's page.")

    @Argument(help: "A rule id, such as ptr/missing.", completion: .ruleIDs)
    var id: String

    @OptionGroup var folder: RulesFolderOptions

    func run() throws {
        let rules = try folder.tested()
        guard let page = rules.explain(id) else { throw CommandFailure(unknownRule: id, in: rules.book) }
        try StandardOutput.write(RulePage(page, width: Terminal.columns).rendered)
    }
}
