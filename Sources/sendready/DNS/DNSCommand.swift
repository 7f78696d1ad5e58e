import ArgumentParser

struct DNSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dns", abstract: "Ask the DNS a single question.", subcommands: [DNSQueryCommand.self])
}
