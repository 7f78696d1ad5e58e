/// An object of the fact tree: one slot per field of its type, and for each field the observations it was derived from.
package struct FactObject: Hashable, Sendable {
    package let type: ObjectType
    /// In the order of `type.fields`.
    public private(set) var slots: [FactValue]
    /// For each slot, indexes into `FactSet.observations`; empty for facts from the deployment file.
    public private(set) var sources: [[Int]]

    private static let notGiven = FactValue.unknown(Unknown(.notProbed))

    /// An object without any facts set: optional or not, a fact that was not set is unknown.
    package init(_ type: ObjectType) {
        self.type = type
        slots = Array(repeating: Self.notGiven, count: type.fields.count)
        sources = Array(repeating: [], count: type.fields.count)
    }

    /// Sets a field by its name, for readers of fact files and fixtures; other code sets it through `TypedObject`. Setting
    /// a field that the schema lacks is a programming error and stops the program.
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

    /// The value of a field, or `nil` when the type has no field of that name.
    package subscript(_ field: String) -> FactValue? { type.slot(field).map { slots[$0] } }
}

extension FactObject {
    /// The object with every observation index, including those of nested objects, transformed by `map`.
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
