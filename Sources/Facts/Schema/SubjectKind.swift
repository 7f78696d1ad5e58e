/// What a rule can be judged for, one at a time: `for_each: web_name`.
public struct SubjectKind: Sendable {
    /// As rules and reports name it.
    public let name: String
    /// The variable that a rule sees the subject as.
    public let variable: String
    /// The type of one subject; it has a field `subject` of type `Subject`.
    public let type: ObjectType
    /// The field of the root object that holds the subjects: a list of them, or the one there is.
    public let field: String
    public let documentation: String

    public init(_ name: String, variable: String, type: ObjectType, in field: String, _ documentation: String) {
        self.name = name
        self.variable = variable
        self.type = type
        self.field = field
        self.documentation = documentation
    }
}
