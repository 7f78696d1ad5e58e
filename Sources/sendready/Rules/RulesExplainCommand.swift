import ArgumentParser
import Report
import RuleEngine

struct RulesExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "Show one rule's page.")

    @Argument(help: "A rule id, such as ptr/missing.")
    var id: String

    @OptionGroup var folder: RulesFolderOptions

    func run() throws {
        let book = try folder.book()
        guard let page = book.explain(id) else { throw CommandFailure(unknownRule: id, in: book) }
        print(RulePage(page, width: Terminal.columns).rendered, terminator: "")
    }
}
