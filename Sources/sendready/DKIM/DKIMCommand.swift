import ArgumentParser

struct DKIMCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dkim", abstract: "Check a DKIM key record.", subcommands: [DKIMShowCommand.self])
}
