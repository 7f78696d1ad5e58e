/// What a rule can be judged for, one at a time: `for_each: web_name`.
package struct SubjectKind: Sendable {
    /// As rules and reports name it.
    package let name: String
    /// The variable that a rule sees the subject as.
    package let variable: String
    /// The type of one subject; it has a field `subject` of type `Subject`.
    package let type: ObjectType
    /// The field of the root object that holds the subjects: a list of them, or the one there is.
    package let field: String
    package let documentation: String

    package init(_ name: String, variable: String, type: ObjectType, in field: String, _ documentation: String) {
        self.name = name
        self.variable = variable
        self.type = type
        self.field = field
        self.documentation = documentation
    }
}
