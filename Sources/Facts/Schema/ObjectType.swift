/// A type of the fact tree, with everything that the rule checker, the documentation and the JSON reader need.
///
/// A class only so that objects can share it; immutable.
public final class ObjectType: Sendable {
    /// Where a fact comes from. What comes from the deployment file is never unknown.
    public enum Source: String, Sendable {
        case config, dns, probe, derived
    }

    public struct Field: Sendable {
        public let name: String
        public let type: FactType
        /// May be authoritatively absent: rules must guard it with `has()`.
        public let isOptional: Bool
        public let source: Source
        /// The only strings that a string (or list of strings) may hold; empty when any may.
        public let allowedValues: [String]
        public let documentation: String

        public init(
            _ name: String, _ type: FactType, optional: Bool = false, _ source: Source, allowed: [String] = [],
            _ documentation: String
        ) {
            self.name = name
            self.type = type
            self.isOptional = optional
            self.source = source
            self.allowedValues = allowed
            self.documentation = documentation
        }
    }

    public let name: String
    public let documentation: String
    public let fields: [Field]
    private let slots: [String: Int]

    public init(_ name: String, _ documentation: String, _ fields: [Field]) {
        self.name = name
        self.documentation = documentation
        self.fields = fields
        slots = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
    }

    /// The index of a field in an object's slots.
    public func slot(_ field: String) -> Int? { slots[field] }

    public func field(_ name: String) -> Field? { slot(name).map { fields[$0] } }
}

extension ObjectType: Hashable {
    public static func == (left: ObjectType, right: ObjectType) -> Bool { left === right || left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
