import Facts

/// The shapes of facts: for each field whether it was present, absent, unknown or an empty list, and with which words; and
/// the combined shapes of two fields of one object.
struct FactCensus {
    /// `DKIMKey.bits absent`, `DKIMKey.type = ed25519`
    private(set) var shapes: Set<String> = []
    /// `DKIMKey.type = ed25519 with bits`: whether the other field was present with the word.
    private(set) var pairs: [String: Set<Bool>] = [:]

    mutating func add(_ facts: FactSet) { add(facts.root, isComplete: true) }

    /// - Parameter isComplete: whether missing fields are unknown; otherwise, as in a fixture, they are ignored.
    mutating func add(_ object: FactObject, isComplete: Bool) {
        let given = zip(object.type.fields, object.slots).filter { isComplete || $1 != .unknown(Unknown(.notProbed)) }
        for (field, value) in given {
            for shape in Self.shapes(value, field) { shapes.insert("\(object.type.name).\(field.name) \(shape)") }
            addObjects(value, isComplete: isComplete)
        }
        // Causes of unknowns depend only on the network, and words of the deployment file only on its author; other words
        // determine what else must be present.
        for (field, value) in given where !field.allowedValues.isEmpty && field.source != .config {
            guard case .string(let word) = value else { continue }
            for (other, otherValue) in given where other.name != field.name {
                if case .unknown = otherValue { continue }
                let isThere = if case .absent = otherValue { false } else { true }
                pairs["\(object.type.name).\(field.name) = \(word) with \(other.name)", default: []].insert(isThere)
            }
        }
    }

    private mutating func addObjects(_ value: FactValue, isComplete: Bool) {
        switch value {
        case .object(let object): add(object, isComplete: isComplete)
        case .list(let items): for item in items { addObjects(item, isComplete: isComplete) }
        default: break
        }
    }

    /// The presence first, then the words.
    private static func shapes(_ value: FactValue, _ field: ObjectType.Field) -> [String] {
        switch value {
        case .absent: return ["absent"]
        case .unknown: return ["unknown"]
        case .list(let items):
            let words = items.compactMap { item -> String? in
                guard case .string(let word) = item, !field.allowedValues.isEmpty else { return nil }
                return "= \(word)"
            }
            return [items.isEmpty ? "empty" : "filled"] + words
        case .string(let word): return ["present"] + (field.allowedValues.isEmpty ? [] : ["= \(word)"])
        case .boolean(let truth): return ["present", "= \(truth)"]
        default: return ["present"]
        }
    }
}
