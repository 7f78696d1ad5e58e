import ArgumentParser
import Changes
import Facts
import Foundation
import Report
import Rules

/// How every command that judges shows its result and ends.
struct ReportOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, ndjson, html, markdown, junit, sarif, prometheus, nagios
    }
    enum Color: String, CaseIterable, ExpressibleByArgument { case auto, always, never }

    @Option(help: "Form of the report; may be repeated, each with its own --output.")
    var format: [Format] = []

    @Option(help: "File for the report, written whole or not at all; - is standard output.")
    var output: [String] = []

    @Option(help: "Severity from which a finding makes the exit code 2: warning, error or never.")
    var failOn: ExitStatus.FailOn = .error

    @Option(help: "Rules to judge by, as a glob such as 'spf/*', those that are off by default too; may be repeated.")
    var rule: [String] = []

    @Option(help: "Colour in the text report.")
    var color: Color = .auto

    @Flag(help: "Also show what passed, does not apply or was skipped.")
    var all = false

    @Flag(help: "Print on standard output only what changed (with --state), or nothing when everything is ready.")
    var quiet = false

    func validate() throws {
        let formats = max(format.count, 1)
        guard output.count <= formats else {
            throw ValidationError("\(output.count) --output for \(formats) --format: give each output its format")
        }
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

    /// Writes every report that was asked for, and ends the program with the worst of what they say.
    ///
    /// `state` compares them with the look before; `looked` says at what
    /// this run did look, by deployment.
    func end(
        with reports: [Report], refusals: [RunReport.Refusal] = [], state: StateOptions? = nil,
        looked scopes: [String: Snapshot.Scope] = [:]
    ) throws -> Never {
        let run = RunReport(reports, refusals: refusals, failOn: failOn, toolVersion: Sendready.version)
        if let state {
            try state.remembering(reports, scopes) { try write(run.with($0)) }
        } else {
            try write(run)
        }
        throw ExitCode(run.status.rawValue)
    }

    /// Writes every report that was asked for; one that cannot be written does not keep the others from it.
    private func write(_ run: RunReport) throws {
        let formats = format.isEmpty ? [.text] : format
        var failure: (any Error)?
        for (index, format) in formats.enumerated() {
            let place = output.indices.contains(index) ? output[index] : "-"
            if place == "-" {
                let text = quiet ? briefly(run, format) : rendered(run, format, toTerminal: true)
                FileHandle.standardOutput.write(Data(text.utf8))
            } else {
                do { try OutputFile.write(rendered(run, format, toTerminal: false), to: place) } catch { failure = error }
            }
        }
        if let failure { throw failure }
    }

    /// What `--quiet` leaves on standard output: what changed, or, without a look before, what is not ready. Programs that
    /// need the whole get it.
    private func briefly(_ run: RunReport, _ format: Format) -> String {
        let hasMemory = run.reports.contains { $0.changes != nil }
        switch format {
        case .text where hasMemory:
            return run.reports.map { text($0, toTerminal: true).changes }.filter { !$0.isEmpty }.joined(separator: "\n")
        case .ndjson where hasMemory: return NDJSONReport.text(run, .news)
        case .markdown where hasMemory: return MarkdownReport.text(run.with(run.reports.filter { $0.changes?.isSilent != true }))
        case .text, .markdown: return run.status == .ready ? "" : rendered(run, format, toTerminal: true)
        default: return rendered(run, format, toTerminal: true)
        }
    }

    private func rendered(_ run: RunReport, _ format: Format, toTerminal: Bool) -> String {
        switch format {
        case .text: run.reports.map { text($0, toTerminal: toTerminal).rendered }.joined(separator: "\n")
        case .json: JSONReport.document(run, all: all).rendered() + "\n"
        case .ndjson: NDJSONReport.text(run, all ? .all : .shown)
        case .html: HTMLReport.text(run)
        case .markdown: MarkdownReport.text(run)
        case .junit: JUnitReport.text(run)
        case .sarif: SARIFReport.text(run)
        case .prometheus: PrometheusReport.text(run)
        case .nagios: NagiosReport.text(run)
        }
    }

    private func text(_ report: Report, toTerminal: Bool) -> TextReport {
        let terminal = toTerminal && isatty(STDOUT_FILENO) == 1
        let plain = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let colored = color == .always || (color == .auto && terminal && !plain)
        return TextReport(
            report, style: TextStyle(colored: colored), width: terminal ? Terminal.columns : 80, all: all)
    }
}

extension ExitStatus.FailOn: ExpressibleByArgument {}

enum Terminal {
    /// The width of the terminal at standard output, at most 120: longer lines do not read well.
    static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return min(Int(size.ws_col), 120)
    }
}
