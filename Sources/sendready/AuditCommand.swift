import ArgumentParser
import Deployment
import Facts
import Report
import RuleEngine
import StrictYAML

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Look at everything that a deployment needs, and judge it.",
        discussion: "Several files share the questions that they have in common; the exit code is the worst of them.")

    @Argument(help: "Deployment files (YAML).")
    var files: [String]

    @Option(help: "Look from this view alone: public or internal; may be repeated.")
    var view: [ViewArgument] = []

    @Option(help: "Also write what was learned to this file, for sendready judge; with a single deployment file.")
    var factsOut: String?

    @Option(help: "Wait a random time of at most this before anything is asked, so that many machines do not ask at once.")
    var jitter: DurationArgument?

    @OptionGroup var network: NetworkOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var options: ReportOptions

    func validate() throws {
        guard factsOut == nil || files.count == 1 else {
            throw ValidationError("--facts-out takes the facts of one deployment: audit the files one by one")
        }
    }

    func run() async throws {
        let book = try RuleBook.builtin()
        let selected = try options.rules(of: book)
        try state.check()
        var refusals: [RunReport.Refusal] = []
        var plans: [Plan] = []
        for file in files {
            do {
                plans.append(try plan(file, beside: plans))
            } catch {
                error.report()
                refusals.append(.init(file: file, reasons: error.reasons, status: error.status))
            }
        }
        let run = AuditRun(
            rules: book, selected: selected, timeout: network.timeout.duration,
            showsProgress: !network.noProgress && !options.quiet)
        if let jitter, !plans.isEmpty { try await jitter.waitAtRandom() }
        let results = try await run.run(plans)
        if let factsOut, let facts = results.first?.facts {
            try OutputFile.write(facts.json(toolVersion: Sendready.version).rendered() + "\n", to: factsOut)
        }
        try options.end(
            with: results.map(\.report), refusals: refusals, state: state,
            looked: run.scope(views: view.isEmpty ? nil : view.map(\.name.rawValue)))
    }

    /// The plan of a file, with everything that its survey needs at hand.
    private func plan(_ file: String, beside others: [Plan]) throws(CommandFailure) -> Plan {
        let plan = try plan(file)
        if let other = others.first(where: { $0.deployment.name == plan.deployment.name }) {
            throw CommandFailure(
                .refused, "'\(file)' and '\(other.deployment.file)' both name their deployment '\(plan.deployment.name)'",
                hint: "reports, state and metrics tell deployments apart by name")
        }
        do {
            try AuditRun.checkInputs(of: plan)
        } catch {
            throw error as? CommandFailure ?? CommandFailure(.internal, "'\(file)': \(error)")
        }
        return plan
    }

    private func plan(_ file: String) throws(CommandFailure) -> Plan {
        let deployment: Deployment
        do {
            let (checked, warnings) = try DeploymentFile.load(path: file)
            for warning in warnings { Voice.write("sendready: \(warning.rendered)") }
            for setting in IneffectiveSettings.list(checked) { Voice.warning("\(file): \(setting)") }
            deployment = checked
        } catch {
            throw CommandFailure(error)
        }
        let plan = Plan(deployment)
        guard !view.isEmpty else { return plan }
        let wanted = Set(view.map(\.name))
        let missing = wanted.subtracting(plan.views.map(\.name))
        if let missing = missing.min() {
            throw CommandFailure(.usage, "'\(file)' describes no \(missing.rawValue) view", hint: "add views.\(missing.rawValue)")
        }
        return plan.seen(from: wanted)
    }
}

struct ViewArgument: ExpressibleByArgument {
    let name: ViewName

    init?(argument: String) {
        guard let name = ViewName(rawValue: argument), name != .authoritative else { return nil }
        self.name = name
    }

    static var allValueStrings: [String] { ["public", "internal"] }
}
