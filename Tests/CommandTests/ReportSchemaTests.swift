import Foundation
import TestPeers
import Testing

@Suite("The JSON report conforms to its schema", .timeLimit(.minutes(10)))
struct ReportSchemaTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func validate(_ file: String, schema: String = "Examples/report.schema.json") async throws {
        try await Program.run("python3", ["-m", "jsonschema", "-i", file, root.appendingPathComponent(schema).path])
    }

    private static let validator = "/usr/lib/python3/dist-packages/jsonschema"
    static let isInstalled = FileManager.default.fileExists(atPath: validator)

    /// Every JSON report printed by a test is validated against the schema.
    static func check(_ run: SendreadyProgram.Run, of arguments: [String], in folder: TemporaryFolder) async throws {
        guard isInstalled, arguments.contains("json"), ["audit", "judge", "check", "demo"].contains(arguments.first),
            run.output.hasPrefix("{\n")
        else {
            return
        }
        try await validate(folder.write(run.output, to: "\(UUID().uuidString).json"))
    }

    @Test(
        "by an independent validator, with every outcome shown",
        .enabled(if: isInstalled, "python3-jsonschema is not installed"))
    func report() async throws {
        let program = try SendreadyProgram()
        let run = try await program.run("demo", "--all", "--format", "json", "--output", "report.json")
        #expect(run.status == 2)
        try await Self.validate(program.folder.url.appendingPathComponent("report.json").path)
        let broken = try program.folder.write("{\"format\": 1, \"reports\": [{}]}", to: "broken.json")
        await #expect(throws: Program.Failure.self) { try await Self.validate(broken) }
    }
}
