import ArgumentParser

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Show, explain, write, check and test rules.",
        subcommands: [
            RulesListCommand.self, RulesExplainCommand.self, RulesShowCommand.self, RulesFactsCommand.self,
            RulesNewCommand.self, RulesLintCommand.self, RulesTestCommand.self, RulesDocsCommand.self,
        ])
}
