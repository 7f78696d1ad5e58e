package import Facts
import GRDB
import Report
import Rules

extension HistoryFile {
    /// The lives of all deployments, or of one, from a time on.
    package func lives(of deployment: String? = nil, since: Timestamp? = nil) throws(Failure) -> [DeploymentHistory] {
        do {
            return try database.read { database in
                let rows = try Row.fetchAll(database, sql: "SELECT id, name FROM deployment ORDER BY name")
                return try rows.compactMap { row in
                    let name: String = row["name"]
                    guard deployment == nil || deployment == name else { return nil }
                    return try Self.life(row["id"], name, since ?? Timestamp(seconds: 0), database)
                }
            }
        } catch {
            throw Failure(error)
        }
    }

    private struct StoredSnapshot {
        let id: Int64
        let time: Timestamp
        let verdict: Verdict
    }

    /// `nil` when nobody looked in that time.
    private static func life(_ id: Int64, _ name: String, _ since: Timestamp, _ database: Database) throws -> DeploymentHistory? {
        let looks = try Row.fetchAll(
            database,
            sql: "SELECT id, observedAt, verdict FROM look WHERE deployment = ? AND observedAt >= ? ORDER BY observedAt, id",
            arguments: [id, since.seconds]
        ).map { row in
            StoredSnapshot(
                id: row["id"], time: Timestamp(seconds: row["observedAt"]),
                verdict: Verdict(rawValue: row["verdict"]) ?? .undetermined)
        }
        guard let first = looks.first, let last = looks.last else { return nil }
        let watch = Timeline(looks.map(\.time))
        return DeploymentHistory(
            deployment: name, looks: looks.count, first: first.time, last: last.time,
            verdicts: watch.spells(looks.map(\.verdict)),
            findings: try findings(id, looks, watch, database))
    }

    private static func findings(_ deployment: Int64, _ looks: [StoredSnapshot], _ watch: Timeline, _ database: Database) throws
        -> [FindingHistory]
    {
        let index = Dictionary(looks.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT finding.*, sighting.look, sighting.outcome, sighting.severity FROM finding
                JOIN sighting ON sighting.finding = finding.id WHERE finding.deployment = ?
                ORDER BY finding.rule, finding.kind, finding.key
                """, arguments: [deployment])
        var order: [Int64] = []
        var sightings: [Int64: [Row]] = [:]
        for row in rows {
            let id: Int64 = row["id"]
            if sightings[id] == nil { order.append(id) }
            sightings[id, default: []].append(row)
        }
        return order.compactMap { id in
            guard let rows = sightings[id], let row = rows.first else { return nil }
            var seen = [Timeline.FindingStatus](repeating: .passing, count: looks.count)
            for row in rows {
                guard let place = index[row["look"]] else { continue }
                switch Outcome(rawValue: row["outcome"]) {
                case .fail?, .error?: seen[place] = .failing(Severity(rawValue: row["severity"]) ?? .notice)
                case .undetermined?: seen[place] = .unseen
                default: break
                }
            }
            let spells = watch.spells(seen)
            guard !spells.isEmpty else { return nil }
            return FindingHistory(
                fingerprint: row["fingerprint"], rule: row["rule"], subject: FindingSubject(row), title: row["title"],
                spells: spells)
        }
    }
}
