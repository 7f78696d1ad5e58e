import ArgumentParser

struct DKIMCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dkim", abstract: "Look at a DKIM key record.", subcommands: [DKIMShowCommand.self])
}
