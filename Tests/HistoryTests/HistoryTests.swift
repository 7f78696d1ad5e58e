import Changes
import Facts
import Foundation
import Report
import Rules
import TestPeers
import Testing

@testable import History

/// A history with snapshots five minutes apart by default.
private struct Record {
    let folder: TemporaryFolder
    private(set) var time: Int64 = 1_795_348_800

    var path: String { folder.url.appending(path: "history.db").path }

    init() throws { folder = try TemporaryFolder() }

    static func finding(_ outcome: Outcome, key: String = "bounce.acme.example/public", severity: Severity = .error) -> Finding {
        Finding(
            rule: "spf/missing", outcome: outcome, severity: severity,
            subject: FindingSubject(kind: "spf_domain", key: key, name: "bounce.acme.example", view: "public"),
            title: "No SPF record",
            message: "m",
            unknown: outcome == .undetermined
                ? Unknown(.timeout, question: "\(key.prefix { $0 != "/" }). TXT", view: "public") : nil)
    }

    mutating func look(_ findings: [Finding], after seconds: Int64 = 300, deployment: String = "acme") throws {
        time += seconds
        let facts = FactSet(
            deployment: deployment, scheme: "direct", observedAt: Timestamp(seconds: time), elapsedMilliseconds: 7,
            root: FactObject(.facts), observations: [])
        let report = Report(facts: facts, findings: findings)
        let look = Snapshot(
            deployment: deployment, observedAt: report.observedAt, findings: findings,
            scope: Snapshot.Scope(rules: ["spf/missing"], knownRules: ["spf/missing"]))
        try HistoryFile(appendingTo: path).append(report, look, toolVersion: "0.1.0")
    }

    /// One snapshot per letter: `F`ails, `P`asses, `U`nknown, `W`arns.
    mutating func looks(_ letters: String) throws {
        for letter in letters {
            let outcome: Outcome = letter == "P" ? .pass : letter == "U" ? .undetermined : .fail
            try look([Self.finding(outcome, severity: letter == "W" ? .warning : .error)])
        }
    }

    func history() throws -> DeploymentHistory { try #require(try HistoryFile(reading: path).histories().first) }
}

@Suite("Histories of deployments and findings", .timeLimit(.minutes(10)))
struct HistoryTests {
    @Test("a finding's spells: an unchecked snapshot neither ends nor begins one")
    func spells() throws {
        var record = try Record()
        try record.looks("PFWUFPUPF")
        let finding = try #require(try record.history().findings.first)
        #expect(finding.rule == "spf/missing" && finding.subject.key == "bounce.acme.example/public")
        let start: Int64 = 1_795_348_800
        #expect(finding.periods.map(\.from.seconds) == [start + 600, start + 2_700])
        #expect(finding.periods.map(\.to.seconds) == [start + 1_800, start + 2_700])
        #expect(finding.periods.map(\.isOver) == [true, false])
        #expect(finding.periods[0].seconds == 1_200)
        #expect(finding.isFailing)
        var warned = try Record()
        try warned.looks("WWP")
        #expect(try warned.history().findings.first?.periods.map(\.value) == [.warning])
    }

    @Test("availability is relative to the known time; long gaps do not count")
    func availability() throws {
        var record = try Record()
        try record.looks("PPPFU")
        try record.look([Record.finding(.pass)], after: 86_400)
        try record.look([Record.finding(.pass)])
        let history = try record.history()
        #expect(history.snapshots == 7)
        #expect(history.seconds(.ready) == 1_200 && history.seconds(.notReady) == 300 && history.seconds(.undetermined) == 0)
        #expect(history.unwatched == 86_400)
        #expect(history.availability == 0.8)
        #expect(history.verdicts.map(\.value) == [.ready, .notReady, .undetermined, .ready])
        var single = try Record()
        try single.looks("U")
        #expect(try single.history().availability == nil)
    }

    @Test("an unchecked subject stays broken; a vanished one is repaired")
    func hidden() throws {
        var record = try Record()
        let host = Record.finding(.fail, key: "acme.example/mx.acme.example/public")
        try record.look([host])
        try record.look([Record.finding(.undetermined, key: "mx.acme.example/public")])
        try record.look([Record.finding(.undetermined, key: "mx.acme.example/public")])
        #expect(try record.history().findings.first?.isFailing == true)
        try record.look([])
        #expect(try record.history().findings.first?.isFailing == false)
        #expect(try record.history().findings.first?.periods.count == 1)
    }

    @Test("deployments are separate; old snapshots can be deleted, with their findings")
    func forget() throws {
        var record = try Record()
        try record.look([Record.finding(.fail)])
        try record.look([Record.finding(.fail)], deployment: "other")
        try record.look([Record.finding(.pass)])
        let file = try HistoryFile(appendingTo: record.path)
        #expect(try file.histories().map(\.deployment) == ["acme", "other"])
        #expect(try file.histories(of: "other").map(\.snapshots) == [1])
        #expect(try file.histories(since: Timestamp(seconds: record.time)).map(\.deployment) == ["acme"])
        #expect(try file.forget(before: Timestamp(seconds: record.time)) == 2)
        #expect(try file.histories().map(\.snapshots) == [1])
        #expect(try file.histories().first?.findings.isEmpty == true)
    }

    @Test("the text, word for word")
    func text() throws {
        var record = try Record()
        try record.looks("PPFFUP")
        #expect(
            HistoryReport([try record.history()]).text == """
                acme: 6 looks from 2026-11-22T12:05:00Z to 2026-11-22T12:30:00Z
                  ready 50.0 %: ready 10 min, not ready 10 min, undetermined 5 min

                  verdicts
                    2026-11-22T12:05:00Z  READY, 10 min
                    2026-11-22T12:15:00Z  NOT READY, 10 min
                    2026-11-22T12:25:00Z  UNDETERMINED, 5 min
                    2026-11-22T12:30:00Z  READY, up to now

                  findings
                    spf/missing  bounce.acme.example/public  [\(Record.finding(.fail).fingerprint)]
                      No SPF record
                      error from 2026-11-22T12:15:00Z to 2026-11-22T12:30:00Z, 15 min

                """)
        #expect(HistoryReport([]).text == "no runs\n")
    }

    @Test("another database, a newer one, and damage are refused and kept")
    func refusals() async throws {
        let record = try Record()
        for (sql, message) in [
            ("CREATE TABLE t (x)", "it is not a sendready history"),
            (
                "PRAGMA application_id = 1936027236; PRAGMA user_version = 3; CREATE TABLE t (x)",
                "format 3 needs a newer sendready"
            ),
        ] {
            try? FileManager.default.removeItem(atPath: record.path)
            guard Program.isInstalled("sqlite3") else { return }
            try await Program.run("sqlite3", [record.path, sql])
            let before = try Data(contentsOf: URL(filePath: record.path))
            #expect { try HistoryFile(appendingTo: record.path) } throws: { error in
                (error as? HistoryFile.Failure).map { $0.kind == .refused && $0.description.contains(message) } ?? false
            }
            #expect(try Data(contentsOf: URL(filePath: record.path)) == before)
        }
        try record.folder.write(String(repeating: "no database ", count: 500), to: "history.db")
        #expect { try HistoryFile(appendingTo: record.path) } throws: { ($0 as? HistoryFile.Failure)?.kind == .refused }
        #expect { try HistoryFile(reading: "/nowhere/history.db") } throws: { ($0 as? HistoryFile.Failure)?.kind == .unopenable }
    }
}
