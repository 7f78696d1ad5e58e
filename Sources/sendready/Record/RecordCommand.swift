import ArgumentParser

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Check the text of a record without the network.", subcommands: [RecordLintCommand.self])
}
