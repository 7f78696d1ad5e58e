/// A type of the fact tree, with everything that the rule checker, the documentation and the JSON reader need.
///
/// A class only so that objects can share it; immutable.
package final class ObjectType: Sendable {
    /// The source of a fact. Facts from the deployment file are never unknown.
    package enum Source: String, Sendable {
        case config, dns, probe, derived
    }

    package struct Field: Sendable {
        package let name: String
        package let type: FactType
        /// May be authoritatively absent: rules must guard it with `has()`.
        package let isOptional: Bool
        package let source: Source
        /// The only values allowed for a string (or the strings of a list); empty when any is.
        package let allowedValues: [String]
        /// The type of the object, or of the objects in the list, if the declaration knows it.
        let objectType: ObjectType?
        package let documentation: String

        package init(
            _ name: String, _ type: FactType, optional: Bool = false, _ source: Source, allowed: [String] = [],
            objectType: ObjectType? = nil, _ documentation: String
        ) {
            self.name = name
            self.type = type
            self.isOptional = optional
            self.source = source
            self.allowedValues = allowed
            self.objectType = objectType
            self.documentation = documentation
        }
    }

    package let name: String
    package let documentation: String
    package let fields: [Field]
    private let slots: [String: Int]

    package init(_ name: String, _ documentation: String, _ fields: [Field]) {
        self.name = name
        self.documentation = documentation
        self.fields = fields
        slots = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
    }

    /// The index of a field in an object's slots.
    package func slot(_ field: String) -> Int? { slots[field] }

    package func field(_ name: String) -> Field? { slot(name).map { fields[$0] } }
}

extension ObjectType: Hashable {
    package static func == (left: ObjectType, right: ObjectType) -> Bool { left === right || left.name == right.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
