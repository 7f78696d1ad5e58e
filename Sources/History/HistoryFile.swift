package import Facts
import GRDB

/// An SQLite database to which every snapshot of a deployment is appended.
///
/// A snapshot is one transaction: a run that is killed leaves a whole one or none. Several processes may write; each waits
/// for the other. Each snapshot and each finding has a checksum, so that a damaged one is found rather than believed.
package struct HistoryFile: Sendable {
    let database: DatabaseQueue

    /// The format of the database; a reader refuses a newer one.
    package static let format = 2
    static let formatWithChecksums = 2

    /// Why a history could not be used.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package enum Kind: Sendable {
            /// The file is damaged, newer, or no history: it is left as it is.
            case refused
            /// There is none, or it may not be opened.
            case unopenable
            /// It could not be read or written: the disk is full, or another program holds it.
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
            case is RowDecodingError: self.init("it is damaged: a value is of another kind than its column")
            case let error as DatabaseError:
                let words = error.message ?? "\(error)"
                switch error.resultCode {
                case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT: self.init("it is damaged or no history: \(words)")
                // The statements are this program's: what they miss is missing in the file.
                case .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_RANGE:
                    self.init("its tables are not what they should be: \(words)")
                case .SQLITE_CANTOPEN: self.init(words, .unopenable)
                default: self.init(words, .failed)
                }
            default: self.init("\(error)", .failed)
            }
        }
    }

    /// Opens a history, or begins one. One of an older format becomes one of the present format.
    package init(appendingTo path: String) throws(Failure) {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(60)
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.write(HistoryTables.prepare)
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
            try database.read { database in
                try HistoryTables.check(database)
                try HistoryTables.checkIntegrity(database)
            }
        } catch {
            throw Failure(error)
        }
    }

    /// Forgets snapshots that are older, and findings that no snapshot knows any more; says how many snapshots that were.
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
