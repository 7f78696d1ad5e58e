import ArgumentParser

struct SPFCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spf", abstract: "Evaluate and draw SPF records.",
        subcommands: [SPFEvalCommand.self, SPFTreeCommand.self])
}
