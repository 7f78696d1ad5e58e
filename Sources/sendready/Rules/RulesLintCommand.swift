import ArgumentParser
import Report
import RuleTests
import Rules
import StrictYAML

struct RulesLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Check rules for what loads and yet is not good.",
        discussion: "Rules of a folder may build on the built-in ones: require them, use their fixtures, replace them.")

    @Argument(help: "A folder of rules; without one, the built-in rules.")
    var folder: String?

    func run() throws {
        let (rules, own) = try RulesFolder(path: folder).testedAndOwn()
        let diagnostics = rules.lint(own)
        for diagnostic in diagnostics { print(diagnostic.rendered) }
        print("\(own.count) \(own.count == 1 ? "rule" : "rules"), \(diagnostics.count) remarks")
        guard diagnostics.isEmpty else { throw ExitCode(ExitStatus.notReady.rawValue) }
    }
}
