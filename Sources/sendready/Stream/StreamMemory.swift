import Changes
import Dispatch
import Facts
import History
import Report
import Rules
import SystemIO

/// A stream's state between runs, by the keys of its lines: one transaction per deployment, after its line is written.
///
/// A run that is killed in between has announced what the next one announces again.
final class StreamMemory: Sendable {
    private let state: (file: FleetStateFile, path: String)?
    private let history: (file: HistoryFile, path: String)?
    private let confirm: Int
    private let remind: Int64
    private let views: [String]?
    /// A database may block, which must not delay queries.
    private let queue = DispatchQueue(label: "memory")

    /// `nil` when no state is kept.
    init?(_ options: StateOptions, views: [String]?) throws(CommandFailure) {
        guard options.state != nil || options.history != nil else { return nil }
        state = try options.state.map { path throws(CommandFailure) in
            do throws(HistoryFile.Failure) { return (try FleetStateFile(path), path) } catch {
                throw CommandFailure(error, file: path, what: "state")
            }
        }
        history = try options.history.map { path throws(CommandFailure) in (try options.open(path), path) }
        confirm = options.confirm ?? 1
        remind = options.remind?.seconds ?? TrackedSight.remind
        self.views = views
    }

    /// A report compared with the stored state, and its new state.
    struct Compared: Sendable {
        let report: Report
        fileprivate let key: String
        fileprivate let snapshot: Snapshot
        fileprivate let next: DeploymentState?
    }

    func compared(_ report: Report, _ rules: RuleConfiguration, key: String) async throws(CommandFailure) -> Compared {
        let snapshot = Snapshot(
            deployment: key, observedAt: report.observedAt, findings: report.findings,
            scope: AuditRun.scope(rules, views: views))
        guard let state else { return Compared(report: report, key: key, snapshot: snapshot, next: nil) }
        let (confirm, remind) = (confirm, remind)
        return try await working(state.path, "state") { () throws(HistoryFile.Failure) in
            let before = try state.file.state(of: key)
            let (changes, next) = DeploymentState.comparing(snapshot, with: before, confirm: confirm, remind: remind)
            var report = report
            report.changes = changes
            return Compared(report: report, key: key, snapshot: snapshot, next: next)
        }
    }

    /// Called after the line is written.
    func keep(_ compared: Compared) async throws(CommandFailure) {
        if let history {
            try await working(history.path, "history") { () throws(HistoryFile.Failure) in
                try history.file.append(
                    compared.report, compared.snapshot, as: compared.key, toolVersion: Sendready.version)
            }
        }
        if let state, let next = compared.next {
            try await working(state.path, "state") { () throws(HistoryFile.Failure) in
                try state.file.keep(next, of: compared.key)
            }
        }
    }

    private func working<Value: Sendable>(
        _ path: String, _ what: String, _ body: @escaping @Sendable () throws(HistoryFile.Failure) -> Value
    ) async throws(CommandFailure) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, HistoryFile.Failure>, Never>) in
            queue.async {
                do throws(HistoryFile.Failure) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        do throws(HistoryFile.Failure) { return try result.get() } catch {
            throw CommandFailure(error, file: path, what: what)
        }
    }
}
