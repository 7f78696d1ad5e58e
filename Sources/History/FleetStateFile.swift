package import Changes
import Facts
import GRDB

/// What a fleet's runs remember of each deployment, in an SQLite database: a transaction a deployment, so that a run that is
/// killed has forgotten none that it answered, and remembers none by half.
package struct FleetStateFile: Sendable {
    private let database: DatabaseQueue

    /// `stat`, in SQLite's header: tells the file from a history and from other databases.
    private static let applicationID = 0x7374_6174
    /// The format of the database; a reader refuses a newer one.
    private static let format = 1

    private static let sql = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(format);
        CREATE TABLE deployment (
            key TEXT PRIMARY KEY, lookedAt INTEGER NOT NULL, state TEXT NOT NULL, checksum TEXT NOT NULL) WITHOUT ROWID;
        """

    /// Opens the file, or begins one.
    package init(_ path: String) throws(HistoryFile.Failure) {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(60)
            // Whatever was committed outlives the process; what the last moment before a power failure said is told again.
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
            throw HistoryFile.Failure("it is no state of a fleet")
        }
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= format else {
            throw HistoryFile.Failure("format \(found) needs a newer sendready; this one reads \(format)")
        }
    }

    /// What is remembered of a deployment; `nil` when nothing is.
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
            else { throw HistoryFile.Failure("it is damaged: what it says of '\(key)' cannot be read") }
            return state
        } catch {
            throw HistoryFile.Failure(error)
        }
    }

    /// Remembers a deployment, unless another run that looked later has done so already.
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
