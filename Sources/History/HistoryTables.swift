import Facts
import GRDB

/// The tables of a history. Format 1 had no checksums; it is read as it is, and gets them on the next append.
enum HistoryTables {
    /// `send`, in SQLite's header: distinguishes the file from other databases.
    private static let applicationID = 0x7365_6e64

    /// Passed findings leave no sighting. Times are seconds since 1970. Databases of 0.1.0 have these columns except
    /// `checksum`.
    private static let sql = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(HistoryFile.format);
        CREATE TABLE deployment (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE look (
            id INTEGER PRIMARY KEY, deployment INTEGER NOT NULL REFERENCES deployment, observedAt INTEGER NOT NULL,
            elapsedMs INTEGER NOT NULL, verdict TEXT NOT NULL, toolVersion TEXT NOT NULL, errors INTEGER NOT NULL,
            warnings INTEGER NOT NULL, notices INTEGER NOT NULL, undetermined INTEGER NOT NULL, waived INTEGER NOT NULL,
            passed INTEGER NOT NULL, checksum TEXT NOT NULL DEFAULT '');
        CREATE INDEX lookTime ON look (deployment, observedAt);
        CREATE TABLE finding (
            id INTEGER PRIMARY KEY, deployment INTEGER NOT NULL REFERENCES deployment, fingerprint TEXT NOT NULL,
            rule TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, role TEXT, name TEXT, view TEXT, address TEXT, sender TEXT,
            title TEXT NOT NULL, message TEXT NOT NULL, checksum TEXT NOT NULL DEFAULT '', UNIQUE (deployment, fingerprint));
        CREATE TABLE sighting (
            look INTEGER NOT NULL REFERENCES look ON DELETE CASCADE, finding INTEGER NOT NULL REFERENCES finding,
            outcome TEXT NOT NULL, severity TEXT NOT NULL, PRIMARY KEY (look, finding)) WITHOUT ROWID;
        """

    private static let columns: [(table: String, names: Set<String>)] = [
        ("deployment", ["id", "name"]),
        (
            "look",
            [
                "id", "deployment", "observedAt", "elapsedMs", "verdict", "toolVersion", "errors", "warnings", "notices",
                "undetermined", "waived", "passed",
            ]
        ),
        (
            "finding",
            [
                "id", "deployment", "fingerprint", "rule", "kind", "key", "role", "name", "view", "address", "sender", "title",
                "message",
            ]
        ),
        ("sighting", ["look", "finding", "outcome", "severity"]),
    ]

    private static let tablesWithChecksum = ["look", "finding"]

    /// Creates the tables of an empty database, or upgrades those of an older format.
    static func prepare(_ database: Database) throws {
        guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") != 0 else {
            return try database.execute(sql: sql)
        }
        guard try check(database) < HistoryFile.format else { return }
        for table in tablesWithChecksum {
            try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN checksum TEXT NOT NULL DEFAULT ''")
        }
        for deployment in try StoredDeployment.all(database) {
            for finding in try StoredFinding.all(of: deployment, isChecked: false, database).values {
                try finding.store(checksumFor: deployment, database)
            }
            for snapshot in try StoredSnapshot.all(of: deployment, isChecked: false, database) {
                try snapshot.storeChecksum(database)
            }
        }
        try database.execute(sql: "PRAGMA user_version = \(HistoryFile.format)")
    }

    /// Refuses other databases, newer formats, and unexpected tables.
    ///
    /// - Returns: the database's format.
    @discardableResult
    static func check(_ database: Database) throws -> Int {
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
            throw HistoryFile.Failure("it is not a sendready history")
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= HistoryFile.format else {
            throw HistoryFile.Failure("format \(version) needs a newer sendready; this one reads \(HistoryFile.format)")
        }
        guard version >= 1 else { throw HistoryFile.Failure("it is damaged: there is no format \(version)") }
        for (table, names) in columns {
            let hasChecksum = version >= HistoryFile.formatWithChecksums && tablesWithChecksum.contains(table)
            let wanted = hasChecksum ? names.union(["checksum"]) : names
            let present = try database.tableExists(table) ? Set(database.columns(in: table).map(\.name)) : []
            guard wanted.isSubset(of: present) else {
                throw HistoryFile.Failure(
                    present.isEmpty
                        ? "it has no table '\(table)'"
                        : "its table '\(table)' has no column '\(wanted.subtracting(present).min() ?? "")'")
            }
        }
        return version
    }

    /// Checks every page and every reference, to detect the effects of flipped bits before anything is used.
    static func checkIntegrity(_ database: Database) throws {
        if let problem = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)"), problem != "ok" {
            throw HistoryFile.Failure("it is damaged: \(problem)")
        }
        if let row = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
            let table = try row.decode(String.self, atIndex: 0)
            throw HistoryFile.Failure("it is damaged: a row of its table '\(table)' refers to nothing")
        }
    }
}
