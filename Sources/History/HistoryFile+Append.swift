package import Changes
import Facts
import GRDB
package import Report
import Rules

extension HistoryFile {
    /// Appends one run's snapshot of a deployment.
    ///
    /// - Parameter name: the deployment's name in the history, if it is not its own.
    package func append(
        _ report: Report, _ snapshot: Snapshot, as name: String? = nil, toolVersion: String
    ) throws(Failure) {
        do {
            try database.write { database in
                let deployment = try Self.deployment(name ?? report.deployment, database)
                // Queried before the new one is inserted.
                let before = try StoredSnapshot.all(of: deployment, last: 1, isChecked: true, database).last
                let values: [any DatabaseValueConvertible] = [
                    report.observedAt.seconds, report.elapsedMilliseconds, report.verdict.rawValue, toolVersion,
                    report.failures(.error), report.failures(.warning), report.failures(.notice), report.count(.undetermined),
                    report.count(.waived), report.count(.pass),
                ]
                let columns = StoredSnapshot.ownColumns.joined(separator: ", ")
                try database.execute(
                    sql: "INSERT INTO look (deployment, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: StatementArguments([deployment.id] + values) ?? [])
                let look = database.lastInsertedRowID
                var sightings: [String: (fingerprint: String, Outcome, Severity)] = [:]
                let see = { (row: Int64, fingerprint: String, outcome: Outcome, severity: Severity) in
                    sightings[fingerprint] = (fingerprint, outcome, severity)
                    try database.execute(
                        sql: "INSERT OR REPLACE INTO sighting (look, finding, outcome, severity) VALUES (?, ?, ?, ?)",
                        arguments: [look, row, outcome.rawValue, severity.rawValue])
                }
                for finding in report.shown {
                    try see(
                        Self.row(of: finding, in: deployment, database), finding.fingerprint, finding.outcome, finding.severity)
                }
                for hidden in before?.sightings ?? [] where hidden.isOpen && sightings[hidden.finding.fingerprint] == nil {
                    let finding = hidden.finding
                    guard snapshot.cannotSee(finding.fingerprint, finding.subject, rule: finding.rule) else { continue }
                    try see(finding.id, finding.fingerprint, .undetermined, hidden.severity)
                }
                let checksum = StoredSnapshot.checksum(
                    [deployment.name] + values.map { "\($0)" }, Array(sightings.values))
                try database.execute(sql: "UPDATE look SET checksum = ? WHERE id = ?", arguments: [checksum, look])
            }
        } catch {
            throw Failure(error)
        }
    }

    private static func deployment(_ name: String, _ database: Database) throws -> StoredDeployment {
        try database.execute(sql: "INSERT OR IGNORE INTO deployment (name) VALUES (?)", arguments: [name])
        let id = try Int64.fetchOne(database, sql: "SELECT id FROM deployment WHERE name = ?", arguments: [name])
        return StoredDeployment(id: id ?? 0, name: name)
    }

    /// The row of a finding, with its current texts.
    private static func row(of finding: Finding, in deployment: StoredDeployment, _ database: Database) throws -> Int64 {
        let subject = finding.subject
        let columns = ["rule", "kind", "key", "role", "name", "view", "address", "sender", "title", "message", "checksum"]
        try database.execute(
            sql: """
                INSERT INTO finding (deployment, fingerprint, \(columns.joined(separator: ", ")))
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (deployment, fingerprint) DO UPDATE SET
                \(columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
                """,
            arguments: [
                deployment.id, finding.fingerprint, finding.rule, subject.kind, subject.key, subject.role, subject.name,
                subject.view, subject.address, subject.sender, finding.title, finding.message,
                StoredFinding.checksum(finding, of: deployment),
            ])
        return try Int64.fetchOne(
            database, sql: "SELECT id FROM finding WHERE deployment = ? AND fingerprint = ?",
            arguments: [deployment.id, finding.fingerprint]) ?? 0
    }
}

extension StoredSighting {
    /// It failed in the last check, or could not be checked.
    fileprivate var isOpen: Bool { [.fail, .error, .undetermined].contains(outcome) }
}
