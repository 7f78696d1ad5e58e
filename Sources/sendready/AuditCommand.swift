import ArgumentParser
import Deployment
import Facts
import Report
import Rules
import SystemIO

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Look at everything that a deployment needs, and judge it.",
        discussion: "Several files share the questions that they have in common; the exit code is the worst of them.")

    @Argument(help: "Deployment files (YAML).", completion: .yaml)
    var files: [String]

    @Option(help: "Look from this view alone: public, internal or authoritative; may be repeated.")
    var view: [ViewArgument] = []

    @Option(
        help: "Also write what was learned to this file, for sendready judge; with a single deployment file.", completion: .file()
    )
    var factsOut: String?

    @Option(
        help: "Wait a random time of at most this before anything is asked, so that many machines do not ask at once.",
        transform: DurationArgument.init(parsing:))
    var jitter: DurationArgument?

    @OptionGroup var overlay: OverlayOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var options: ReportOptions

    func validate() throws {
        guard factsOut == nil || files.count == 1 else {
            throw ValidationError("--facts-out takes the facts of one deployment: audit the files one by one")
        }
        guard Set(view.map(\.name)) != [.authoritative] else {
            throw ValidationError("the authoritative view is held against the public one: add --view public")
        }
        try state.validate(rules: options.rule, views: view)
        guard overlay.overlay.isEmpty || state.state == nil && state.history == nil else {
            throw ValidationError("--state and --history keep what is published: leave --overlay out")
        }
    }

    func run() async throws {
        let book = try rules.book()
        try options.checkRules(of: book)
        try state.check()
        var refusals: [RunReport.Refusal] = []
        var jobs: [AuditRun.Job] = []
        for file in files {
            do {
                jobs.append(try job(file, book, beside: jobs))
            } catch {
                error.report()
                refusals.append(.init(file: file, reasons: error.reasons, status: error.status))
            }
        }
        var settings = AuditSettings()
        settings.timeout = network.timeout.duration
        settings.gathersEverything = factsOut != nil
        settings.overlays = try overlay.overlays()
        let run = AuditRun(settings: settings, showsProgress: !network.noProgress && !options.quiet)
        if let jitter, !jobs.isEmpty { try await jitter.waitAtRandom() }
        let results = try await run.run(jobs)
        if let factsOut, let result = results.first {
            let file = ProvenFacts.added(to: result.facts.json(toolVersion: Sendready.version), result.report)
            try OutputFile.write(file.rendered() + "\n", to: factsOut)
        }
        try rules.record(results.map(\.report))
        let views = view.isEmpty ? nil : view.map(\.name.rawValue)
        let scopes = jobs.map { ($0.plan.deployment.name, AuditRun.scope($0.rules, views: views)) }
        try options.end(
            with: results.map(\.report), refusals: refusals, state: state,
            looked: Dictionary(scopes) { first, _ in first })
    }

    /// The plan of a file, with everything that its survey needs at hand.
    private func job(_ file: String, _ book: RuleBook, beside others: [AuditRun.Job]) throws(CommandFailure) -> AuditRun.Job {
        let job = try job(file, book)
        let name = job.plan.deployment.name
        if let other = others.first(where: { $0.plan.deployment.name == name }) {
            throw CommandFailure(
                .refused, "'\(file)' and '\(other.plan.deployment.file)' both name their deployment '\(name)'",
                hint: "reports, state and metrics tell deployments apart by name")
        }
        do {
            try AuditRun.checkInputs(of: job.plan)
        } catch {
            throw error as? CommandFailure ?? CommandFailure(.internal, "'\(file)': \(error)")
        }
        return job
    }

    private func job(_ file: String, _ book: RuleBook) throws(CommandFailure) -> AuditRun.Job {
        let plan = try DeploymentPlan.load(file, views: view.map(\.name))
        return AuditRun.Job(plan: plan, rules: try rules.configuration(book, plan.deployment, rules: options.rule))
    }
}

struct ViewArgument: ExpressibleByArgument {
    let name: ViewName

    init?(argument: String) {
        guard let name = ViewName(rawValue: argument) else { return nil }
        self.name = name
    }

    static var allValueStrings: [String] { ViewName.allCases.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
