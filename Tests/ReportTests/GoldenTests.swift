import Changes
import Facts
import Foundation
import Rules
import Testing

@testable import Report

@Suite("Reports match the golden files", .timeLimit(.minutes(10)))
struct GoldenTests {
    static let reports = [
        ("broken", SampleReports.broken), ("undetermined", SampleReports.undetermined), ("ready", SampleReports.ready),
        ("changed", SampleReports.changed),
    ]

    static func run(_ reports: [Report], refusals: [RunReport.Refusal] = []) -> RunReport {
        RunReport(reports, refusals: refusals, toolVersion: "0.1.0")
    }

    @Test("every format of every report", arguments: reports.map(\.0), ReportFormats.all.map { $0.name })
    func golden(_ name: String, _ format: String) throws {
        let report = try #require(Self.reports.first { $0.0 == name }?.1)
        let format = try #require(ReportFormats[format])
        let rendering = ReportRendering(all: format == TextReport.self, width: 72)
        try Self.compare(format.text(Self.run([report]), rendering), with: "\(name).\(format.fileExtension)")
    }

    @Test("formats have distinct names and extensions, and descriptions")
    func registry() {
        #expect(Set(ReportFormats.all.map { $0.name }).count == ReportFormats.all.count)
        #expect(Set(ReportFormats.all.map { $0.fileExtension }).count == ReportFormats.all.count)
        #expect(ReportFormats.all.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
    }

    @Test("a run with only refused files has output in every format for programs, and one line for Nagios")
    func refused() {
        let run = Self.run(
            [], refusals: [.init(file: "bad.yaml", reasons: ["bad.yaml:3:1: error: unknown key\n    nmae: x\n    ^"])])
        for format in ReportFormats.all where format.isForPrograms {
            for text in [format.text(run, ReportRendering()), format.brief(run, ReportRendering())] {
                #expect(!text.isEmpty, "\(format.name)")
            }
        }
        #expect(
            NagiosReport.text(run)
                == "SENDREADY UNKNOWN: bad.yaml: refused: bad.yaml:3:1: error: unknown key\\n    nmae: x\\n    ^\n")
    }

    @Test("the output of --quiet with a previous run")
    func quiet() throws {
        try Self.compare(TextReport(SampleReports.changed, width: 72).changes, with: "changed.quiet.txt")
        #expect(TextReport(SampleReports.broken).changes.isEmpty)
    }

    @Test("long blindness and its end are reported with the failed queries")
    func sight() {
        let look = { (outcome: Outcome, seconds: Int64) in
            Snapshot(
                deployment: "acme-production", observedAt: Timestamp(seconds: seconds),
                findings: [
                    Finding(
                        rule: "ptr/missing", outcome: outcome, severity: .error,
                        subject: FindingSubject(kind: "sending_address", key: "bulk/203.0.113.20"), title: "No PTR", message: "m",
                        unknown: outcome == .undetermined ? SampleReports.unknown : nil)
                ], scope: Snapshot.Scope(rules: ["ptr/missing"], knownRules: ["ptr/missing"]))
        }
        let start = SampleReports.time.seconds
        let (_, first) = DeploymentState.comparing(look(.pass, start - 3_600), with: nil)
        let (lost, second) = DeploymentState.comparing(look(.undetermined, start), with: first)
        let (regained, _) = DeploymentState.comparing(look(.pass, start + 300), with: second)
        var report = SampleReports.undetermined
        report.changes = lost
        #expect(
            TextReport(report, width: 72).changes.hasSuffix(
                """
                since 2026-11-22T11:00:00Z: no finding then, none now

                out of sight since 2026-11-22T12:00:00Z
                  The resolver 192.0.2.53:53 of the public view answers nothing.
                  20.113.0.203.in-addr.arpa. PTR in the public view: 192.0.2.53:53 over
                  udp: timeout (3 times)

                """))
        report.changes = regained
        #expect(
            TextReport(report).changes.hasSuffix(
                "\nin sight again: what was unknown since 2026-11-22T12:00:00Z could be learned\n"))
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

    /// `RECORD=1 swift test --filter GoldenTests` rewrites the files; CI never sets it.
    private static func compare(_ text: String, with file: String) throws {
        let url = folder.appendingPathComponent(file)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(text.utf8).write(to: url) }
        #expect(try text == String(contentsOf: url, encoding: .utf8), "differs from \(file)")
    }
}

@Suite("A text report combines equal findings", .timeLimit(.minutes(10)))
struct FoldingTests {
    @Test("equal findings of several subjects are shown once, with all their subjects")
    func folding() throws {
        let finding = { (key: String, message: String) in
            Finding(
                rule: "dkim/missing-for-path", outcome: .fail, severity: .error,
                subject: FindingSubject(kind: "path", key: key, role: "mail-from"), title: "No key", message: message)
        }
        let report = SampleReports.report([finding("a/1", "no key"), finding("a/2", "no key"), finding("a/3", "another")])
        let text = TextReport(report).rendered
        #expect(text.split(separator: "\n").count { $0.contains("error: No key") } == 2)
        #expect(text.contains("  all paths except 1: a/3"))
        #expect(text.hasPrefix("NOT READY  3 errors"))
    }
}

@Suite("Verdicts and exit codes", .timeLimit(.minutes(10)))
struct VerdictTests {
    @Test("errors outweigh undetermined results, which outweigh warnings")
    func verdicts() {
        #expect(SampleReports.broken.verdict == .notReady)
        #expect(SampleReports.undetermined.verdict == .undetermined)
        #expect(SampleReports.ready.verdict == .ready)
        let withoutError = SampleReports.report(SampleReports.broken.findings.filter { $0.rule != "spf/missing" })
        #expect(withoutError.verdict == .undetermined)
        #expect(SampleReports.report(withoutError.findings.filter { $0.outcome != .undetermined }).verdict == .warnings)
    }

    @Test("a preview rule does not count")
    func preview() {
        let facts = FactSet(
            deployment: "t", scheme: "direct", observedAt: SampleReports.time, elapsedMilliseconds: 0, root: FactObject(.facts),
            observations: [])
        let report = Report(facts: facts, findings: SampleReports.broken.findings, previewRules: ["spf/missing", "ptr/missing"])
        #expect(report.verdict == .warnings)
        #expect(report.failures(.error) == 1)
    }

    @Test("--fail-on changes what counts as 2")
    func failOn() {
        #expect(ExitStatus(.notReady) == .notReady)
        #expect(ExitStatus(.notReady, failOn: .never) == .warnings)
        #expect(ExitStatus(.warnings, failOn: .warning) == .notReady)
        #expect(ExitStatus(.warnings, failOn: .error) == .warnings)
        for failOn in ExitStatus.FailOn.allCases {
            #expect(ExitStatus(.undetermined, failOn: failOn) == .undetermined)
            #expect(ExitStatus(.ready, failOn: failOn) == .ready)
        }
    }

    @Test("the worst of several: refused, not ready, undetermined, warnings")
    func worst() {
        #expect(ExitStatus.worst([.ready, .notReady, .undetermined]) == .notReady)
        #expect(ExitStatus.worst([.warnings, .undetermined]) == .undetermined)
        #expect(ExitStatus.worst([.notReady, .refused]) == .refused)
        #expect(ExitStatus.worst([]) == .ready)
    }
}

@Suite("Nothing from the network reaches a terminal raw", .timeLimit(.minutes(10)))
struct PrintableTextTests {
    @Test("control bytes, bidirectional overrides and invisible characters are spelled out")
    func escapes() {
        #expect(printable("\u{1b}[2J\u{7}\u{9b}31m") == "\\u{1b}[2J\\u{7}\\u{9b}31m")
        #expect(
            printable("\u{202e}evil\u{2066}\u{200b}\u{feff}\u{e0001}") == "\\u{202e}evil\\u{2066}\\u{200b}\\u{feff}\\u{e0001}")
        #expect(printable("plain, bücher, 例え.テスト") == "plain, bücher, 例え.テスト")
    }

    @Test("a text report contains no control character but line ends", arguments: [40, 72, 200])
    func report(_ width: Int) {
        for report in [SampleReports.broken, SampleReports.undetermined] {
            let text = TextReport(report, width: width, all: true).rendered
            #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || (0x7f...0x9f).contains($0.value) })
            #expect(!text.unicodeScalars.contains { $0.properties.isBidiControl })
        }
    }

    @Test("the lines of a message stay lines, below its first")
    func lines() {
        let finding = Finding(
            rule: "spf/too-many-lookups", outcome: .fail, severity: .error, subject: FindingSubject(kind: "spf_domain", key: "a"),
            title: "t", message: "Too many.\ninclude:b 2\n  mx 1")
        let text = TextReport(SampleReports.report([finding]), width: 72).rendered
        #expect(text.contains("\n  Too many.\n    include:b 2\n      mx 1\n"))
    }

    @Test("a TXT value is quoted, and split after 255 octets")
    func zoneLine() {
        let lines = TextReport(SampleReports.broken, width: 72).rendered.split(separator: "\n")
        let record = lines.first { $0.contains("IN TXT") } ?? ""
        let strings = record.split(separator: "\"").filter { $0.contains("ip4") }
        #expect(strings.count == 2)
        #expect(strings[0].utf8.count == 255)
    }
}
