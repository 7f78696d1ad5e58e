import Facts
import Foundation
import StrictYAML
import Testing

@testable import RuleTests
@testable import Rules

/// The JSON Schemas for editors, by the word of a validator of others' making.
@Suite(
    "JSON Schemas of rule files",
    .enabled(
        if: FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/jsonschema"),
        "python3-jsonschema is not installed"))
struct SchemaTests {
    /// Complaints about documents, each by its name; the documents are one JSON object.
    private func complaints(_ documents: [String: JSONValue], schema: String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sendready-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [("schema.json", schema), ("documents.json", JSONValue.object(documents).rendered())]
        for (name, text) in files { try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8) }
        let script = """
            import json, jsonschema
            schema = json.load(open("schema.json"))
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            for name, document in sorted(json.load(open("documents.json")).items()):
                for error in validator.iter_errors(document):
                    print(name, error.json_path)
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func json(_ source: RuleSource) throws -> JSONValue {
        Self.json(try YAMLDocument(parsing: source.text, file: source.path).root)
    }

    /// As a YAML reader that types plain scalars sees it.
    private static func json(_ value: YAMLValue) -> JSONValue {
        switch value.content {
        case .scalar(let text, .plain):
            if let number = Int64(text) { return .integer(number) }
            return Bool(text).map(JSONValue.boolean) ?? .string(text)
        case .scalar(let text, _): return .string(text)
        case .sequence(let items): return .array(items.map(json))
        case .mapping(let entries):
            return .object(Dictionary(entries.map { ($0.key, json($0.value)) }) { first, _ in first })
        }
    }

    private func documents(_ isWanted: (RuleSource) -> Bool) throws -> [String: JSONValue] {
        let sources = try RulesFolder.sources().filter(isWanted)
        #expect(!sources.isEmpty)
        return try Dictionary(sources.map { ($0.path, try json($0)) }) { first, _ in first }
    }

    @Test("every shipped rule and profile keeps to its schema")
    func shipped() throws {
        #expect(try complaints(documents(\.isRule), schema: RuleFileSchema.json()) == [])
        #expect(try complaints(documents(\.isProfile), schema: ProfileSchema.json) == [])
    }

    @Test("what is misspelt is refused")
    func broken() throws {
        let documents = try ["key-unknown", "severity-unknown", "for-each-unknown", "test-fact-unknown"].map { name in
            let file = MistakeTests.folder.appending(path: "\(name).yaml")
            return (name, try json(RuleSource(path: name, text: String(contentsOf: file, encoding: .utf8))))
        }
        let said = try complaints(Dictionary(documents) { first, _ in first }, schema: RuleFileSchema.json())
        #expect(Set(said.compactMap { $0.split(separator: " ").first.map(String.init) }) == Set(documents.map(\.0)))
    }

    @Test("waivers")
    func waivers() throws {
        let good: JSONValue = [["rule": "mx/*", "subject": "*", "until": "2027-01-31", "reason": "rebuilt"]]
        let bad: JSONValue = [["rule": "mx/*", "subject": "*", "until": "soon", "reason": "rebuilt"]]
        #expect(try complaints(["good": good, "bad": bad], schema: WaiverSchema.json) == ["bad $[0].until"])
    }
}
