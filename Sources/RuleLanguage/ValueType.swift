package import Facts

/// The type of an expression.
package indirect enum ValueType: Hashable, Sendable {
    case null, boolean, integer, double
    /// `allowed` are the only possible strings; empty when any is.
    case string(allowed: [String])
    case address, network, timestamp, duration
    case list(ValueType)
    case map(ValueType, ValueType)
    case object(ObjectType)
    /// The element type of an empty list: compatible with every type.
    case never
    /// In a function's parameters: accepts every type.
    case any

    package static let string = ValueType.string(allowed: [])

    /// `nil` when the schema lacks an object type that it refers to: a mistake in the schema.
    init?(_ type: FactType, allowed: [String] = [], in schema: FactSchema) {
        switch type {
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .double: self = .double
        case .string: self = .string(allowed: allowed)
        case .address: self = .address
        case .network: self = .network
        case .timestamp: self = .timestamp
        case .duration: self = .duration
        case .list(let element):
            guard let element = ValueType(element, allowed: allowed, in: schema) else { return nil }
            self = .list(element)
        case .object(let name):
            guard let type = schema.type(name) else { return nil }
            self = .object(type)
        }
    }

    /// The common type of both, or `nil` when there is none.
    func joined(with other: ValueType) -> ValueType? {
        switch (self, other) {
        case (.never, _), (.any, _): other
        case (_, .never), (_, .any): self
        case (.string(let ours), .string(let theirs)): .string(allowed: ours == theirs ? ours : [])
        case (.list(let ours), .list(let theirs)): ours.joined(with: theirs).map(ValueType.list)
        case (.map(let ourKey, let ourValue), .map(let theirKey, let theirValue)):
            if let key = ourKey.joined(with: theirKey), let value = ourValue.joined(with: theirValue) {
                .map(key, value)
            } else {
                nil
            }
        default: self == other ? self : nil
        }
    }

    /// Objects have no equality: two hosts with the same facts are still two hosts.
    var isComparable: Bool {
        switch self {
        case .object: false
        case .list(let element): element.isComparable
        case .map(let key, let value): key.isComparable && value.isComparable
        default: true
        }
    }
}

extension ValueType: CustomStringConvertible {
    package var description: String {
        switch self {
        case .null: "null"
        case .boolean: "bool"
        case .integer: "int"
        case .double: "double"
        case .string: "string"
        case .address: "ip"
        case .network: "cidr"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(.never): "list"
        case .list(let element): "list(\(element))"
        case .map(.never, .never): "map"
        case .map(let key, let value): "map(\(key), \(value))"
        case .object(let type): type.name
        case .never, .any: "any"
        }
    }
}

extension Value {
    /// As far as the value itself shows: the element types of collections stay open.
    var type: ValueType {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .integer: .integer
        case .double: .double
        case .string: .string
        case .address: .address
        case .network: .network
        case .timestamp: .timestamp
        case .duration: .duration
        case .list: .list(.any)
        case .map: .map(.any, .any)
        case .object(let object): .object(object.type)
        case .absent, .unknown, .fault: .any
        }
    }
}
