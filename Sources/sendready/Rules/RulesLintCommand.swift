import ArgumentParser
import Report
import RuleEngine
import StrictYAML

struct RulesLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Check rules for what loads and yet is not good.")

    @Argument(help: "A folder of rules; without one, the built-in rules.")
    var folder: String?

    func run() throws {
        let book = try RulesFolder(path: folder).book()
        let diagnostics = book.lint()
        for diagnostic in diagnostics { print(diagnostic.rendered) }
        print("\(book.rules.count) rules, \(diagnostics.count) remarks")
        guard diagnostics.isEmpty else { throw ExitCode(ExitStatus.notReady.rawValue) }
    }
}
