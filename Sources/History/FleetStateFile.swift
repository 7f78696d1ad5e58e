package import Changes
import Facts
import GRDB

/// The state of a fleet's deployments between runs, in an SQLite database, with one transaction per deployment: a killed
/// run keeps the state of every deployment that it finished, and leaves none half-written.
package struct FleetStateFile: Sendable {
    private let database: DatabaseQueue

    /// `stat`, in SQLite's header: distinguishes the file from a history and from other databases.
    private static let applicationID = 0x7374_6174
    /// The format of the database; a reader refuses a newer one.
    private static let format = 1

    private static let sql = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(format);
        CREATE TABLE deployment (
            key TEXT PRIMARY KEY, lookedAt INTEGER NOT NULL, state TEXT NOT NULL, checksum TEXT NOT NULL) WITHOUT ROWID;
        """

    /// Opens the file, or creates it.
    package init(_ path: String) throws(HistoryFile.Failure) {
        do {
            var configuration = HistoryFile.configuration()
            // Commits survive a crash of the process; changes lost in a power failure are announced again.
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
            try database.write(Self.prepare)
        } catch {
            throw HistoryFile.Failure(error)
        }
    }

    private static func prepare(_ database: Database) throws {
        guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") != 0 else {
            return try database.execute(sql: sql)
        }
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
            throw HistoryFile.Failure("it is not a fleet state")
        }
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= format else {
            throw HistoryFile.Failure("format \(found) needs a newer sendready; this one reads \(format)")
        }
    }

    /// The state of a deployment; `nil` when there is none.
    package func state(of key: String) throws(HistoryFile.Failure) -> DeploymentState? {
        do {
            let row = try database.read { database in
                try Row.fetchOne(database, sql: "SELECT state, checksum FROM deployment WHERE key = ?", arguments: [key])
            }
            guard let row else { return nil }
            let text: String = row[0]
            let checksum: String = row[1]
            guard checksum == fingerprint(of: "\(key)\n\(text)"), let json = try? JSONParser.parse(text),
                let state = DeploymentState(json: json)
            else { throw HistoryFile.Failure("it is damaged: its entry for '\(key)' is unreadable") }
            return state
        } catch {
            throw HistoryFile.Failure(error)
        }
    }

    /// Stores a deployment's state, unless a run with a later snapshot has already done so.
    package func keep(_ state: DeploymentState, of key: String) throws(HistoryFile.Failure) {
        let text = state.json.rendered(pretty: false)
        do {
            try database.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO deployment (key, lookedAt, state, checksum) VALUES (?, ?, ?, ?)
                        ON CONFLICT (key) DO UPDATE SET
                        lookedAt = excluded.lookedAt, state = excluded.state, checksum = excluded.checksum
                        WHERE excluded.lookedAt >= deployment.lookedAt
                        """,
                    arguments: [key, state.lookedAt.seconds, text, fingerprint(of: "\(key)\n\(text)")])
            }
        } catch {
            throw HistoryFile.Failure(error)
        }
    }
}
