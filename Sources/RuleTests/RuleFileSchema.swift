package import Facts
import Rules

/// The JSON Schema of rule files, for editors: keys, words, subject kinds, and the facts that tests can set.
package enum RuleFileSchema {
    package static func json(_ schema: FactSchema = .current) -> String {
        let kinds = schema.kinds.map { "\($0.name): \($0.documentation)" }.joined(separator: "\n")
        let shift = SchemaParts.closed(["to": SchemaParts.severity, "when": SchemaParts.scalar], required: ["to", "when"])
        let members: [String: JSONValue] = [
            "engine": SchemaParts.engine, "title": SchemaParts.text,
            "severity": SchemaParts.described(SchemaParts.severity, "The consequence, not a score."),
            "status": SchemaParts.words(Rule.Status.self), "enabled": SchemaParts.boolean, "since": SchemaParts.scalar,
            "formerly": SchemaParts.texts, "tags": SchemaParts.texts,
            "for_each": SchemaParts.described(["enum": .strings(schema.kinds.map(\.name))], kinds),
            "applies": SchemaParts.scalar, "requires": SchemaParts.texts,
            "explained-by": explanations, "harm": SchemaParts.words(Harm.self), "by": SchemaParts.words(RepairOwner.self),
            "let": SchemaParts.values(SchemaParts.scalar),
            "params": SchemaParts.values(parameter), "assert": SchemaParts.scalar,
            "outcome": ["const": .string(Outcome.undetermined.rawValue)], "cause": SchemaParts.text,
            "question": SchemaParts.text, "escalate": shift, "lower": shift, "message": SchemaParts.text,
            "why": SchemaParts.text, "fix": fix, "references": SchemaParts.texts, "tests": SchemaParts.list(test(schema)),
        ]
        return SchemaParts.document(
            SchemaParts.closed(members, required: ["engine", "title", "severity", "for_each", "assert", "message"]),
            title: "sendready rule")
    }

    private static var explanations: JSONValue {
        let link = SchemaParts.closed(
            ["rules": SchemaParts.texts, "when": SchemaParts.scalar, "at": SchemaParts.scalar], required: ["rules"])
        return SchemaParts.list(["anyOf": [SchemaParts.text, link]])
    }

    private static var parameter: JSONValue {
        SchemaParts.closed(
            [
                "type": ["enum": ["bool", "int", "double", "string", "duration"]], "default": SchemaParts.scalar,
                "min": SchemaParts.scalar, "max": SchemaParts.scalar, "doc": SchemaParts.text,
            ], required: ["type", "default"])
    }

    private static var fix: JSONValue {
        let parts = ["owner", "type", "value", "view", "for_each", "as", "when"]
        let record = SchemaParts.closed(
            Dictionary(parts.map { ($0, SchemaParts.scalar) }) { first, _ in first }, required: ["owner", "type", "value"])
        return SchemaParts.closed(["text": SchemaParts.text, "publish": SchemaParts.list(record)])
    }

    private static func test(_ schema: FactSchema) -> JSONValue {
        let paths = Set(schema.kinds.flatMap { [$0.variable] + schema.paths(of: $0) } + ["now"]).sorted()
        let record = ["owner", "type", "value", "view"].map { ($0, SchemaParts.scalar) }
        return SchemaParts.closed(
            [
                "name": SchemaParts.text, "base": SchemaParts.text,
                "given": ["type": "object", "propertyNames": ["enum": .strings(paths)]],
                "params": SchemaParts.values(SchemaParts.scalar),
                "expect": ["enum": .strings(TestReader.outcomes.map(\.rawValue))], "severity": SchemaParts.severity,
                "message": SchemaParts.text, "message-is": SchemaParts.text, "cause": SchemaParts.words(Unknown.Cause.self),
                "failing": SchemaParts.list(SchemaParts.scalar),
                "fix": SchemaParts.closed(Dictionary(record) { first, _ in first }),
            ], required: ["name", "expect"])
    }
}
