/// The JSON Schema of deployment files, for editors. Less strict than the reader: shapes, not contradictions.
package enum DeploymentSchema {
    /// JSON Schema draft 2020-12; stable text with sorted keys and a final newline.
    package static let json: String = {
        guard case .object(var root) = schema(DeploymentShape.root) else { return "" }
        root["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
        root["title"] = .text("sendready deployment file, version \(DeploymentShape.version)")
        return JSONText.object(root).rendered(indent: 0) + "\n"
    }()

    private static func schema(_ map: MapShape) -> JSONText {
        var result: [String: JSONText] = [
            "type": .text("object"), "additionalProperties": .boolean(false),
            "properties": .object(
                Dictionary(
                    map.keys.map { ($0.name, schema($0.value, described: $0.meaning)) }, uniquingKeysWith: { first, _ in first })),
        ]
        let required = map.keys.filter(\.isRequired).map { JSONText.text($0.name) }
        if !required.isEmpty { result["required"] = .array(required) }
        if !map.exclusive.isEmpty {
            result["not"] = .object(["required": .array(map.exclusive.map(JSONText.text))])
        }
        return .object(result)
    }

    private static func schema(_ value: ValueShape, described: String) -> JSONText {
        guard case .object(var members) = schema(value) else { return schema(value) }
        members["description"] = .text(described)
        return .object(members)
    }

    private static func schema(_ value: ValueShape) -> JSONText {
        switch value {
        case .text: return .object(["type": .text("string"), "minLength": .number(1)])
        case .textOrNumber: return .object(["type": .array([.text("string"), .text("number")])])
        case .boolean: return .object(["type": .text("boolean")])
        case .integer(let range):
            return .object([
                "type": .text("integer"), "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
            ])
        case .word(let words): return .object(["enum": .array(words.map(JSONText.text))])
        case .list(let item, let atLeast, let atMost):
            return .object([
                "type": .text("array"), "items": schema(item), "minItems": .number(atLeast), "maxItems": .number(atMost),
            ])
        case .map(let map): return schema(map)
        case .openMap(let atMost):
            return .object([
                "type": .text("object"), "minProperties": .number(1), "maxProperties": .number(atMost),
                "additionalProperties": .object(["type": .array([.text("string"), .text("number"), .text("boolean")])]),
            ])
        case .openListMap(let atMost, let items):
            return .object([
                "type": .text("object"), "minProperties": .number(1), "maxProperties": .number(atMost),
                "additionalProperties": schema(.list(.text, atLeast: 1, atMost: items)),
            ])
        case .either(let one, let other): return .object(["anyOf": .array([schema(one), schema(other)])])
        }
    }
}

/// JSON with sorted keys, as far as a schema needs it.
private indirect enum JSONText {
    case text(String)
    case number(Int)
    case boolean(Bool)
    case array([JSONText])
    case object([String: JSONText])

    func rendered(indent: Int) -> String {
        let margin = String(repeating: "  ", count: indent + 1)
        let end = "\n" + String(repeating: "  ", count: indent)
        switch self {
        case .text(let text): return quoted(text)
        case .number(let number): return String(number)
        case .boolean(let value): return String(value)
        case .array(let items):
            return "[" + items.map { $0.rendered(indent: indent + 1) }.joined(separator: ", ") + "]"
        case .object(let members):
            guard !members.isEmpty else { return "{}" }
            let lines = members.sorted { $0.key < $1.key }
                .map { margin + quoted($0.key) + ": " + $0.value.rendered(indent: indent + 1) }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        }
    }

    private func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                switch scalar {
                case "\"", "\\": "\\\(scalar)"
                case "\u{0}"..."\u{1F}": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
                default: String(scalar)
                }
            }.joined() + "\""
    }
}
