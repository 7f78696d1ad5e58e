import ArgumentParser
import Facts
import Report
import RuleEngine

struct JudgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge", abstract: "Judge saved facts again, without the network.",
        discussion: "The facts come from sendready audit --facts-out. 'Now' is the moment of the survey.")

    @Argument(help: "Fact file (JSON); - is standard input.")
    var file: String

    @OptionGroup var state: StateOptions
    @OptionGroup var options: ReportOptions

    func run() throws {
        let book = try RuleBook.builtin()
        let selected = try options.rules(of: book)
        let facts = try read()
        try state.check()
        let run = AuditRun(rules: book, selected: selected, timeout: .zero, showsProgress: false)
        try options.end(
            with: [run.judge(facts, file: file == "-" ? nil : file)], state: state, looked: run.scope())
    }

    private func read() throws -> FactSet {
        let text = try OutputFile.read(file)
        do {
            return try FactSet(json: try JSONParser.parse(text))
        } catch let failure as JSONParser.Failure {
            throw CommandFailure(.refused, "\(file):\(failure)")
        } catch let refusal as FactSet.Refusal {
            throw CommandFailure(.refused, "\(file): \(refusal)")
        }
    }
}
