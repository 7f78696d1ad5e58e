import ArgumentParser
import Changes
import History
import Report
import Rules

/// What a run remembers of the runs before it.
struct StateOptions: ParsableArguments {
    @Option(help: "File that keeps the result, so that the next run says what changed.")
    var state: String?

    @Option(help: "Runs in a row that must see a failure before it is new; with --state.")
    var confirm: Int?

    @Option(help: "SQLite database to which the result is appended, for sendready history.")
    var history: String?

    func validate() throws {
        guard let confirm else { return }
        guard state != nil else { throw ValidationError("--confirm counts runs: name a file with --state") }
        guard (1...100).contains(confirm) else { throw ValidationError("--confirm is a number of runs, from 1 to 100") }
    }

    /// Refuses to keep a look at a part of the deployment as if it were the whole.
    func validate(rules: [String], views: [ViewArgument] = []) throws {
        guard history == nil || rules.isEmpty && views.isEmpty else {
            throw ValidationError("--history keeps whole looks: leave --rule and --view out")
        }
    }

    /// Refuses a state that cannot be used before anything is asked.
    func check() throws {
        if let state { _ = try StateFile(state).load() }
        if let history { _ = try open(history) }
    }

    private func open(_ history: String) throws(CommandFailure) -> HistoryFile {
        do throws(HistoryFile.Failure) {
            return try HistoryFile(appendingTo: history)
        } catch {
            throw CommandFailure(error, file: history)
        }
    }

    private func append(_ reports: [Report], _ scopes: [String: Snapshot.Scope]) throws(CommandFailure) {
        guard let history else { return }
        let file = try open(history)
        do throws(HistoryFile.Failure) {
            for report in reports {
                try file.append(report, Snapshot(report, scopes), toolVersion: Sendready.version)
            }
        } catch {
            throw CommandFailure(error, file: history)
        }
    }

    /// Runs `write` with the reports, compared with what was remembered, and then remembers them.
    func remembering(_ reports: [Report], _ scopes: [String: Snapshot.Scope], _ write: ([Report]) throws -> Void) throws {
        guard let state else {
            try write(reports)
            return try append(reports, scopes)
        }
        try StateFile(state).update { memory in
            var memory = memory
            let compared = reports.map { report in
                var report = report
                let (changes, next) = DeploymentState.comparing(
                    Snapshot(report, scopes), with: memory.deployments[report.deployment], confirm: confirm ?? 1)
                report.changes = changes
                memory.deployments[report.deployment] = next
                return report
            }
            try write(compared)
            try append(compared, scopes)
            return memory
        }
    }
}

extension Snapshot {
    fileprivate init(_ report: Report, _ scopes: [String: Scope]) {
        self.init(
            deployment: report.deployment, observedAt: report.observedAt, findings: report.findings,
            scope: scopes[report.deployment] ?? Scope(rules: [], knownRules: []))
    }
}
