package import Facts
import GRDB

/// An SQLite database to which every snapshot of a deployment is appended.
///
/// A snapshot is one transaction: a killed run leaves a complete one or none. Several processes may write; each waits for
/// the others. Every snapshot and finding has a checksum, so that damage is detected.
package struct HistoryFile: Sendable {
    let database: DatabaseQueue

    /// The format of the database; a reader refuses a newer one.
    package static let format = 2
    static let formatWithChecksums = 2

    /// Why a history could not be used.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package enum Kind: Sendable {
            /// The file is damaged, of a newer format, or not a history: it is left as it is.
            case refused
            /// It does not exist, or cannot be opened.
            case unopenable
            /// It could not be read or written: the disk is full, or another program has locked it.
            case failed
        }

        package let kind: Kind
        package let description: String

        init(_ description: String, _ kind: Kind = .refused) {
            self.description = description
            self.kind = kind
        }

        init(_ error: any Error) {
            switch error {
            case let failure as Failure: self = failure
            case is RowDecodingError: self.init("it is damaged: a value does not have its column's type")
            case let error as DatabaseError:
                let words = error.message ?? "\(error)"
                switch error.resultCode {
                case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT: self.init("it is damaged or not a history: \(words)")
                // The statements are this program's own: an error means that the file lacks something.
                case .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_RANGE:
                    self.init("its tables are not what they should be: \(words)")
                case .SQLITE_CANTOPEN: self.init(words, .unopenable)
                default: self.init(words, .failed)
                }
            default: self.init("\(error)", .failed)
            }
        }
    }

    /// Opens a history, or creates it. An older format is upgraded to the current one.
    package init(appendingTo path: String) throws(Failure) {
        do {
            database = try DatabaseQueue(path: path, configuration: Self.configuration())
            try database.write(HistoryTables.prepare)
        } catch {
            throw Failure(error)
        }
    }

    /// Opens an existing history for reading. The journal that a killed writer left is rolled back, where writing is allowed.
    package init(reading path: String) throws(Failure) {
        do {
            do {
                database = try Self.readable(path)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
                try DatabaseQueue(path: path, configuration: Self.configuration()).close()
                database = try Self.readable(path)
            }
        } catch {
            throw Failure(error)
        }
    }

    /// Of every database here: other writers are waited for, 60 seconds at most.
    static func configuration(readonly: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(60)
        return configuration
    }

    private static func readable(_ path: String) throws -> DatabaseQueue {
        let database = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
        try database.read { database in
            try HistoryTables.check(database)
            try HistoryTables.checkIntegrity(database)
        }
        return database
    }

    /// Deletes older snapshots, and findings without any snapshot; returns the number of snapshots deleted.
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
