package import Changes
import Facts
import GRDB
package import Report
import Rules

extension HistoryFile {
    /// Appends a look at a deployment.
    package func append(_ report: Report, _ look: Snapshot, toolVersion: String) throws(Failure) {
        do {
            try database.write { database in
                let deployment = try Self.deployment(report.deployment, database)
                // Asked before the look is there: what failed when it was last looked at.
                let failing = try Self.lastFailing(deployment, database)
                try database.execute(
                    sql: """
                        INSERT INTO look (deployment, observedAt, elapsedMs, verdict, toolVersion, errors, warnings, notices,
                            undetermined, waived, passed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        deployment, report.observedAt.seconds, report.elapsedMilliseconds, report.verdict.rawValue, toolVersion,
                        report.failures(.error), report.failures(.warning), report.failures(.notice), report.count(.undetermined),
                        report.count(.waived), report.count(.pass),
                    ])
                let id = database.lastInsertedRowID
                for finding in report.shown {
                    let row = try Self.finding(finding, deployment, database)
                    try Self.sight(row, id, finding.outcome, finding.severity, database)
                }
                let shown = Set(report.shown.map(\.fingerprint))
                for hidden in failing
                where !shown.contains(hidden.fingerprint) && look.cannotSee(hidden.fingerprint, hidden.subject, rule: hidden.rule)
                {
                    try Self.sight(hidden.row, id, .undetermined, hidden.severity, database)
                }
            }
        } catch {
            throw Failure(error)
        }
    }

    private static func sight(_ finding: Int64, _ look: Int64, _ outcome: Outcome, _ severity: Severity, _ database: Database)
        throws
    {
        try database.execute(
            sql: "INSERT OR REPLACE INTO sighting (look, finding, outcome, severity) VALUES (?, ?, ?, ?)",
            arguments: [look, finding, outcome.rawValue, severity.rawValue])
    }

    private static func deployment(_ name: String, _ database: Database) throws -> Int64 {
        try database.execute(sql: "INSERT OR IGNORE INTO deployment (name) VALUES (?)", arguments: [name])
        return try Int64.fetchOne(database, sql: "SELECT id FROM deployment WHERE name = ?", arguments: [name]) ?? 0
    }

    /// The row of a finding, its words as they are now.
    private static func finding(_ finding: Finding, _ deployment: Int64, _ database: Database) throws -> Int64 {
        let subject = finding.subject
        try database.execute(
            sql: """
                INSERT INTO finding (deployment, fingerprint, rule, kind, key, role, name, view, address, sender, title, message)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (deployment, fingerprint) DO UPDATE SET title = excluded.title, message = excluded.message
                """,
            arguments: [
                deployment, finding.fingerprint, finding.rule, subject.kind, subject.key, subject.role, subject.name,
                subject.view,
                subject.address, subject.sender, finding.title, finding.message,
            ])
        return try Int64.fetchOne(
            database, sql: "SELECT id FROM finding WHERE deployment = ? AND fingerprint = ?",
            arguments: [deployment, finding.fingerprint]) ?? 0
    }

    private struct Failing {
        let row: Int64
        let fingerprint: String
        let rule: String
        let severity: Severity
        let subject: FindingSubject
    }

    /// What the last look saw fail, or could not see.
    private static func lastFailing(_ deployment: Int64, _ database: Database) throws -> [Failing] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT finding.*, sighting.severity FROM sighting JOIN finding ON finding.id = sighting.finding
                WHERE sighting.look = (SELECT max(id) FROM look WHERE deployment = ?)
                AND sighting.outcome IN ('fail', 'error', 'undetermined')
                """, arguments: [deployment])
        return rows.map { row in
            Failing(
                row: row["id"], fingerprint: row["fingerprint"], rule: row["rule"],
                severity: Severity(rawValue: row["severity"]) ?? .notice, subject: FindingSubject(row))
        }
    }
}

extension FindingSubject {
    init(_ row: Row) {
        self.init(
            kind: row["kind"], key: row["key"], role: row["role"], name: row["name"], view: row["view"], address: row["address"],
            sender: row["sender"])
    }
}
