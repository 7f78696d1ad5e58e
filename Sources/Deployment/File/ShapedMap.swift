import StrictYAML

/// A map of the deployment file whose keys have been checked against its shape.
struct ShapedMap {
    let shape: MapShape
    let map: YAMLMap

    /// Reports unknown and missing keys, and more than one of a group of mutually exclusive keys.
    init?(_ value: YAMLValue, _ shape: MapShape, _ yaml: YAMLReader) {
        guard let map = yaml.map(value, shape.what, keys: shape.keys.map(\.name)) else { return nil }
        self.shape = shape
        self.map = map
        for key in shape.keys where key.isRequired { _ = map.required(key.name) }
        let rivals = map.entries.filter { shape.exclusive.contains($0.key) }
        if let second = rivals.dropFirst().first {
            yaml.report("\(shape.what) has both '\(rivals[0].key)' and '\(second.key)'; give one", at: second.keyPosition)
        }
    }

    var position: SourcePosition { map.position }

    subscript(key: String) -> YAMLValue? {
        precondition(shape[key] != nil, "\(shape.what) is read for the key '\(key)', which its shape does not have")
        return map[key]
    }

    func keyPosition(_ key: String) -> SourcePosition { map.keyPosition(key) ?? map.position }

    /// The items of a list key that `read` accepts, in order; reports a count outside the shape's limits, and items with
    /// the same `identity`. An absent key is an empty list.
    func list<Item, Identity: Hashable>(
        _ key: String, identity: (Item) -> Identity, read: (YAMLValue) -> Item?
    ) -> [Item] {
        guard let value = self[key], let items = map.reader.list(value, key) else { return [] }
        guard case .list(_, let atLeast, let atMost) = shape[key]?.value else {
            preconditionFailure("'\(key)' of \(shape.what) is not a list")
        }
        guard items.count >= atLeast else {
            map.reader.report("\(key) is empty", at: value.position)
            return []
        }
        guard items.count <= atMost else {
            map.reader.report("\(key) has \(items.count) entries; \(atMost) is the limit", at: value.position)
            return []
        }
        var seen: [Identity: SourcePosition] = [:]
        var result: [Item] = []
        for item in items {
            guard let read = read(item) else { continue }
            if let first = seen[identity(read)] {
                map.reader.report("'\(identity(read))' is already in \(key), at line \(first.line)", at: item.position)
            } else {
                seen[identity(read)] = item.position
                result.append(read)
            }
        }
        return result
    }

    func list<Item: Hashable>(_ key: String, read: (YAMLValue) -> Item?) -> [Item] {
        list(key, identity: { $0 }, read: read)
    }
}
