import ArgumentParser

struct DMARCCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dmarc", abstract: "Find a domain's DMARC policy.", subcommands: [DMARCDiscoverCommand.self])
}
