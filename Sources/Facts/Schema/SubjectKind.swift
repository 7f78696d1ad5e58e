/// A kind of subject that a rule is evaluated for, one at a time: `for_each: web_name`.
package struct SubjectKind: Sendable {
    /// What is needed before anything can be learned about such a subject.
    package enum Requirement: Sendable, Hashable {
        case authoritativeView, internalView
        /// Connections to servers, which the deployment file allows or forbids by kind.
        case tlsProbes, smtpProbes
    }

    /// Its name in rules and reports.
    package let name: String
    /// The variable for the subject in rules.
    package let variable: String
    /// The type of one subject; it has a field `subject` of type `Subject`.
    package let type: ObjectType
    /// The field of the root object with the subjects: a list of them, or the single one.
    package let field: String
    /// There is a single subject, not a list.
    package let isSingle: Bool
    package let source: ObjectType.Source
    /// A description of one subject.
    package let documentation: String
    /// A description of the root object's field.
    package let rootDocumentation: String
    package let requirements: Set<Requirement>
    /// The report section with findings about such subjects; `nil` when the subject's role decides.
    package let section: ReportSection?
    /// Its facts derive from the answers to all questions of a survey: none may be left out.
    package let concernsEveryLookup: Bool

    package init<Declaration: FactDeclaration>(
        _ name: String, variable: String, _ subject: Declaration.Type, in field: String, _ source: ObjectType.Source,
        _ documentation: String, all rootDocumentation: String, needs requirements: Set<Requirement> = [],
        concernsEveryLookup: Bool = false, section: ReportSection? = nil
    ) {
        self.init(
            name, variable, Declaration.declared.type, field, isSingle: false, source, documentation, rootDocumentation,
            requirements, concernsEveryLookup, section)
    }

    /// A kind with a single subject.
    package init<Declaration: FactDeclaration>(
        _ name: String, variable: String, one subject: Declaration.Type, in field: String, _ source: ObjectType.Source,
        _ documentation: String, all rootDocumentation: String
    ) {
        self.init(
            name, variable, Declaration.declared.type, field, isSingle: true, source, documentation, rootDocumentation, [], false,
            .plan)
    }

    private init(
        _ name: String, _ variable: String, _ type: ObjectType, _ field: String, isSingle: Bool, _ source: ObjectType.Source,
        _ documentation: String, _ rootDocumentation: String, _ requirements: Set<Requirement>, _ concernsEveryLookup: Bool,
        _ section: ReportSection?
    ) {
        self.name = name
        self.variable = variable
        self.type = type
        self.field = field
        self.isSingle = isSingle
        self.source = source
        self.documentation = documentation
        self.rootDocumentation = rootDocumentation
        self.requirements = requirements
        self.concernsEveryLookup = concernsEveryLookup
        self.section = section
    }

    /// The field of the root object.
    var rootField: ObjectType.Field {
        let object = FactType.object(type.name)
        return ObjectType.Field(field, isSingle ? object : .list(object), source, objectType: type, rootDocumentation)
    }
}
