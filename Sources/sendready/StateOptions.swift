import ArgumentParser
import Changes
import Report
import RuleEngine

/// What a run remembers of the runs before it.
struct StateOptions: ParsableArguments {
    @Option(help: "File that keeps the result, so that the next run says what changed.")
    var state: String?

    @Option(help: "Runs in a row that must see a failure before it is new; with --state.")
    var confirm: Int?

    func validate() throws {
        guard let confirm else { return }
        guard state != nil else { throw ValidationError("--confirm counts runs: name a file with --state") }
        guard (1...100).contains(confirm) else { throw ValidationError("--confirm is a number of runs, from 1 to 100") }
    }

    /// Refuses a state that cannot be used before anything is asked.
    func check() throws {
        if let state { _ = try StateFile(state).load() }
    }

    /// Runs `write` with the reports, compared with what was remembered, and then remembers them.
    func remembering(_ reports: [Report], _ scopes: [String: Look.Scope], _ write: ([Report]) throws -> Void) throws {
        guard let state else { return try write(reports) }
        try StateFile(state).update { memory in
            var memory = memory
            let compared = reports.map { report in
                let look = Look(
                    deployment: report.deployment, observedAt: report.observedAt, findings: report.findings,
                    scope: scopes[report.deployment] ?? .init(rules: [], knownRules: []))
                var report = report
                let (changes, next) = DeploymentMemory.comparing(
                    look, with: memory.deployments[report.deployment], confirm: confirm ?? 1)
                report.changes = changes
                memory.deployments[report.deployment] = next
                return report
            }
            try write(compared)
            return memory
        }
    }
}
