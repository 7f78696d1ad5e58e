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

        /// The single report of a JSON document.
        func report() throws -> JSONValue {
            guard case .array(let reports)? = try JSONParser.parse(output)["reports"], let report = reports.first else {
                throw Program.Failure(description: "no report in: \(output)\(error)")
            }
            return report
        }

        /// `rule subject` of every failure that counts for the verdict, sorted.
        func defects() throws -> [String] {
            Self.names(try all().filter { $0["outcome"]?.text == "fail" && $0["severity"]?.text != "notice" })
        }

        /// Every finding; an error when the report has no list of them.
        func all() throws -> [JSONValue] {
            guard case .array(let findings)? = try report()["findings"] else {
                throw Program.Failure(description: "no findings in: \(output)\(error)")
            }
            return findings
        }

        /// `rule subject` of every finding with an outcome, sorted.
        func findings(_ outcome: String) throws -> [String] {
            Self.names(try all().filter { $0["outcome"]?.text == outcome })
        }

        private static func names(_ findings: [JSONValue]) -> [String] {
            findings.map { "\($0["rule"]?.text ?? "") \($0["subject"]?["key"]?.text ?? "")" }.sorted()
        }
    }

    /// Next to the test program: both come from one build.
    static let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("sendready").path

    func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) async throws -> Run {
        try await run(arguments, input: input, environment: environment)
    }

    /// Runs a bash script in which `"$@"` is the program with its arguments, to redirect its output.
    func run(_ arguments: [String], in script: String) async throws -> Run {
        try await run(["-c", script, "bash", Self.path] + arguments, program: "/bin/bash")
    }

    /// `killedAfter` kills it (`kill -9`); its status is then 9.
    func run(
        _ arguments: [String], program: String = path, input: String = "", environment: [String: String] = [:],
        killedAfter time: Duration? = nil
    ) async throws -> Run {
        let ended = try await Program.run(
            path: program, arguments, input: input, in: folder.url,
            environment: ["SENDREADY_LOOPBACK_ONLY": "1"].merging(environment) { $1 }, killedAfter: time)
        let run = Run(status: ended.status, output: ended.output, error: ended.error)
        try await ReportSchemaTests.check(run, of: arguments, in: folder)
        return run
    }
}

extension JSONValue {
    /// The elements of an array.
    var items: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    /// The members of an object.
    var members: [JSONKey: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// An element of an array.
    subscript(index: Int) -> JSONValue? {
        items.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }
}
