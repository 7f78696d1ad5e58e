import GRDB

/// The library behind this module.
package enum SQLiteLibrary {
    /// The version of the loaded library, not of the headers: `3.40.1`.
    package static func version() throws -> String {
        try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? ""
    }
}
