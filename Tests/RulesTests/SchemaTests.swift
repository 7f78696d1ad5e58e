import Facts
import Foundation
import StrictYAML
import TestPeers
import Testing

@testable import RuleTests
@testable import Rules

/// The JSON Schemas for editors, checked by an independent validator.
@Suite(
    "JSON Schemas of rule files", .timeLimit(.minutes(10)),
    .enabled(
        if: FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/jsonschema"),
        "python3-jsonschema is not installed"))
struct SchemaTests {
    /// Validation errors of documents, each by its name; the documents are one JSON object.
    private func complaints(_ documents: [String: JSONValue], schema: String) async throws -> [String] {
        let folder = try TemporaryFolder()
        try folder.write(schema, to: "schema.json")
        try folder.write(JSONValue.object(documents).rendered(), to: "documents.json")
        let script = """
            import json, jsonschema
            schema = json.load(open("schema.json"))
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            for name, document in sorted(json.load(open("documents.json")).items()):
                for error in validator.iter_errors(document):
                    print(name, error.json_path)
            """
        return try await Program.run("python3", ["-c", script], in: folder.url).split(separator: "\n").map(String.init)
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

    @Test("every shipped rule and profile conforms to its schema")
    func shipped() async throws {
        #expect(try await complaints(documents(\.isRule), schema: RuleFileSchema.json()) == [])
        #expect(try await complaints(documents(\.isProfile), schema: ProfileSchema.json) == [])
    }

    @Test("misspellings are refused")
    func broken() async throws {
        let documents = try ["key-unknown", "severity-unknown", "for-each-unknown", "test-fact-unknown"].map { name in
            let file = MistakeTests.folder.appending(path: "\(name).yaml")
            return (name, try json(RuleSource(path: name, text: String(contentsOf: file, encoding: .utf8))))
        }
        let said = try await complaints(Dictionary(documents) { first, _ in first }, schema: RuleFileSchema.json())
        #expect(Set(said.compactMap { $0.split(separator: " ").first.map(String.init) }) == Set(documents.map(\.0)))
    }

    @Test("waivers")
    func waivers() async throws {
        let good: JSONValue = [["rule": "mx/*", "subject": "*", "until": "2027-01-31", "reason": "rebuilt"]]
        let bad: JSONValue = [["rule": "mx/*", "subject": "*", "until": "soon", "reason": "rebuilt"]]
        #expect(try await complaints(["good": good, "bad": bad], schema: WaiverSchema.json) == ["bad $[0].until"])
    }
}
