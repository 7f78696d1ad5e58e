import ArgumentParser
import Report
import RuleTests
import Rules
import StrictYAML

struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "test", abstract: "Run the tests inside rule files.")

    @Argument(help: "A folder of rules; without one, the built-in rules.")
    var folder: String?

    @Flag(name: .shortAndLong, help: "Also list the tests that passed.")
    var verbose = false

    func run() throws {
        let (rules, own) = try RulesFolder(path: folder).testedAndOwn()
        let results = rules.run(own)
        for result in results {
            let place = "\(result.file):\(result.position.line):\(result.position.column)"
            for failure in result.failures {
                print("\(place): failed: \(result.rule): \(result.name): \(printable(failure))")
            }
            if result.passed, verbose { print("passed: \(result.rule): \(result.name)") }
        }
        let failed = results.count { !$0.passed }
        print("\(results.count - failed) passed, \(failed) failed")
        guard failed == 0 else { throw ExitCode(ExitStatus.notReady.rawValue) }
    }
}
