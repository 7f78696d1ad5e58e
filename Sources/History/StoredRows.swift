import Facts
import GRDB
import Report
import Rules

/// The rows of a history, read strictly: a value of the wrong type, an unreadable time or a wrong checksum makes the file
/// refused.
struct StoredDeployment {
    let id: Int64
    let name: String

    static func all(_ database: Database) throws -> [StoredDeployment] {
        try Row.fetchAll(database, sql: "SELECT id, name FROM deployment ORDER BY name").map { row in
            StoredDeployment(id: try row.decode(forColumn: "id"), name: try row.decode(forColumn: "name"))
        }
    }
}

struct StoredFinding {
    let id: Int64
    let fingerprint: String
    let rule: String
    let subject: FindingSubject
    let title: String
    let message: String

    /// The findings of a deployment, by row id.
    static func all(
        of deployment: StoredDeployment, isChecked: Bool, _ database: Database
    ) throws -> [Int64: StoredFinding] {
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM finding WHERE deployment = ?", arguments: [deployment.id])
        var findings: [Int64: StoredFinding] = [:]
        for row in rows {
            let finding = try StoredFinding(row)
            if isChecked, try row.decode(String.self, forColumn: "checksum") != finding.checksum(deployment) {
                throw HistoryFile.Failure("it is damaged: finding \(finding.fingerprint) does not match its checksum")
            }
            findings[finding.id] = finding
        }
        return findings
    }

    private init(_ row: Row) throws {
        id = try row.decode(forColumn: "id")
        fingerprint = try row.decode(forColumn: "fingerprint")
        rule = try row.decode(forColumn: "rule")
        subject = FindingSubject(
            kind: try row.decode(forColumn: "kind"), key: try row.decode(forColumn: "key"),
            role: try row.decode(forColumn: "role"), name: try row.decode(forColumn: "name"),
            view: try row.decode(forColumn: "view"), address: try row.decode(forColumn: "address"),
            sender: try row.decode(forColumn: "sender"))
        title = try row.decode(forColumn: "title")
        message = try row.decode(forColumn: "message")
    }

    private func checksum(_ deployment: StoredDeployment) -> String {
        Self.checksum(deployment.name, fingerprint, rule, subject, title, message)
    }

    static func checksum(_ finding: Finding, of deployment: StoredDeployment) -> String {
        checksum(deployment.name, finding.fingerprint, finding.rule, finding.subject, finding.title, finding.message)
    }

    private static func checksum(
        _ deployment: String, _ fingerprint: String, _ rule: String, _ subject: FindingSubject, _ title: String,
        _ message: String
    ) -> String {
        HistoryFile.checksum([
            deployment, fingerprint, rule, subject.kind, subject.key, subject.role, subject.name, subject.view,
            subject.address, subject.sender, title, message,
        ])
    }

    func store(checksumFor deployment: StoredDeployment, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE finding SET checksum = ? WHERE id = ?", arguments: [checksum(deployment), id])
    }
}

/// The result of one finding in one snapshot.
struct StoredSighting {
    let finding: StoredFinding
    let outcome: Outcome
    let severity: Severity
}

struct StoredSnapshot {
    let id: Int64
    let observedAt: Timestamp
    let verdict: Verdict
    let sightings: [StoredSighting]
    private let checksum: String

    /// The end of the year 9999, later than any machine's clock.
    private static let latest: Int64 = 253_402_300_799

    /// The snapshots of a deployment, oldest first.
    ///
    /// - Parameter limit: at most this many, the last ones appended.
    static func all(
        of deployment: StoredDeployment, last limit: Int? = nil, isChecked: Bool, _ database: Database
    ) throws -> [StoredSnapshot] {
        let findings = try StoredFinding.all(of: deployment, isChecked: isChecked, database)
        let looks = try Row.fetchAll(
            database, sql: "SELECT * FROM look WHERE deployment = ? ORDER BY id DESC LIMIT ?",
            arguments: [deployment.id, limit ?? -1])
        let ids = try looks.map { try $0.decode(Int64.self, forColumn: "id") }
        var sightings: [Int64: [StoredSighting]] = [:]
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT sighting.* FROM sighting JOIN look ON look.id = sighting.look
                WHERE look.deployment = ? AND look.id >= ?
                """, arguments: [deployment.id, ids.min() ?? 0])
        for row in rows {
            guard let finding = findings[try row.decode(forColumn: "finding")] else {
                throw HistoryFile.Failure("it is damaged: a sighting refers to no finding of '\(deployment.name)'")
            }
            let sighting = StoredSighting(
                finding: finding, outcome: try word(row, "outcome"), severity: try word(row, "severity"))
            sightings[try row.decode(forColumn: "look"), default: []].append(sighting)
        }
        let snapshots = try zip(ids, looks).map { id, row in
            try StoredSnapshot(id, row, sightings[id] ?? [], deployment, isChecked: isChecked)
        }
        return snapshots.sorted { ($0.observedAt, $0.id) < ($1.observedAt, $1.id) }
    }

    private init(
        _ id: Int64, _ row: Row, _ sightings: [StoredSighting], _ deployment: StoredDeployment, isChecked: Bool
    ) throws {
        self.id = id
        let seconds: Int64 = try row.decode(forColumn: "observedAt")
        guard (0...Self.latest).contains(seconds) else {
            throw HistoryFile.Failure("it is damaged: \(seconds) is not a valid snapshot time")
        }
        observedAt = Timestamp(seconds: seconds)
        verdict = try Self.word(row, "verdict")
        self.sightings = sightings
        var values: [String?] = [deployment.name]
        for column in Self.ownColumns {
            values.append(try row.decode(DatabaseValue.self, forColumn: column).storage.value.map { "\($0)" })
        }
        checksum = Self.checksum(values, sightings.map { ($0.finding.fingerprint, $0.outcome, $0.severity) })
        if isChecked, try row.decode(String.self, forColumn: "checksum") != checksum {
            throw HistoryFile.Failure(
                "it is damaged: the snapshot of '\(deployment.name)' at \(observedAt) does not match its checksum")
        }
    }

    /// The columns of a snapshot itself, in checksum order.
    static let ownColumns = [
        "observedAt", "elapsedMs", "verdict", "toolVersion", "errors", "warnings", "notices", "undetermined", "waived", "passed",
    ]

    /// The checksum of a snapshot's own values, the deployment's name first, and of its sightings in any order.
    static func checksum(_ values: [String?], _ sightings: [(fingerprint: String, Outcome, Severity)]) -> String {
        let seen = sightings.map { "\($0.fingerprint) \($0.1.rawValue) \($0.2.rawValue)" }.sorted()
        return HistoryFile.checksum(values + seen.map(Optional.some))
    }

    func storeChecksum(_ database: Database) throws {
        try database.execute(sql: "UPDATE look SET checksum = ? WHERE id = ?", arguments: [checksum, id])
    }

    private static func word<Word: RawRepresentable<String>>(_ row: Row, _ column: String) throws -> Word {
        let text: String = try row.decode(forColumn: column)
        guard let word = Word(rawValue: text) else {
            throw HistoryFile.Failure("it is damaged: '\(text)' is not a valid \(column)")
        }
        return word
    }
}

extension HistoryFile {
    /// The checksum of values in order; absent values differ from empty ones.
    static func checksum(_ values: [String?]) -> String {
        fingerprint(of: values.map { $0.map { "=\($0)" } ?? "-" }.joined(separator: "\u{1f}"))
    }
}
