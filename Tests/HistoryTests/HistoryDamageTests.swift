import Changes
import Facts
import Foundation
import Report
import Rules
import TestPeers
import Testing

@testable import History

@Suite("A damaged or foreign history is refused and kept", .timeLimit(.minutes(10)))
struct HistoryDamageTests {
    /// A history of three snapshots, and its report.
    private static func history() throws -> (folder: TemporaryFolder, path: String, text: String) {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "history.db").path
        let file = try HistoryFile(appendingTo: path)
        for (index, outcome) in [Outcome.fail, .undetermined, .pass].enumerated() {
            try Self.append(outcome, at: Int64(index), to: file)
        }
        return (folder, path, HistoryReport(try HistoryFile(reading: path).histories()).text)
    }

    private static func append(_ outcome: Outcome, at step: Int64, to file: HistoryFile) throws {
        let finding = Finding(
            rule: "spf/missing", outcome: outcome, severity: .error,
            subject: FindingSubject(kind: "spf_domain", key: "a.example/public", name: "a.example", view: "public"),
            title: "No SPF record", message: "a.example publishes no SPF record.",
            unknown: outcome == .undetermined ? Unknown(.timeout, question: "a.example. TXT", view: "public") : nil)
        let facts = FactSet(
            deployment: "acme", scheme: "direct", observedAt: Timestamp(seconds: 1_795_348_800 + step * 300),
            elapsedMilliseconds: 7, root: FactObject(.facts), observations: [])
        let report = Report(facts: facts, findings: [finding])
        let snapshot = Snapshot(
            deployment: "acme", observedAt: report.observedAt, findings: [finding],
            scope: Snapshot.Scope(rules: ["spf/missing"], knownRules: ["spf/missing"]))
        try file.append(report, snapshot, toolVersion: "0.1.0")
    }

    /// The refusals of a reader and a writer; `nil` when they accept the file.
    private static func refusals(_ path: String, writing: Bool = true) -> [HistoryFile.Failure?] {
        let attempts: [() throws -> Void] = [
            { _ = try HistoryFile(reading: path).histories() },
            { try Self.append(.fail, at: 9, to: HistoryFile(appendingTo: path)) },
        ]
        return attempts.prefix(writing ? 2 : 1).map { attempt in
            do {
                try attempt()
                return nil
            } catch {
                return error as? HistoryFile.Failure ?? HistoryFile.Failure("\(error)", .failed)
            }
        }
    }

    @Test(
        "what a killed writer had begun is rolled back by the next reader",
        .enabled(if: Program.isInstalled("sqlite3"), "sqlite3 is not installed"))
    func killedWriter() async throws {
        let (folder, path, text) = try Self.history()
        // A copy of both files in the middle of a transaction is what is left after `kill -9`.
        let copy = folder.url.appending(path: "copy.db").path
        _ = try await Program.run(
            "sqlite3",
            [
                path, "PRAGMA cache_size=1; BEGIN IMMEDIATE; UPDATE look SET observedAt = 0;",
                // More than the cache holds: the journal is written before the database.
                "CREATE TABLE padding (content); INSERT INTO padding VALUES (zeroblob(2000000));",
                ".system cp '\(path)' '\(copy)'; cp '\(path)-journal' '\(copy)-journal'",
            ])
        #expect(FileManager.default.fileExists(atPath: copy + "-journal"))
        #expect(HistoryReport(try HistoryFile(reading: copy).histories()).text == text)
        #expect(!FileManager.default.fileExists(atPath: copy + "-journal"))
        withExtendedLifetime(folder) {}
    }

    @Test(
        "values of the wrong type, and unexpected tables",
        .enabled(if: Program.isInstalled("sqlite3"), "sqlite3 is not installed"),
        arguments: [
            "UPDATE look SET observedAt = x'0102'", "UPDATE look SET observedAt = 'yesterday'",
            "UPDATE look SET observedAt = 9223372036854775807", "UPDATE look SET observedAt = -1",
            "UPDATE look SET verdict = x'00'", "UPDATE look SET verdict = 'fine'", "UPDATE look SET elapsedMs = 8",
            "UPDATE look SET passed = 1", "UPDATE sighting SET outcome = 'pass'", "UPDATE sighting SET severity = 'mild'",
            "DELETE FROM sighting", "UPDATE finding SET title = 'All is well'", "UPDATE finding SET role = x'ff'",
            "UPDATE finding SET key = 'b.example/public'", "UPDATE deployment SET name = 'other'",
            "PRAGMA foreign_keys = OFF; DELETE FROM finding", "PRAGMA foreign_keys = OFF; UPDATE look SET deployment = 99",
            "DROP TABLE sighting", "ALTER TABLE look RENAME COLUMN verdict TO judgement",
            "ALTER TABLE finding DROP COLUMN message",
            "ALTER TABLE look DROP COLUMN checksum", "PRAGMA user_version = 0", "PRAGMA user_version = 7",
            "PRAGMA application_id = 1",
        ])
    func values(_ sql: String) async throws {
        let (folder, path, _) = try Self.history()
        defer { withExtendedLifetime(folder) {} }
        _ = try await Program.run("sqlite3", [path, sql])
        let before = try Data(contentsOf: URL(filePath: path))
        // A writer checks only the last snapshot; a reader checks all of them.
        let reading = Self.refusals(path, writing: false)[0]
        #expect(reading?.kind == .refused, "\(sql): \(reading.map(\.description) ?? "taken")")
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test("every flipped bit is detected, without a crash")
    func bits() throws {
        let (folder, path, text) = try Self.history()
        let whole = try Data(contentsOf: URL(filePath: path))
        var refused = 0
        // SQLite's header, every seventh octet of the content, and some of the empty middle of pages.
        for index in whole.indices where (whole[index] != 0 && index % 7 == 0) || index % 97 == 0 || index < 100 {
            var damaged = whole
            damaged[index] ^= UInt8(1 << (index % 8))
            try damaged.write(to: URL(filePath: path))
            do {
                #expect(try HistoryReport(HistoryFile(reading: path).histories()).text == text, "octet \(index)")
            } catch {
                #expect(error.kind != .failed || index < 100, "octet \(index): \(error)")
                refused += 1
            }
            // A writer too only stops with a message.
            _ = Self.refusals(path)
            for suffix in ["-journal", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        }
        #expect(refused > 50)
        withExtendedLifetime(folder) {}
    }

    /// A database as sendready 0.1.0 made it.
    private static let released = """
        PRAGMA application_id = 1936027236;
        PRAGMA user_version = 1;
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
        INSERT INTO deployment VALUES (1, 'acme');
        INSERT INTO look VALUES (1, 1, 1795348200, 9, 'ready', '0.1.0', 0, 0, 0, 0, 0, 5);
        INSERT INTO look VALUES (2, 1, 1795348500, 9, 'not-ready', '0.1.0', 1, 0, 0, 0, 0, 4);
        INSERT INTO finding VALUES (1, 1, 'FINGERPRINT', 'spf/missing', 'spf_domain', 'a.example/public', NULL, 'a.example',
            'public', NULL, NULL, 'No SPF record', 'm');
        INSERT INTO sighting VALUES (2, 1, 'fail', 'error');
        """

    @Test(
        "a history of the released version is readable, and upgraded on append",
        .enabled(if: Program.isInstalled("sqlite3"), "sqlite3 is not installed"))
    func migration() async throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "history.db").path
        let fingerprint = Finding(
            rule: "spf/missing", outcome: .fail, severity: .error,
            subject: FindingSubject(kind: "spf_domain", key: "a.example/public"), title: "", message: ""
        ).fingerprint
        _ = try await Program.run("sqlite3", [path, Self.released.replacing("FINGERPRINT", with: fingerprint)])
        let before = try Data(contentsOf: URL(filePath: path))
        let read = try #require(try HistoryFile(reading: path).histories().first)
        #expect(read.snapshots == 2 && read.verdicts.map(\.value) == [.ready, .notReady] && read.findings.count == 1)
        #expect(try Data(contentsOf: URL(filePath: path)) == before, "reading changes nothing")
        for step in 0..<2 { try Self.append(.fail, at: Int64(step), to: HistoryFile(appendingTo: path)) }
        let after = try #require(try HistoryFile(reading: path).histories().first)
        #expect(after.snapshots == 4)
        #expect(after.findings.map(\.fingerprint) == [fingerprint])
        #expect(after.findings.first?.periods.map(\.from.seconds) == [1_795_348_500])
        // The migrated rows are protected from now on.
        _ = try await Program.run("sqlite3", [path, "UPDATE look SET passed = 6 WHERE id = 1"])
        #expect(Self.refusals(path)[0]?.description.contains("does not match its checksum") == true)
    }
}
