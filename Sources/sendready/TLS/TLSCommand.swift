import ArgumentParser

struct TLSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tls", abstract: "Look at a TLS server.", subcommands: [TLSProbeCommand.self])
}
