import ArgumentParser

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Show, explain, check and test rules.",
        subcommands: [RulesListCommand.self, RulesExplainCommand.self, RulesLintCommand.self, RulesTestCommand.self])
}
