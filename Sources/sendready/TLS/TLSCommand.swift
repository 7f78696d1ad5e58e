import ArgumentParser

struct TLSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tls", abstract: "Check a TLS server.", subcommands: [TLSProbeCommand.self])
}
