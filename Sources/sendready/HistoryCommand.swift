import ArgumentParser
import Facts
import Foundation
import History
import Report
import SystemIO

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show the history of deployments and findings.",
        discussion: """
            Reads the database that sendready audit --history appends to. Readiness is the share of the known time in which the \
            verdict was ready or ready with warnings.
            """)

    @Argument(help: "The history file.", completion: .file())
    var file: String

    @Option(help: "One deployment, by its name.")
    var deployment: String?

    @Option(help: "Findings of these rules, as a glob such as 'spf/*'.", completion: .ruleIDs)
    var rule: String?

    @Option(help: "From this time on: 2026-11-22T12:00:00Z, 2026-11-22, or a number of days ago: 30d.")
    var since: MomentArgument?

    @Option(help: "First delete what is older than this: 2026-11-22T12:00:00Z, 2026-11-22, or a number of days ago: 400d.")
    var forgetBefore: MomentArgument?

    @Flag(help: "Print nothing: for cron, with --forget-before.")
    var quiet = false

    @Option(help: "text or json.")
    var format: SingleStepOptions.Format = .text

    func run() throws {
        if let forgetBefore { try forget(before: forgetBefore) }
        guard !quiet else { return }
        let histories = try reading { () throws(HistoryFile.Failure) in
            try HistoryFile(reading: file).histories(of: deployment, since: since?.time)
        }
        if let deployment, histories.isEmpty {
            throw CommandFailure(.usage, "'\(file)' has no run of a deployment '\(deployment)'")
        }
        let report = HistoryReport(histories.map { history in rule.map { history.showing(rulesMatching: $0) } ?? history })
        let text = format == .json ? report.json(toolVersion: Sendready.version).rendered() + "\n" : report.text
        try StandardOutput.write(text)
    }

    private func forget(before moment: MomentArgument) throws {
        // --forget-before must not create a history that does not exist.
        _ = try reading { () throws(HistoryFile.Failure) in try HistoryFile(reading: file) }
        let count: Int
        do throws(HistoryFile.Failure) { count = try HistoryFile(appendingTo: file).forget(before: moment.time) } catch {
            throw CommandFailure(error, file: file)
        }
        if !quiet { Voice.hint("\(counted(count, "look")) before \(moment.time) forgotten") }
    }

    private func reading<Result>(_ body: () throws(HistoryFile.Failure) -> Result) throws(CommandFailure) -> Result {
        do throws(HistoryFile.Failure) { return try body() } catch {
            throw CommandFailure(error, file: file, reading: true)
        }
    }
}

extension CommandFailure {
    /// - Parameter reading: the file was only to be read.
    init(_ failure: HistoryFile.Failure, file: String, what: String = "history", reading: Bool = false) {
        switch failure.kind {
        case .refused:
            self.init(
                .refused, "the \(what) '\(file)' is refused: \(failure)", hint: "it was left as it is; move it away to start over"
            )
        case .unopenable, .failed:
            let status: ExitStatus = reading ? .refused : failure.kind == .unopenable ? .cannotCreate : .cannotWrite
            self.init(status, "cannot \(reading ? "read" : "write") the \(what) '\(file)': \(failure)")
        }
    }
}

/// A point in time on the command line: a time, a day, or a number of days ago.
struct MomentArgument: ExpressibleByArgument {
    let time: Timestamp

    init?(argument: String) {
        if argument.hasSuffix("d"), let days = Int64(argument.dropLast()), (0...100_000).contains(days) {
            time = Timestamp(seconds: Int64(Date().timeIntervalSince1970) - days * 86_400)
        } else if let time = Timestamp(argument) ?? Timestamp(argument + "T00:00:00Z") {
            self.time = time
        } else {
            return nil
        }
    }
}
