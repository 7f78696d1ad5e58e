package import Facts

/// The common parts of the JSON Schemas (draft 2020-12) of rule files, profiles and waivers. They are for editors; the
/// readers check more: types of expressions, ids, facts.
package enum SchemaParts {
    package static let text: JSONValue = ["type": "string", "minLength": 1]
    package static let boolean: JSONValue = ["type": "boolean"]
    /// The types that other YAML readers may give to a plain scalar.
    package static let scalar: JSONValue = ["type": ["string", "number", "boolean"]]
    package static let day: JSONValue = ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
    package static let texts = list(text)
    package static let severity = words(Severity.self)
    package static let engine: JSONValue = ["const": .integer(Int64(RuleReader.engine))]

    package static func words<Word: CaseIterable & RawRepresentable>(_ type: Word.Type) -> JSONValue
    where Word.RawValue == String {
        ["enum": .strings(Word.allCases.map(\.rawValue))]
    }

    package static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

    package static func values(_ value: JSONValue) -> JSONValue { ["type": "object", "additionalProperties": value] }

    package static func closed(_ members: [String: JSONValue], required: [String] = []) -> JSONValue {
        .object([
            "type": "object", "additionalProperties": false, "properties": .object(members), "required": .strings(required),
        ])
    }

    package static func described(_ schema: JSONValue, _ description: String) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        members["description"] = .string(description)
        return .object(members)
    }

    /// The text of a schema's file.
    package static func document(_ schema: JSONValue, title: String) -> String {
        guard case .object(var members) = schema else { return "" }
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["title"] = .string(title)
        return JSONValue.object(members).rendered() + "\n"
    }

    package static let change = closed(
        [
            "rule": text, "for": closed(Dictionary(SubjectPart.allCases.map { ($0.rawValue, text) }) { first, _ in first }),
            "severity": severity, "lower": boolean, "enabled": boolean, "params": values(scalar), "reason": text,
        ], required: ["rule"])
}
