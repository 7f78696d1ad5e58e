/// The result of a query: a value, or why there is none. If `Value` is optional, `nil` means authoritatively nothing.
package enum Learned<Value: FactRepresentable>: Hashable, Sendable {
    case known(Value)
    case unknown(Unknown)

    /// `value`, unless something keeps it unknown.
    package init(_ value: Value, unless unknown: Unknown?) {
        self = unknown.map(Learned.unknown) ?? .known(value)
    }

    package var factValue: FactValue {
        switch self {
        case .known(let value): value.factValue
        case .unknown(let unknown): .unknown(unknown)
        }
    }

    package var value: Value? {
        guard case .known(let value) = self else { return nil }
        return value
    }

    package var unknown: Unknown? {
        guard case .unknown(let unknown) = self else { return nil }
        return unknown
    }

    package func map<Other>(_ transform: (Value) -> Other) -> Learned<Other> {
        switch self {
        case .known(let value): .known(transform(value))
        case .unknown(let unknown): .unknown(unknown)
        }
    }
}

extension Learned {
    /// Found values are certain; an empty result is certain only when every query was answered.
    package static func found<Element>(_ values: [Element], unless unknown: Unknown?) -> Learned where Value == [Element] {
        Learned(values, unless: values.isEmpty ? unknown : nil)
    }
}
