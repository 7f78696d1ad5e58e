import Facts
import Foundation
import Rules
import TestPeers
import Testing

@testable import Report

/// Independent checkers, run on the golden files.
enum Checker {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A file that `Scripts/validators` fetches.
    static func fetched(_ name: String) -> String { root.appending(path: ".build-validators/\(name)").path }
    static func isFetched(_ name: String) -> Bool { FileManager.default.fileExists(atPath: fetched(name)) }

    static let hasJSONSchema = FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/jsonschema")

    static func golden(_ name: String, _ ending: String) -> String {
        GoldenTests.folder.appending(path: "\(name).\(ending)").path
    }

    static func jsonSchema(_ file: String, _ schema: String) async throws {
        try await Program.run("python3", ["-W", "ignore", "-m", "jsonschema", "-i", file, schema])
    }

    static func shell(_ command: String, _ arguments: String...) async throws -> String {
        try await Program.run("sh", ["-euc", command, "sh"] + arguments)
    }
}

@Suite("Independent checkers accept every report", .timeLimit(.minutes(10)))
struct AcceptanceTests {
    static let names = GoldenTests.reports.map(\.0)

    @Test(
        "nothing is skipped with SENDREADY_NO_SKIP",
        .enabled(
            if: ProcessInfo.processInfo.environment["SENDREADY_NO_SKIP"] == "1",
            "SENDREADY_NO_SKIP is not set: tests without their checkers are skipped"))
    func fetched() { #expect(Checker.isFetched("complete") && Checker.hasJSONSchema) }

    @Test(
        "JSON and each line of NDJSON conform to the published schemas",
        .enabled(if: Checker.hasJSONSchema, "python3-jsonschema is not installed"), arguments: names)
    func json(_ name: String) async throws {
        let examples = Checker.root.appending(path: "Examples")
        try await Checker.jsonSchema(
            Checker.golden(name, "json"), examples.appending(path: "report.schema.json").path)
        let folder = try TemporaryFolder()
        let lines = try String(contentsOfFile: Checker.golden(name, "ndjson"), encoding: .utf8).split(separator: "\n")
        #expect(lines.last?.contains("\"line\":\"deployment\"") == true)
        for line in lines {
            let file = try folder.write(String(line), to: "line.json")
            try await Checker.jsonSchema(file, examples.appending(path: "finding-line.schema.json").path)
        }
        let lacking = try folder.write("{\"format\": 1}", to: "lacking.json")
        await #expect(throws: Program.Failure.self) {
            try await Checker.jsonSchema(lacking, examples.appending(path: "finding-line.schema.json").path)
        }
    }

    @Test(
        "SARIF conforms to the schema of OASIS",
        .enabled(if: Checker.hasJSONSchema && Checker.isFetched("sarif.json"), "run Scripts/validators first"), arguments: names)
    func sarif(_ name: String) async throws {
        try await Checker.jsonSchema(Checker.golden(name, "sarif"), Checker.fetched("sarif.json"))
    }

    @Test(
        "a run with only refused files is valid SARIF and JUnit too",
        .enabled(
            if: Checker.hasJSONSchema && Program.isInstalled("xmllint") && Checker.isFetched("complete"),
            "run Scripts/validators first"))
    func refusals() async throws {
        let run = GoldenTests.run([], refusals: [.init(file: "bad <&> file.yaml", reasons: ["2:1: what \u{1b} is this", "and"])])
        let folder = try TemporaryFolder()
        try await Checker.jsonSchema(folder.write(SARIFReport.text(run), to: "r.sarif"), Checker.fetched("sarif.json"))
        let junit = try folder.write(JUnitReport.text(run), to: "r.xml")
        try await Program.run("xmllint", ["--noout", "--schema", Checker.fetched("junit-10.xsd"), junit])
        #expect(NagiosReport.text(run) == "SENDREADY UNKNOWN: bad <&> file.yaml: refused: 2:1: what \\u{1b} is this\n")
        #expect(run.status == .refused)
    }

    @Test(
        "JUnit XML conforms to the schema of Jenkins",
        .enabled(if: Program.isInstalled("xmllint") && Checker.isFetched("junit-10.xsd"), "run Scripts/validators first"),
        arguments: names)
    func junit(_ name: String) async throws {
        try await Program.run(
            "xmllint", ["--noout", "--schema", Checker.fetched("junit-10.xsd"), Checker.golden(name, "junit.xml")])
    }

    @Test(
        "promtool accepts the metrics", .enabled(if: Program.isInstalled("promtool"), "prometheus is not installed"),
        arguments: names)
    func prometheus(_ name: String) async throws {
        let said = try await Checker.shell("promtool check metrics < \"$1\"", Checker.golden(name, "prom"))
        #expect(said.isEmpty)
    }

    @Test(
        "Nagios' own library reads the performance data",
        .enabled(if: Program.isInstalled("perl"), "perl is not installed"), arguments: names)
    func nagios(_ name: String) async throws {
        let text = try String(contentsOfFile: Checker.golden(name, "nagios"), encoding: .utf8)
        let first = try #require(text.split(separator: "\n").first)
        let data = try #require(first.split(separator: "|").last)
        let program = """
            use Monitoring::Plugin::Performance;
            print join ",", map { $_->label . "=" . $_->value . $_->uom } Monitoring::Plugin::Performance->parse_perfstring($ARGV[0]);
            """
        let read = try await Program.run("perl", ["-e", program, String(data)])
        let report = try #require(GoldenTests.reports.first { $0.0 == name }?.1)
        #expect(
            read == "error=\(report.failures(.error)),warning=\(report.failures(.warning)),notice=\(report.failures(.notice)),"
                + "undetermined=\(report.count(.undetermined)),waived=\(report.count(.waived)),passed=\(report.count(.pass)),time=412ms"
        )
    }

    @Test(
        "no external text becomes Markdown markup",
        .enabled(if: Program.isInstalled("cmark-gfm"), "cmark-gfm is not installed"), arguments: names)
    func markdown(_ name: String) async throws {
        let html = try await Program.run(
            "cmark-gfm", ["-e", "table", "-e", "autolink", "-e", "strikethrough", Checker.golden(name, "md")])
        #expect(!html.contains("raw HTML omitted"))
        #expect(!html.contains("<a "))
        #expect(html.contains("<table>"))
        if name == "broken" { #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;")) }
    }
}

@Suite("Text in machine-readable reports stays text", .timeLimit(.minutes(10)))
struct EscapingTests {
    @Test(
        "Markdown shows text literally",
        arguments: [
            "# heading", "1. item", "1) item", "- item", "> quote", "*a* _b_ `c` [d](http://e.example) <f> &amp; ~~g~~ $h$",
            "a|b",
            "www.example.org, https://example.org", "=== ---", "    code", "![x](y)",
        ])
    func markdown(_ text: String) async throws {
        guard Program.isInstalled("cmark-gfm") else { return }
        let folder = try TemporaryFolder()
        let file = try folder.write(MarkdownReport.escaped(text) + "\n", to: "text.md")
        let html = try await Program.run("cmark-gfm", ["-e", "table", "-e", "autolink", "-e", "strikethrough", file])
        let plain = text.trimmingPrefix("    ").replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
        #expect(html == "<p>\(plain)</p>\n")
    }

    @Test("a label of Prometheus is escaped, and a line of Nagios has one pipe")
    func labels() throws {
        let report = SampleReports.report(SampleReports.broken.findings, name: "a\"b\\c|d='e'\n")
        let metrics = PrometheusReport.text(GoldenTests.run([report]))
        #expect(metrics.contains("{deployment=\"a\\\"b\\\\c|d='e'\\\\u{a}\",verdict=\"ready\"} 0\n"))
        let lines = NagiosReport.text(GoldenTests.run([report, SampleReports.ready])).split(separator: "\n")
        #expect(lines[0].count { $0 == "|" } == 1)
        #expect(lines[0].contains("'a\"b\\c¦d-’e’\\n::error'=1;;0;0;"))
        #expect(!lines.dropFirst().contains { $0.contains("|") })
    }
}
