import Facts
import RuleEngine

/// The JSON Schema (draft 2020-12) of the JSON report, from the types that it is made of.
public enum ReportSchema {
    public static var json: String { document.rendered() + "\n" }

    private static let text: JSONValue = ["type": "string"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]

    private static func words(_ words: some Sequence<String>) -> JSONValue { ["enum": .strings(words)] }
    private static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

    /// Members may be added within a format, so nothing is closed.
    private static func object(_ members: [String: JSONValue], optional: [String: JSONValue] = [:]) -> JSONValue {
        [
            "type": "object", "required": .strings(members.keys.sorted()),
            "properties": .object(members.merging(optional) { first, _ in first }),
        ]
    }

    private static var document: JSONValue {
        var schema = object([
            "format": ["const": .integer(Int64(JSONReport.format))],
            "tool": object(["name": text, "version": text]),
            "reports": list(report),
        ])
        if case .object(var members) = schema {
            members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
            members["title"] = "sendready report"
            schema = .object(members)
        }
        return schema
    }

    private static var report: JSONValue {
        let counts = Outcome.allCases.map { ($0.rawValue, count) }
        return object([
            "deployment": text, "scheme": text, "observedAt": ["type": "string", "format": "date-time"], "elapsedMs": count,
            "verdict": words(Verdict.allCases.map(\.rawValue)), "counts": object(Dictionary(counts) { first, _ in first }),
            "findings": list(finding),
            "providers": list(object(["profile": text, "verdict": text, "failing": list(text)])),
        ])
    }

    private static var finding: JSONValue {
        let subject = object(
            ["kind": text, "key": text],
            optional: ["role": text, "name": text, "view": text, "address": text, "sender": text])
        let record = object(["owner": text, "type": text, "value": text], optional: ["view": text])
        let observation = object(
            ["question": text, "view": text, "status": text, "answer": list(text)],
            optional: ["server": text, "ttl": count, "attempts": list(text)])
        let cause = words(Unknown.Cause.allCases.map(\.rawValue))
        return object(
            [
                "rule": text, "outcome": words(Outcome.allCases.map(\.rawValue)),
                "severity": words(Severity.allCases.map(\.rawValue)), "subject": subject, "title": text, "message": text,
                "why": text, "evidence": list(observation), "references": list(text),
                "fingerprint": ["type": "string", "pattern": "^[0-9a-f]{16}$"],
            ],
            optional: [
                "fix": object(["text": text, "publish": list(record)]), "cause": cause, "question": text,
                "causes": list(object(["cause": cause, "detail": text], optional: ["question": text, "view": text])),
            ])
    }
}
