/// An object type of the fact tree: a structure with one stored `Given` or `Field` for each fact.
///
/// Name, type, source, words and documentation of a fact stand there and nowhere else: the schema, `rules facts`, the fact
/// file's reader and whoever sets or reads the fact go by the declaration.
package protocol FactDeclaration: Sendable {
    static var declared: Declared<Self> { get }
}

/// A declaration with the object type that is made from it.
package struct Declared<Declaration: FactDeclaration>: Sendable {
    package let type: ObjectType
    let fields: Declaration

    package init(_ name: String, _ documentation: String, _ fields: Declaration) {
        let all = Self.fields(of: fields)
        // Nobody else sees the fields before this initializer returns: the slots never change for those who do.
        for (slot, field) in all.enumerated() { field.take(slot: slot) }
        self.fields = fields
        type = ObjectType(name, documentation, all.map(\.schema))
    }

    /// The stored fields in the order of their declaration, those of groups in the place of the group.
    private static func fields(of declaration: some Sendable) -> [any DeclaredField] {
        Mirror(reflecting: declaration).children.flatMap { child -> [any DeclaredField] in
            switch child.value {
            case let field as any DeclaredField: [field]
            case let group as any FieldGroup: fields(of: group)
            default: []
            }
        }
    }
}

/// The facts about one kind of subject.
package protocol SubjectDeclaration: FactDeclaration {
    static var kind: SubjectKind { get }
    var subject: Given<TypedObject<SubjectFacts>> { get }
}
