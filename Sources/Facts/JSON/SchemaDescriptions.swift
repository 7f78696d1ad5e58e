/// The descriptions of the properties of a JSON Schema: one sentence each, by the property's path.
///
/// A path is the property's name preceded by as many names of enclosing properties as are needed to identify it: `name` is
/// every property of that name, `tool.name` only that of `tool`. The longest matching path applies. Array items add nothing
/// to a path.
package struct SchemaDescriptions: Sendable {
    private let texts: [String: String]

    package init(_ texts: KeyValuePairs<String, String>) {
        self.texts = Dictionary(texts.map { ($0.key, $0.value) }) { first, _ in first }
    }

    /// The schema, each property with its `description`; a property without a text gets none.
    package func describing(_ schema: JSONValue) -> JSONValue {
        var used: Set<String> = []
        return describe(schema, at: [], using: &used)
    }

    /// Paths that match no property of the schemas, sorted.
    package func unused(in schemas: [JSONValue]) -> [String] {
        var used: Set<String> = []
        for schema in schemas { _ = describe(schema, at: [], using: &used) }
        return texts.keys.filter { !used.contains($0) }.sorted()
    }

    private func describe(_ schema: JSONValue, at path: [String], using used: inout Set<String>) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        if let items = members["items"] { members["items"] = describe(items, at: path, using: &used) }
        if case .object(let properties)? = members["properties"] {
            var described: [JSONKey: JSONValue] = [:]
            for (name, property) in properties {
                let place = path + [name.text]
                var value = describe(property, at: place, using: &used)
                if let key = place.indices.lazy.map({ place[$0...].joined(separator: ".") }).first(where: { texts[$0] != nil }),
                    case .object(var inner) = value
                {
                    used.insert(key)
                    inner["description"] = JSONValue(texts[key])
                    value = .object(inner)
                }
                described[name] = value
            }
            members["properties"] = .object(described)
        }
        return .object(members)
    }
}
