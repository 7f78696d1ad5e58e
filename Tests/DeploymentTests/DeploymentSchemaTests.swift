import Deployment
import Foundation
import StrictYAML
import TestPeers
import Testing

@Suite("the JSON Schema of deployment files", .timeLimit(.minutes(10)))
struct DeploymentSchemaTests {
    private static let everyKey = GoodFiles.good.appendingPathComponent("every-key.yaml")

    /// The paths of all keys that a schema describes: `senders/dkim/domain`.
    private func described(_ schema: [String: Any], at path: String = "") -> Set<String> {
        var result: Set<String> = []
        for (key, value) in schema["properties"] as? [String: [String: Any]] ?? [:] {
            result.insert(path + key)
            result.formUnion(described(value, at: path + key + "/"))
        }
        for inner in [schema["items"] as? [String: Any]].compactMap(\.self) + (schema["anyOf"] as? [[String: Any]] ?? []) {
            result.formUnion(described(inner, at: path))
        }
        return result
    }

    /// The path to every key of a file, with the first list item that has it.
    private func ways(_ value: YAMLValue, at way: [GoodFiles.Step] = []) -> [[GoodFiles.Step]] {
        switch value.content {
        case .scalar: []
        case .sequence(let items): items.enumerated().flatMap { ways($1, at: way + [.index($0)]) }
        case .mapping(let entries):
            entries.flatMap { [way + [.key($0.key)]] + ways($0.value, at: way + [.key($0.key)]) }
        }
    }

    private func keys(_ way: [GoodFiles.Step]) -> String {
        way.compactMap { if case .key(let key) = $0 { key } else { nil } }.joined(separator: "/")
    }

    @Test("schema and reader have the same keys")
    func sameKeys() throws {
        let object = try JSONSerialization.jsonObject(with: Data(DeploymentSchema.json.utf8))
        let schema = try #require(object as? [String: Any])
        let text = try String(contentsOf: Self.everyKey, encoding: .utf8)
        let document = try YAMLDocument(parsing: text, file: "every-key.yaml")
        let open = ["rules/override/for/", "rules/override/params/", "tls/authorities/"]
        let ways = ways(document.root).filter { way in !open.contains { keys(way).hasPrefix($0) } }
        #expect(Set(ways.map(keys)) == described(schema))
        #expect(!described(schema).isEmpty)
        // The file shows that the reader accepts a key; refusing an impossible value shows that it reads it.
        for way in ways {
            let spoilt = GoodFiles.json(document.root, replacing: way, with: "[[]]")
            #expect(throws: Diagnostics.self, "\(keys(way)) is not looked at") {
                try DeploymentFile.parse(text: spoilt, file: "spoilt.json", folder: GoodFiles.good.path)
            }
        }
        let unspoilt = GoodFiles.json(document.root)
        #expect(throws: Never.self) {
            try DeploymentFile.parse(text: unspoilt, file: "every-key.json", folder: GoodFiles.good.path)
        }
    }

    @Test("the text is stable and ends in a newline")
    func stable() {
        #expect(DeploymentSchema.json.hasPrefix("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"))
        #expect(DeploymentSchema.json.hasSuffix("}\n"))
    }

    /// Checked by an independent implementation.
    @Test(
        "an independent validator accepts the good files and refuses a bad one",
        .enabled(if: JSONSchemaValidator.isInstalled, "python3 with the package jsonschema is not installed"))
    func independent() async throws {
        for url in GoodFiles.all {
            let text = try String(contentsOf: url, encoding: .utf8)
            let document = try YAMLDocument(parsing: text, file: url.lastPathComponent)
            let complaint = try await JSONSchemaValidator.complaint(GoodFiles.json(document.root), schema: DeploymentSchema.json)
            #expect(complaint == nil, "\(url.lastPathComponent)")
        }
        for bad in [
            "{\"version\": 2, \"name\": \"a\", \"scheme\": \"direct\"}", "{\"version\": 1, \"name\": \"a\"}",
            "{\"version\": 1, \"name\": \"a\", \"scheme\": \"direct\", \"sender\": []}",
        ] {
            #expect(try await JSONSchemaValidator.complaint(bad, schema: DeploymentSchema.json) != nil, "\(bad)")
        }
    }
}

private enum JSONSchemaValidator {
    static let isInstalled = FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/jsonschema")

    static func complaint(_ document: String, schema: String) async throws -> String? {
        let said = try await Program.run(
            "python3",
            [
                "-c",
                """
                import json, sys, jsonschema
                schema = json.loads(sys.argv[2])
                jsonschema.Draft202012Validator.check_schema(schema)
                for error in jsonschema.Draft202012Validator(schema).iter_errors(json.loads(sys.argv[1])):
                    print(error.json_path, error.message)
                """, document, schema,
            ])
        return said.isEmpty ? nil : said
    }
}
