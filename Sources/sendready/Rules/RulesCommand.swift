import ArgumentParser
import Foundation
import Report
import RuleEngine
import StrictYAML

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Show, explain, check and test rules.",
        subcommands: [RulesListCommand.self, RulesExplainCommand.self, RulesLintCommand.self, RulesTestCommand.self])
}

/// A folder of rules on disk, or the rules inside the binary.
struct RulesFolder {
    let path: String?

    func book() throws -> RuleBook {
        guard let path else { return try .builtin() }
        do {
            return try RuleBook(sources: try sources(path))
        } catch let diagnostics as Diagnostics {
            throw CommandFailure(diagnostics)
        }
    }

    private func sources(_ folder: String) throws -> [RuleSource] {
        guard let walker = FileManager.default.enumerator(atPath: folder) else {
            throw CommandFailure(.refused, "cannot read the folder '\(folder)'")
        }
        var paths: [String] = []
        while let path = walker.nextObject() as? String {
            if path.hasSuffix(".yaml"), !path.hasPrefix("profiles/") { paths.append(path) }
        }
        guard !paths.isEmpty else { throw CommandFailure(.refused, "'\(folder)' holds no rule (*.yaml)") }
        return try paths.sorted().map { path in
            RuleSource(path: path, text: try OutputFile.read("\(folder)/\(path)"), displayName: "\(folder)/\(path)")
        }
    }
}
