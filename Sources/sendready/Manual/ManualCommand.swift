import ArgumentParser
import Report
import SystemIO

/// For packagers: the program writes its own manual, so that both always agree.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Write a page of the manual for each command (man, section 1).",
        discussion: "Completions for the shells are written by sendready --generate-completion-script bash|zsh|fish.",
        shouldDisplay: false)

    @Argument(help: "The folder to write into.", completion: .directory)
    var folder: String

    func run() throws {
        let pages: [ManualPage]
        do { pages = try CommandDefinition.program().all.map(ManualPage.init) } catch {
            throw CommandFailure(.internal, "the commands' definitions cannot be read: \(error)")
        }
        for page in pages { try OutputFile.write(page.text, to: "\(folder)/\(page.fileName)") }
        try StandardOutput.writeLine("\(pages.count) pages in \(folder)")
    }
}
