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
        guard let page = book.explain(id) else {
            let nearest = book.suggestion(for: id).map { "; did you mean '\($0)'?" } ?? ""
            throw CommandFailure(.usage, "there is no rule '\(id)'\(nearest)", hint: "sendready rules list shows them")
        }
        print(RulePage(page, width: Terminal.columns).rendered, terminator: "")
    }
}
