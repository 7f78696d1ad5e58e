import Facts
import Foundation
import TestPeers

/// The built program, run as an operator runs it.
struct SendreadyProgram {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    struct Run {
        let status: Int32
        let output: String
        let error: String

        /// The one report of a JSON document.
        func report() throws -> JSONValue {
            guard case .array(let reports)? = try JSONParser.parse(output)["reports"], let report = reports.first else {
                throw Program.Failure(description: "no report in: \(output)\(error)")
            }
            return report
        }

        /// `rule subject` of every failure that has a say in the verdict, sorted.
        func defects() throws -> [String] {
            guard case .array(let findings)? = try report()["findings"] else { return [] }
            return findings.filter { $0["outcome"]?.text == "fail" && $0["severity"]?.text != "notice" }.map {
                "\($0["rule"]?.text ?? "") \($0["subject"]?["key"]?.text ?? "")"
            }
            .sorted()
        }

        /// Every finding.
        func all() throws -> [JSONValue] {
            guard case .array(let findings)? = try report()["findings"] else { return [] }
            return findings
        }

        /// `rule subject` of every finding with an outcome, sorted.
        func findings(_ outcome: String) throws -> [String] {
            guard case .array(let findings)? = try report()["findings"] else { return [] }
            return findings.filter { $0["outcome"]?.text == outcome }.map {
                "\($0["rule"]?.text ?? "") \($0["subject"]?["key"]?.text ?? "")"
            }
            .sorted()
        }
    }

    /// Beside the test program: both come out of one build.
    private static let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("sendready").path

    func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) async throws -> Run {
        try await run(arguments, input: input, environment: environment)
    }

    /// `killedAfter` ends it as `kill -9` does; its status is then 9.
    func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], killedAfter time: Duration? = nil
    ) async throws -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = ProcessInfo.processInfo.environment.merging(["SENDREADY_LOOPBACK_ONLY": "1"]) { $1 }
            .merging(environment) { $1 }
        let name = UUID().uuidString
        let files = try ["in", "out", "err"].map { try folder.write($0 == "in" ? input : "", to: "\(name).\($0)") }
        process.standardInput = FileHandle(forReadingAtPath: files[0])
        process.standardOutput = FileHandle(forWritingAtPath: files[1])
        process.standardError = FileHandle(forWritingAtPath: files[2])
        try process.run()
        if let time {
            try await Task.sleep(for: time)
            kill(process.processIdentifier, SIGKILL)
        }
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        let texts = try withExtendedLifetime(folder) { try files.map { try String(contentsOfFile: $0, encoding: .utf8) } }
        let run = Run(status: process.terminationStatus, output: texts[1], error: texts[2])
        try await ReportSchemaTests.check(run, of: arguments, in: folder)
        return run
    }
}

extension JSONValue {
    /// An element of an array.
    subscript(index: Int) -> JSONValue? {
        guard case .array(let items) = self, items.indices.contains(index) else { return nil }
        return items[index]
    }
}
