import ArgumentParser
import Report
import RuleTests
import Rules
import StrictYAML
import SystemIO

struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "test", abstract: "Run the tests inside rule files.")

    @Argument(help: "A folder of rules; without one, the built-in rules.", completion: .directory)
    var folder: String?

    @Flag(name: .shortAndLong, help: "Also list the tests that passed.")
    var verbose = false

    func run() throws {
        let (rules, own) = try RulesFolder(path: folder).testedAndOwn()
        let results = rules.run(own)
        var lines: [String] = []
        for result in results {
            let place = "\(result.file):\(result.position.line):\(result.position.column)"
            for failure in result.failures {
                lines.append("\(place): failed: \(result.rule): \(result.name): \(printable(failure))")
            }
            if result.passed, verbose { lines.append("passed: \(result.rule): \(result.name)") }
        }
        let failed = results.count { !$0.passed }
        lines.append("\(results.count - failed) passed, \(failed) failed")
        try StandardOutput.writeLine(lines.joined(separator: "\n"))
        guard failed == 0 else { throw ExitCode(ExitStatus.notReady.rawValue) }
    }
}
