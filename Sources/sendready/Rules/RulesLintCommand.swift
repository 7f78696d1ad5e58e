import ArgumentParser
import Report
import RuleTests
import Rules
import StrictYAML
import SystemIO

struct RulesLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Check rules for problems that do not prevent loading.",
        discussion: "Rules of a folder may build on the built-in ones: require them, use their fixtures, replace them.")

    @Argument(help: "A folder of rules; without one, the built-in rules.", completion: .directory)
    var folder: String?

    func run() throws {
        let (rules, own) = try RulesFolder(path: folder).testedAndOwn()
        let diagnostics = rules.lint(own)
        let total = "\(counted(own.count, "rule")), \(counted(diagnostics.count, "remark"))"
        try StandardOutput.writeLine((diagnostics.map(\.rendered) + [total]).joined(separator: "\n"))
        guard diagnostics.isEmpty else { throw ExitCode(ExitStatus.notReady.rawValue) }
    }
}
