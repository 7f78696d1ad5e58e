import ArgumentParser
import Deployment
import Facts
import Report
import Rules

struct JudgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge", abstract: "Judge saved facts again, without the network.",
        discussion: "The facts come from sendready audit --facts-out. 'Now' is the moment of the survey.")

    @Argument(help: "Fact file (JSON); - is standard input.", completion: .file(extensions: ["json"]))
    var file: String

    @OptionGroup var state: StateOptions
    @Option(help: "A deployment file whose profiles, overrides and waivers apply.", completion: .yaml)
    var deployment: String?

    @OptionGroup var rules: RuleOptions
    @OptionGroup var options: ReportOptions

    func validate() throws { try state.validate(rules: options.rule) }

    func run() throws {
        let book = try rules.book()
        try options.checkRules(of: book)
        let (facts, saved) = try read()
        try state.check()
        let settings = try deployment.map { path throws in try DeploymentFile.loaded(path) }
        let configuration = try rules.configuration(book, settings, rules: options.rule)
        let judgement = ProvenFacts.applied(to: configuration.judge(facts), from: saved)
        let report = Report(facts: facts, judgement: judgement, file: file == "-" ? nil : file)
        try rules.record([report])
        try options.end(with: [report], state: state, looked: [report.deployment: AuditRun.scope(configuration)])
    }

    private func read() throws -> (facts: FactSet, file: JSONValue) {
        let text = try InputText.read(file)
        let place = file == "-" ? "standard input" : file
        do {
            let json = try JSONParser.parse(text)
            return (try FactSet(json: json), json)
        } catch let failure as JSONParser.Failure {
            let isEmpty = text.allSatisfy(\.isWhitespace)
            throw CommandFailure(.refused, "\(place):\(failure)\(isEmpty ? ": there is nothing in it" : "")")
        } catch let refusal as FactSet.Refusal {
            throw CommandFailure(.refused, "\(place): \(refusal)")
        }
    }
}
