import Facts
import Report
import Rules

/// The JSON Schema (draft 2020-12) of `sendready history --format json`.
package enum HistorySchema {
    package static var json: String { document.rendered() + "\n" }

    private static let text: JSONValue = ["type": "string"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let truth: JSONValue = ["type": "boolean"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]

    private static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }
    private static func words(_ words: some Sequence<String>) -> JSONValue { ["enum": .strings(words)] }

    /// Members may be added within a format, so nothing is closed.
    private static func object(_ members: [String: JSONValue]) -> JSONValue {
        ["type": "object", "required": .strings(members.keys.sorted()), "properties": .object(members)]
    }

    private static func spells(_ member: String, _ value: JSONValue) -> JSONValue {
        list(object([member: value, "from": time, "to": time, "seconds": count, "over": truth]))
    }

    private static var document: JSONValue {
        let verdicts = Verdict.allCases.map(\.rawValue)
        let finding = object([
            "fingerprint": text, "rule": text, "subject": object(["kind": text, "key": text]), "title": text, "failing": truth,
            "spells": spells("severity", words(Severity.allCases.map(\.rawValue))),
        ])
        let deployment = object([
            "deployment": text, "looks": count, "first": time, "last": time,
            "availability": ["type": ["number", "null"], "minimum": 0, "maximum": 1],
            "seconds": object(Dictionary(verdicts.map { ($0, count) }) { first, _ in first }), "unwatchedSeconds": count,
            "verdicts": spells("verdict", words(verdicts)), "findings": list(finding),
        ])
        var schema: [JSONKey: JSONValue] = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "sendready history",
        ]
        if case .object(let members) = object([
            "format": ["const": .integer(Int64(HistoryReport.format))], "tool": object(["name": text, "version": text]),
            "deployments": list(deployment),
        ]) {
            schema.merge(members) { first, _ in first }
        }
        return .object(schema)
    }
}
