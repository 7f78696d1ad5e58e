/// An object of the fact tree: one slot per field of its type, and for each field the observations it was made from.
package struct FactObject: Hashable, Sendable {
    package let type: ObjectType
    /// In the order of `type.fields`.
    public private(set) var slots: [FactValue]
    /// For each slot, indexes into `FactSet.observations`; empty for what the deployment file says.
    public private(set) var sources: [[Int]]

    private static let notGiven = FactValue.unknown(Unknown(.notProbed))

    /// An object none of whose facts has been given: optional or not, what is not given is unknown.
    package init(_ type: ObjectType) {
        self.type = type
        slots = Array(repeating: Self.notGiven, count: type.fields.count)
        sources = Array(repeating: [], count: type.fields.count)
    }

    /// Sets a field by its name, for readers of fact files and fixtures; whoever knows the field sets it through `TypedObject`.
    /// Setting a field that the schema lacks is a mistake of the programmer and stops the program.
    package mutating func set(_ field: String, _ value: FactValue, from observations: [Int] = []) {
        guard let slot = type.slot(field) else {
            preconditionFailure("fact type \(type.name) has no field '\(field)'")
        }
        set(slot: slot, value, from: observations)
    }

    mutating func set(slot: Int, _ value: FactValue, from observations: [Int]) {
        slots[slot] = value
        sources[slot] = observations
    }

    package func setting(_ field: String, _ value: FactValue, from observations: [Int] = []) -> FactObject {
        var copy = self
        copy.set(field, value, from: observations)
        return copy
    }

    /// The value of a field, or `nil` when the type has none of that name.
    package subscript(_ field: String) -> FactValue? { type.slot(field).map { slots[$0] } }
}

extension FactObject {
    /// The object with every observation index, also of the objects in it, put through `map`.
    package func mappingSources(_ map: (Int) -> Int) -> FactObject {
        var copy = self
        copy.sources = sources.map { $0.map(map) }
        copy.slots = slots.map { Self.mapping($0, map) }
        return copy
    }

    private static func mapping(_ value: FactValue, _ map: (Int) -> Int) -> FactValue {
        switch value {
        case .list(let items): .list(items.map { mapping($0, map) })
        case .object(let object): .object(object.mappingSources(map))
        default: value
        }
    }
}
