import ArgumentParser
import Changes
import Facts
import Foundation
import Report
import Rules
import SystemIO

/// How commands that judge show their result and exit.
struct ReportOptions: ParsableArguments {
    enum Color: String, CaseIterable, ExpressibleByArgument { case auto, always, never }

    @Option(
        help: ArgumentHelp(
            "Format of the report; may be repeated, each with its own --output.", discussion: FormatArgument.help))
    var format: [FormatArgument] = []

    @Option(help: "File for the report, written completely or not at all; - is standard output.", completion: .file())
    var output: [String] = []

    @Option(help: "Severity from which a finding makes the exit code 2: warning, error (the default) or never.")
    var failOn: ExitStatus.FailOn?

    @Option(
        help: "Evaluate only these rules, a glob such as 'spf/*', including those that are off by default; may be repeated.",
        completion: .ruleIDs)
    var rule: [String] = []

    @Option(help: "Colour in the text report.")
    var color: Color = .auto

    @Flag(help: "Also show what passed, does not apply or was skipped.")
    var all = false

    @Flag(help: "With --format json: combine findings with the same text for several subjects, listed under subjects.")
    var jsonFold = false

    @Flag(help: "Print on standard output only what changed (with --state), or nothing if everything is ready.")
    var quiet = false

    func validate() throws {
        guard !jsonFold || format.contains(where: { $0.format == JSONReport.self }) else {
            throw ValidationError("--json-fold belongs to --format json")
        }
        guard !jsonFold || !all else { throw ValidationError("--json-fold and --all exclude each other") }
        let formats = max(format.count, 1)
        guard output.count <= formats else {
            throw ValidationError("\(output.count) --output for \(formats) --format: give each format its output")
        }
        guard !output.contains("") else { throw ValidationError("--output names no file") }
        let places = (0..<formats).map { output.indices.contains($0) ? output[$0] : "-" }
        for place in Set(places) where places.count(where: { $0 == place }) > 1 {
            throw ValidationError("two reports cannot both go to \(place == "-" ? "standard output" : place)")
        }
    }

    /// Refuses globs that match no rule.
    func checkRules(of book: RuleBook) throws {
        for glob in rule where book.matching(glob).isEmpty {
            let nearest = book.suggestion(for: glob).map { "; did you mean '\($0)'?" } ?? ""
            throw CommandFailure(.usage, "no rule matches '\(glob)'\(nearest)", hint: "sendready rules list shows them")
        }
    }

    /// Writes all requested reports, stores their state, and exits with the worst status.
    ///
    /// `state` compares the reports with the previous run; `looked` is the scope of this run, by deployment. The state is
    /// stored even if no report could be written.
    func end(
        with reports: [Report], refusals: [RunReport.Refusal] = [], state: StateOptions? = nil,
        looked scopes: [String: Snapshot.Scope] = [:], interrupted: ExitStatus? = nil
    ) throws -> Never {
        let run = RunReport(reports, refusals: refusals, failOn: failOn ?? .error, toolVersion: Sendready.version)
        var failure: CommandFailure?
        var isWritten = false
        let write = { (reports: [Report]) in
            failure = self.write(run.with(reports))
            isWritten = true
        }
        do {
            if let state, interrupted == nil { try state.remembering(reports, scopes, write) } else { write(reports) }
        } catch var error as CommandFailure {
            error.isAfterReport = isWritten
            throw error
        } catch let error as WriteFailure {
            var error = CommandFailure(error)
            error.isAfterReport = isWritten
            throw error
        }
        if let failure { throw failure }
        throw ExitCode((interrupted ?? run.status).rawValue)
    }

    /// Writes all requested reports. A failed one does not prevent the others; returns the first failure, but a broken pipe
    /// only if nothing else failed.
    private func write(_ run: RunReport) -> CommandFailure? {
        let formats = format.isEmpty ? [FormatArgument.standard] : format
        var failures: [WriteFailure] = []
        var isToldToNagios = true
        for (index, argument) in formats.enumerated() {
            let place = output.indices.contains(index) ? output[index] : "-"
            do throws(WriteFailure) {
                if place == "-" {
                    let rendering = rendering(isTerminal: StandardOutput.isTerminal)
                    try StandardOutput.write(quiet ? argument.format.brief(run, rendering) : argument.format.text(run, rendering))
                } else {
                    try OutputFile.write(argument.format.text(run, rendering(isTerminal: false)), to: place)
                }
            } catch {
                failures.append(error)
                if argument.format == NagiosReport.self { isToldToNagios = false }
            }
        }
        guard let failure = failures.first(where: { !$0.isBrokenPipe }) ?? failures.first else { return nil }
        var reported = CommandFailure(failure)
        reported.isAfterReport = isToldToNagios
        return reported
    }

    private func rendering(isTerminal: Bool) -> ReportRendering {
        let plain = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let colored = color == .always || (color == .auto && isTerminal && !plain)
        var rendering = ReportRendering(
            all: all, style: TextStyle(colored: colored), width: isTerminal ? Terminal.columns : 80, isTerminal: isTerminal)
        rendering.foldsFindings = jsonFold
        return rendering
    }
}

/// A report format, by its name.
struct FormatArgument: ExpressibleByArgument {
    let format: any ReportFormat.Type

    /// The format without a `--format`.
    static let standard = FormatArgument(format: ReportFormats.all[0])

    private init(format: any ReportFormat.Type) { self.format = format }

    init?(argument: String) {
        guard let format = ReportFormats[argument] else { return nil }
        self.format = format
    }

    static var allValueStrings: [String] { ReportFormats.all.map { $0.name } }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
    static var help: String { ReportFormats.all.map { "\($0.name): \($0.summary)" }.joined(separator: "\n") }
}

extension ExitStatus.FailOn: ExpressibleByArgument {}

enum Terminal {
    /// The width of the terminal at standard output, at most 120: longer lines are hard to read.
    static var columns: Int { min(StandardOutput.columns ?? 80, 120) }
}
