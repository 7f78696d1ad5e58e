import ArgumentParser
import Deployment
import Facts
import Report
import Rules
import SystemIO

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check everything that a deployment needs.",
        discussion: """
            Several files share their common queries; the exit code is the worst of them. With --stream, the single file, or \
            standard input, has one deployment per line.
            """)

    @Argument(help: "Deployment files (YAML); with --stream one file of lines, or - for standard input.", completion: .yaml)
    var files: [String] = []

    @OptionGroup(title: "Fleets") var fleet: StreamOptions

    @Option(help: "Check only this view: public, internal or authoritative; may be repeated.")
    var view: [ViewArgument] = []

    @Option(
        help: "Also write the facts to this file, for sendready judge; with a single deployment file.", completion: .file()
    )
    var factsOut: String?

    @Option(
        help: "Wait a random time of at most this before the first query, to spread the load of many machines.",
        transform: DurationArgument.init(parsing:))
    var jitter: DurationArgument?

    @OptionGroup var overlay: OverlayOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var options: ReportOptions

    func validate() throws {
        guard !files.isEmpty || fleet.stream else { throw ValidationError("Missing expected argument '<files> ...'") }
        if fleet.stream { try validateStream() }
        guard factsOut == nil || files.count == 1 else {
            throw ValidationError("--facts-out writes the facts of one deployment: audit the files one by one")
        }
        guard Set(view.map(\.name)) != [.authoritative] else {
            throw ValidationError("the authoritative view is compared with the public one: add --view public")
        }
        try state.validate(rules: options.rule, views: view)
        guard overlay.overlay.isEmpty || state.state == nil && state.history == nil else {
            throw ValidationError("--state and --history store published records only: leave out --overlay")
        }
    }

    /// Options for a report about all deployments make no sense where each is written and then forgotten.
    private func validateStream() throws {
        guard files.count <= 1 else { throw ValidationError("--stream reads one file, or - for standard input") }
        let given = [
            ("--format", !options.format.isEmpty), ("--facts-out", factsOut != nil),
            ("--write-baseline", rules.writeBaseline != nil), ("--prune-baseline", rules.pruneBaseline),
        ]
        if let option = given.first(where: \.1)?.0 {
            throw ValidationError("\(option) cannot be used with --stream, which writes one line per deployment")
        }
        let isFile = options.output.first.map { $0 != "-" } ?? false
        guard !fleet.resume || isFile else {
            throw ValidationError("--resume needs the earlier output: name the file with --output")
        }
    }

    /// The audit settings from the options.
    private func auditSettings() throws -> AuditSettings {
        var settings = AuditSettings()
        settings.timeout = network.timeout.duration
        settings.gathersEverything = factsOut != nil
        settings.overlays = try overlay.overlays()
        fleet.apply(to: &settings)
        return settings
    }

    func run() async throws {
        guard !fleet.stream else { return try await runStream() }
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
        let settings = try auditSettings()
        try OverlayOptions.check(settings.overlays, jobs.map(\.plan))
        if let jitter, !jobs.isEmpty { try await jitter.waitAtRandom() }
        let run = AuditRun(settings: settings, showsProgress: !network.noProgress && !options.quiet)
        let results = try await run.run(jobs)
        if let factsOut, let result = results.first, let facts = result.facts {
            let file = ProvenFacts.added(to: facts.json(toolVersion: Sendready.version), result.report)
            try OutputFile.write(file.rendered() + "\n", to: factsOut)
        }
        let interrupted = run.interruption.status
        if interrupted == nil { try rules.record(results.map(\.report)) }
        let views = view.isEmpty ? nil : view.map(\.name.rawValue)
        let scopes = jobs.map { ($0.plan.deployment.name, AuditRun.scope($0.rules, views: views)) }
        try options.end(
            with: results.map(\.report), refusals: refusals, state: state,
            looked: Dictionary(scopes) { first, _ in first }, interrupted: interrupted)
    }

    private func runStream() async throws {
        let book = try rules.book()
        try options.checkRules(of: book)
        // Errors in the command line's own rules are reported before the first line.
        _ = try rules.configuration(book, rules: options.rule)
        let command = try StreamCommand(
            input: files.first ?? "-", output: options.output.first ?? "-", options: fleet, settings: try auditSettings(),
            views: view.map(\.name), failOn: options.failOn, showsAll: options.all,
            memory: try StreamMemory(state, views: view.isEmpty ? nil : view.map(\.name.rawValue))
        ) { [rules, globs = options.rule] deployment in try rules.configuration(book, deployment, rules: globs) }
        if let jitter { try await jitter.waitAtRandom() }
        try await command.run(
            showsProgress: !network.noProgress && !options.quiet, grace: fleet.grace?.duration ?? StreamOptions.standardGrace,
            isQuiet: options.quiet)
    }

    /// The plan of a file, with all inputs of its survey.
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
