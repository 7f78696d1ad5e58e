/// An object type of the fact tree: a class with one stored `Given` or `Field` per fact.
///
/// Name, type, source, words and documentation of a fact are declared there only: the schema, `rules facts`, the reader of
/// fact files and all code that sets or reads the fact use the declaration.
package protocol FactDeclaration: AnyObject, Sendable {
    static var declared: Declared<Self> { get }
}

/// A declaration with the object type that is made from it.
///
/// A class so that reading it copies no field; immutable.
package final class Declared<Declaration: FactDeclaration>: Sendable {
    package let type: ObjectType
    let fields: Declaration

    /// - Parameter fields: makes the declaration. The fields get their slots in the order in which they are made, which is the
    ///   order of their declaration, those of a group in the place of the group.
    package init(_ name: String, _ documentation: String, _ fields: @autoclosure () -> Declaration) {
        let order = FieldOrder()
        self.fields = FieldOrder.$current.withValue(order, operation: fields)
        // Nobody else sees the fields before this initializer returns: the slots never change for those who do.
        for (slot, field) in order.fields.enumerated() { field.take(slot: slot) }
        type = ObjectType(name, documentation, order.fields.map(\.schema))
    }
}

/// The facts about one kind of subject.
package protocol SubjectDeclaration: FactDeclaration {
    static var kind: SubjectKind { get }
    var subject: Given<TypedObject<SubjectFacts>> { get }
}
