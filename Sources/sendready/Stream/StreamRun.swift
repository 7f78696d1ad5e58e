import DNS
import Deployment
import Fleet
import MailPolicy
import Report
import Rules
import Sockets
import Synchronization
import SystemIO

/// Processes a fleet from input to output: a bounded number of deployments at a time, each surveyed, judged, written and
/// forgotten.
struct StreamRun: Sendable {
    let session: AuditSession
    let reader: StreamReader
    let output: StreamOutput
    let tally = StreamTally()
    let name: String
    let emission: FleetLine.Emission
    let concurrency: Int
    let shard: Shard?
    /// Includes what passed.
    let showsAll: Bool
    let publicSuffixes: PublicSuffixList?
    /// The state of earlier runs; `nil` when none is kept.
    let memory: StreamMemory?

    /// Processes every input line that `answered` does not contain; returns when the last one is written.
    ///
    /// - Throws: an error that concerns the whole input.
    func run(_ input: StreamInput, answered: AnsweredLines) async throws {
        let places = ConcurrencyGate(limit: concurrency)
        var lines = FleetInput(hasTemplate: reader.template != nil)
        var seen = KeySet()
        try await withThrowingDiscardingTaskGroup { group in
            var hasEnded = false
            while !hasEnded {
                var readings: [FleetInput.Reading] = []
                switch await input.next() {
                case .failed(let code): throw CommandFailure(.refused, "cannot read \(input.description): \(errorText(code))")
                case .end:
                    hasEnded = true
                    readings = lines.finish().map { [$0] } ?? []
                case .lines(let texts): readings = texts.compactMap { lines.read($0) }
                }
                if let fault = lines.headerFault { throw CommandFailure(.refused, "\(input.description): \(fault)") }
                for reading in readings {
                    let entry = Self.unique(reading, &seen)
                    guard !answered.contains(key: entry.key, line: entry.line) else {
                        tally.skip()
                        continue
                    }
                    await places.enter()
                    guard !input.isStopped else {
                        places.leave()
                        hasEnded = true
                        break
                    }
                    group.addTask {
                        await answer(entry)
                        if output.failure != nil || tally.memoryFailure != nil { input.stop() }
                        places.leave()
                    }
                }
            }
            // Results that cannot be written or stored are not worth the queries.
            if output.failure != nil || tally.memoryFailure != nil { group.cancelAll() }
        }
    }

    /// A repeated key is refused: its result could not be told from the other one's.
    private static func unique(_ reading: FleetInput.Reading, _ seen: inout KeySet) -> FleetInput.Reading {
        guard let key = reading.key, !seen.insert(key) else { return reading }
        return .failure(
            FleetRefusal(
                line: reading.line, key: nil, errors: ["line \(reading.line): the key '\(key)' appeared on an earlier line"])
        )
    }

    private func answer(_ reading: FleetInput.Reading) async {
        do throws(FleetRefusal) {
            let entry = try reading.get()
            // It reads files.
            let (job, warnings) = try await Thread.blocking { [reader] () throws(FleetRefusal) in try reader.job(entry) }
            guard takes(job.plan.deployment) else { return tally.skip() }
            do {
                await write(try await session.audit(job), job, reading, warnings)
            } catch {
                throw FleetRefusal(line: reading.line, key: reading.key, errors: StreamReader.reasons(error))
            }
        } catch {
            guard shard?.takes(error.key ?? "line \(error.line)") ?? true else { return tally.skip() }
            await output.write(FleetLine.refusal(error.errors, heading(error.key, error.line), emission))
            tally.note(.refused, exit: .refused, waited: .zero)
        }
    }

    private func write(
        _ result: AuditRun.Result, _ job: AuditRun.Job, _ reading: FleetInput.Reading, _ warnings: [String]
    ) async {
        var report = result.report
        var compared: StreamMemory.Compared?
        if let memory, let key = reading.key {
            do throws(CommandFailure) {
                let known = try await memory.compared(report, job.rules, key: key)
                (report, compared) = (known.report, known)
            } catch {
                // Without the stored state, the line would wrongly report no changes.
                return tally.fail(error)
            }
        }
        let allowance = result.allowance
        let waited = allowance.waited
        let usage = FleetLine.Usage(
            elapsedMilliseconds: (ContinuousClock.now - allowance.started).milliseconds, waitedMilliseconds: waited.milliseconds,
            questions: allowance[.questions])
        let text = FleetLine.text(
            report, heading(reading.key, reading.line), usage, emission, warnings: warnings, all: showsAll)
        await output.write(text)
        // What could not be written is announced by the next run.
        if let memory, let compared, output.failure == nil {
            do throws(CommandFailure) { try await memory.keep(compared) } catch { tally.fail(error) }
        }
        let verdict = result.report.verdict
        tally.note(ExitStatus(verdict), exit: ExitStatus(verdict, failOn: reader.failOn), waited: waited)
    }

    private func heading(_ key: String?, _ line: Int) -> FleetLine.Heading {
        FleetLine.Heading(run: name, key: key, line: line, toolVersion: Sendready.version)
    }

    /// Whether the deployment is in this process's part: deployments of one organization go to the same process, so that
    /// its servers see only that process's budget.
    private func takes(_ deployment: Deployment) -> Bool {
        guard let shard else { return true }
        let domain = deployment.senders.first?.from.first ?? deployment.webHosts.first?.host
        guard let name = domain?.name.lowercased else { return shard.takes(deployment.name) }
        return shard.takes((publicSuffixes?.organizationalDomain(of: name) ?? name.suffix(2)).text)
    }
}

extension FleetInput.Reading {
    fileprivate var key: String? {
        switch self {
        case .success(let entry): entry.key
        case .failure(let refusal): refusal.key
        }
    }

    fileprivate var line: Int {
        switch self {
        case .success(let entry): entry.line
        case .failure(let refusal): refusal.line
        }
    }
}

extension Duration {
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}

/// Counts lines by result.
final class StreamTally: Sendable {
    private struct State {
        /// By verdict, whatever exit status is made of it.
        var counts: [ExitStatus: Int] = [:]
        var statuses: Set<ExitStatus> = []
        var skipped = 0
        var waited = Duration.zero
        var memoryFailure: CommandFailure?
    }

    private let state = Mutex(State())

    func note(_ result: ExitStatus, exit status: ExitStatus, waited: Duration) {
        state.withLock {
            $0.counts[result, default: 0] += 1
            $0.statuses.insert(status)
            $0.waited += waited
        }
    }

    /// The state can no longer be stored.
    func fail(_ failure: CommandFailure) { state.withLock { $0.memoryFailure = $0.memoryFailure ?? failure } }

    var memoryFailure: CommandFailure? { state.withLock { $0.memoryFailure } }

    func skip() { state.withLock { $0.skipped += 1 } }

    /// The worst status of all results.
    var status: ExitStatus { state.withLock { ExitStatus.worst($0.statuses) } }

    /// `1000 answered: 990 ready, 10 not ready; 0 skipped; kept waiting 1200 ms in all`
    var text: String {
        state.withLock { state in
            let words: [(ExitStatus, String)] = [
                (.ready, "ready"), (.warnings, "with warnings"), (.notReady, "not ready"), (.undetermined, "undetermined"),
                (.refused, "refused"),
            ]
            let counted = words.compactMap { status, word in state.counts[status].map { "\($0) \(word)" } }
            let answered = state.counts.values.reduce(0, +)
            return "\(answered) answered" + (counted.isEmpty ? "" : ": " + counted.joined(separator: ", "))
                + (state.skipped == 0 ? "" : "; \(state.skipped) skipped")
                + (state.waited.milliseconds == 0 ? "" : "; kept waiting \(state.waited.milliseconds) ms in all")
        }
    }
}
