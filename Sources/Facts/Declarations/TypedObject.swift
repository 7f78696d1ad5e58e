/// An object of the fact tree, set and read through its declaration: the compiler checks names, types and words, and only
/// facts that may be unknown or absent can be set so.
package struct TypedObject<Declaration: FactDeclaration>: Hashable, Sendable {
    /// The object as the rule evaluator and the fact file see it.
    package private(set) var object: FactObject

    /// An object without any facts set: optional or not, a fact that was not set is unknown.
    package init() { object = FactObject(Declaration.declared.type) }

    /// `nil` for an object of another type.
    package init?(_ object: FactObject) {
        guard object.type === Declaration.declared.type else { return nil }
        self.object = object
    }

    package mutating func set<Value>(_ field: (Declaration) -> Given<Value>, _ value: Value) {
        object.set(slot: Self.slot(field), value.factValue, from: [])
    }

    /// Where the declaration is a parameter.
    mutating func set<Value>(_ field: Given<Value>, _ value: Value) {
        object.set(slot: field.slot, value.factValue, from: [])
    }

    /// For use with a generic declaration: `field` is one of `Declaration.declared.fields`.
    package mutating func set<Value>(_ field: Field<Value>, _ value: Learned<Value>, from sources: [Int] = []) {
        object.set(slot: field.slot, value.factValue, from: sources)
    }

    /// - Parameter sources: indexes into `FactSet.observations`.
    package mutating func set<Value>(
        _ field: (Declaration) -> Field<Value>, _ value: Value, from sources: [Int] = []
    ) {
        object.set(slot: Self.slot(field), value.factValue, from: sources)
    }

    package mutating func set<Value>(
        _ field: (Declaration) -> Field<Value>, _ value: Learned<Value>, from sources: [Int] = []
    ) {
        object.set(slot: Self.slot(field), value.factValue, from: sources)
    }

    /// Sets several fields to unknown for one reason.
    package mutating func set<each Value>(
        unknown: Unknown, _ fields: repeat (Declaration) -> Field<each Value>, from sources: [Int] = []
    ) {
        repeat set(each fields, .unknown(unknown), from: sources)
    }

    /// Sets several fields as another object has them.
    package mutating func copy<each Value>(_ fields: repeat (Declaration) -> Field<each Value>, from other: TypedObject) {
        repeat copy(slot: Self.slot(each fields), from: other)
    }

    private mutating func copy(slot: Int, from other: TypedObject) {
        object.set(slot: slot, other.object.slots[slot], from: other.object.sources[slot])
    }

    /// `nil` while the fact has not been given.
    package subscript<Value>(_ field: (Declaration) -> Given<Value>) -> Value? {
        Value(factValue: object.slots[Self.slot(field)])
    }

    package subscript<Value>(_ field: (Declaration) -> Field<Value>) -> Learned<Value> {
        let value = object.slots[Self.slot(field)]
        if case .unknown(let unknown) = value { return .unknown(unknown) }
        return Value(factValue: value).map(Learned.known)
            ?? .unknown(Unknown(.notProbed, detail: "the fact file has another type of value there"))
    }

    /// The observations that a fact was made from.
    package func sources<Value>(of field: (Declaration) -> Field<Value>) -> [Int] {
        object.sources[Self.slot(field)]
    }

    private static func slot(_ field: (Declaration) -> some DeclaredField) -> Int {
        field(Declaration.declared.fields).slot
    }
}

extension TypedObject where Declaration: ResolvedDeclaration {
    /// The address fields of a subject that resolves to addresses.
    package static var resolved: ResolvedFields { Declaration.declared.fields.resolved }
}

extension TypedObject: FactRepresentable {
    package static var factType: FactType { .object(Declaration.declared.type.name) }
    package static var objectType: ObjectType? { Declaration.declared.type }
    package var factValue: FactValue { .object(object) }
    package init?(factValue: FactValue) {
        guard case .object(let object) = factValue else { return nil }
        self.init(object)
    }
}

extension TypedObject {
    /// Creates and fills an object: `TypedObject { $0.set(\.name, "…") }`.
    package init(_ fill: (inout TypedObject) -> Void) {
        self.init()
        fill(&self)
    }
}

extension FactObject {
    /// The root object with the subjects of a kind.
    package func setting<Subject: SubjectDeclaration>(_ subjects: [TypedObject<Subject>]) -> FactObject {
        let kind = Subject.kind
        guard kind.isSingle else { return setting(kind.field, .objects(subjects.map { $0.object })) }
        return subjects.first.map { setting(kind.field, .object($0.object)) } ?? self
    }
}
