import ArgumentParser
import Changes
import History
import Report
import Rules

/// What a run keeps for later runs.
struct StateOptions: ParsableArguments {
    @Option(
        help: "File that stores the result, so that the next run reports what changed; with --stream, an SQLite database.",
        completion: .file())
    var state: String?

    @Option(
        help:
            "Consecutive runs that must see a failure, or something undetermined, before it is announced as new; with --state. Exit code, verdict, Nagios line and metrics always show the current run."
    )
    var confirm: Int?

    @Option(
        help: "Time after which something still undetermined is announced again: 12h, 1d; with --state. 1d by default.",
        transform: ReminderArgument.init(parsing:))
    var remind: ReminderArgument?

    @Option(help: "SQLite database to which the result is appended, for sendready history.", completion: .file())
    var history: String?

    func validate() throws {
        guard remind == nil || state != nil else {
            throw ValidationError("--remind needs the stored state: name a file with --state")
        }
        guard let confirm else { return }
        guard state != nil else { throw ValidationError("--confirm counts runs: name a file with --state") }
        guard (1...100).contains(confirm) else { throw ValidationError("--confirm is a number of runs, from 1 to 100") }
    }

    /// Refuses to store a partial run as if it were complete.
    func validate(rules: [String], views: [ViewArgument] = []) throws {
        guard history == nil || rules.isEmpty && views.isEmpty else {
            throw ValidationError("--history stores complete runs: leave out --rule and --view")
        }
    }

    /// Refuses an unusable state before any query.
    func check() throws {
        if let state { _ = try StateFile(state).load() }
        if let history { _ = try open(history) }
    }

    func open(_ history: String) throws(CommandFailure) -> HistoryFile {
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

    /// Runs `write` with the reports, compared with the stored state, and then stores the new state: a run that is killed
    /// before has announced nothing that the next one does not announce again.
    func remembering(_ reports: [Report], _ scopes: [String: Snapshot.Scope], _ write: ([Report]) -> Void) throws {
        guard let state else {
            write(reports)
            return try append(reports, scopes)
        }
        try StateFile(state).update { before in
            var next = before
            let compared = reports.map { report in
                var report = report
                let (changes, state) = DeploymentState.comparing(
                    Snapshot(report, scopes), with: before.deployments[report.deployment], confirm: confirm ?? 1,
                    remind: remind?.seconds ?? TrackedSight.remind)
                report.changes = changes
                next.deployments[report.deployment] = state
                return report
            }
            write(compared)
            try append(compared, scopes)
            return next
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
