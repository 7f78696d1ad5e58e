package import Facts

/// The page about the program's JSON output, generated from its schemas.
package struct JSONReference {
    /// One kind of document.
    package struct Document {
        let title: String
        /// The command that writes it.
        let command: String
        /// The schema's file, relative to the repository root.
        let path: String
        let introduction: String
        let schema: JSONValue

        package init(title: String, command: String, path: String, introduction: String, schema: JSONValue) {
            self.title = title
            self.command = command
            self.path = path
            self.introduction = introduction
            self.schema = schema
        }
    }

    private let documents: [Document]

    package init(_ documents: [Document]) { self.documents = documents }

    package var text: String {
        let contents = documents.map { "- [\($0.title)](#\($0.title.lowercased().replacing(" ", with: "-")))\n" }
        return """
            # JSON reference

            Generated from the JSON Schemas in `Examples/` by `Scripts/generate`; do not edit.

            Each document says its `format`. Within a format, releases only add members and words: readers should ignore members that they do
            not know. A member that is not always there is absent, never null, where the table does not say that it can be null.
            Times are RFC 3339 in UTC. Text from the network stands as it came, escaped as JSON demands.

            \(contents.joined())
            """ + documents.map(Self.section).joined()
    }

    private static func section(_ document: Document) -> String {
        var text = """

            ## \(document.title)

            `\(document.command)`, described by [\(document.path)](../\(document.path)).

            \(document.introduction)


            """
        var known: [(schema: JSONValue, place: String)] = []
        var waiting: [(schema: JSONValue, place: String)] = [(document.schema, "")]
        while !waiting.isEmpty {
            let (schema, place) = waiting.removeFirst()
            guard case .object(let properties)? = schema["properties"] else { continue }
            if !place.isEmpty {
                let same = known.first { $0.schema["properties"] == schema["properties"] }
                text += "\n### `\(place)`\n\n"
                if let same {
                    text += "The same members as `\(same.place)`.\n"
                    continue
                }
            }
            known.append((schema, place))
            text += "| member | value | there | meaning |\n|---|---|---|---|\n"
            let required = (schema["required"]?.elements ?? []).compactMap(\.text)
            for (name, property) in properties.sorted(by: { $0.key.text < $1.key.text }) {
                let presence = required.contains(name.text) ? "always" : "at times"
                text += "| `\(name.text)` | \(value(property)) | \(presence) | \(property["description"]?.text ?? "") |\n"
                let inner = nested(property)
                if inner.schema["properties"] != nil {
                    waiting.append((inner.schema, (place.isEmpty ? "" : place + ".") + name.text + inner.suffix))
                }
            }
        }
        return text
    }

    /// The object type of a property, directly or in lists.
    private static func nested(_ property: JSONValue) -> (schema: JSONValue, suffix: String) {
        guard let items = property["items"] else { return (property, "") }
        let inner = nested(items)
        return (inner.schema, "[]" + inner.suffix)
    }

    /// The possible values of a property, in words.
    private static func value(_ schema: JSONValue) -> String {
        if let constant = schema["const"] { return "`\(constant.rendered(pretty: false))`" }
        if let words = schema["enum"]?.elements {
            return words.map { "`\($0.text ?? $0.rendered(pretty: false))`" }.joined(separator: ", ")
        }
        let types = (schema["type"]?.elements ?? [schema["type"] ?? .null]).compactMap(\.text)
        return types.map { type in
            switch type {
            case "array": "list of \(value(schema["items"] ?? .null))"
            case "integer": "integer" + range(schema)
            case "number": "number" + range(schema)
            case "string" where schema["format"] != nil: "time"
            case "string" where schema["pattern"]?.text?.contains("[0-9a-f]") == true: "hexadecimal digits"
            case "string": "text"
            case "boolean": "`true`, `false`"
            case "null": "`null`"
            default: type
            }
        }.joined(separator: ", ")
    }

    private static func range(_ schema: JSONValue) -> String {
        let ends = ["minimum": "from", "maximum": "to"].sorted { $0.value < $1.value }
        return ends.compactMap { key, word in schema[key].map { " \(word) \($0.rendered(pretty: false))" } }.joined()
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }
}
