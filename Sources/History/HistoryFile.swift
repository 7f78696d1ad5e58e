package import Facts
import GRDB

/// An SQLite database to which every look at a deployment is appended.
///
/// A look is one transaction: a run that is killed leaves a whole look or none. Several processes may write; each waits for
/// the other.
package struct HistoryFile: Sendable {
    let database: DatabaseQueue

    /// The format of the database; a reader refuses a newer one.
    package static let format = 1
    /// `send`, in SQLite's header: tells the file from other databases.
    private static let applicationID = 0x7365_6e64

    /// Why a history could not be used.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// The file is damaged, newer, or no history: it is left as it is. Otherwise it could not be read or written.
        package let isRefusal: Bool
        package let description: String

        init(_ description: String, isRefusal: Bool = true) {
            self.description = description
            self.isRefusal = isRefusal
        }

        init(_ error: any Error) {
            guard let error = error as? DatabaseError else {
                self = error as? Failure ?? Failure("\(error)", isRefusal: false)
                return
            }
            let isDamaged = [.SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT].contains(error.resultCode)
            self.init(
                isDamaged ? "it is damaged or no history: \(error.message ?? "")" : error.message ?? "\(error)",
                isRefusal: isDamaged)
        }
    }

    /// Opens a history, or begins one.
    package init(appendingTo path: String) throws(Failure) {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(60)
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.write { database in
                guard try Self.isEmpty(database) else { return try Self.check(database) }
                try database.execute(sql: Self.schema)
            }
        } catch {
            throw Failure(error)
        }
    }

    /// Opens a history that exists, to read.
    package init(reading path: String) throws(Failure) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(60)
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.read(Self.check)
        } catch {
            throw Failure(error)
        }
    }

    private static func isEmpty(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    private static func check(_ database: Database) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
            throw Failure("it is no history of sendready")
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= format else {
            throw Failure("format \(version) needs a newer sendready; this one reads \(format)")
        }
    }

    /// What passed leaves no sighting. Times are seconds since 1970.
    private static let schema = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(format);
        CREATE TABLE deployment (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE look (
            id INTEGER PRIMARY KEY, deployment INTEGER NOT NULL REFERENCES deployment, observedAt INTEGER NOT NULL,
            elapsedMs INTEGER NOT NULL, verdict TEXT NOT NULL, toolVersion TEXT NOT NULL, errors INTEGER NOT NULL,
            warnings INTEGER NOT NULL, notices INTEGER NOT NULL, undetermined INTEGER NOT NULL, waived INTEGER NOT NULL,
            passed INTEGER NOT NULL);
        CREATE INDEX lookTime ON look (deployment, observedAt);
        CREATE TABLE finding (
            id INTEGER PRIMARY KEY, deployment INTEGER NOT NULL REFERENCES deployment, fingerprint TEXT NOT NULL,
            rule TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, role TEXT, name TEXT, view TEXT, address TEXT, sender TEXT,
            title TEXT NOT NULL, message TEXT NOT NULL, UNIQUE (deployment, fingerprint));
        CREATE TABLE sighting (
            look INTEGER NOT NULL REFERENCES look ON DELETE CASCADE, finding INTEGER NOT NULL REFERENCES finding,
            outcome TEXT NOT NULL, severity TEXT NOT NULL, PRIMARY KEY (look, finding)) WITHOUT ROWID;
        """

    /// Forgets looks that are older, and findings that no look knows any more; says how many looks that were.
    package func forget(before time: Timestamp) throws(Failure) -> Int {
        do {
            let count = try database.write { database in
                try database.execute(sql: "DELETE FROM look WHERE observedAt < ?", arguments: [time.seconds])
                let count = database.changesCount
                try database.execute(sql: "DELETE FROM finding WHERE id NOT IN (SELECT finding FROM sighting)")
                return count
            }
            try database.vacuum()
            return count
        } catch {
            throw Failure(error)
        }
    }
}
