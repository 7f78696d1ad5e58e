import ArgumentParser

struct DNSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dns", abstract: "Send a single query to the DNS.", subcommands: [DNSQueryCommand.self])
}
