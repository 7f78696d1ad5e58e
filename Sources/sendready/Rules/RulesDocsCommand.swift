import ArgumentParser
import Foundation
import Report
import RuleTests
import Rules
import SystemIO

struct RulesDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs", abstract: "Write a Markdown page for each rule, and an index.",
        discussion: "Writes <area>/<name>.md and README.md into the folder. Other files there stay as they are.")

    @Argument(help: "The folder to write into; created if needed.", completion: .directory)
    var folder: String

    @OptionGroup var source: RulesFolderOptions

    func run() throws {
        let rules = try source.tested()
        let documents = RuleDocuments(rules.book, pages: rules.pages)
        for file in documents.files {
            let url = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            } catch {
                throw CommandFailure(.cannotCreate, "cannot make the folder '\(url.deletingLastPathComponent().path)'")
            }
            try OutputFile.write(file.text, to: url.path)
        }
        try StandardOutput.writeLine("\(documents.files.count - 1) pages and README.md in \(folder)")
    }
}
