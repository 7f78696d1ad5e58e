/// What was learned from the network: a value, or why there is none. Where `Value` is optional, `nil` says that there is
/// authoritatively nothing.
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
    /// What was found is certain; that nothing was found is certain only when every answer was had.
    package static func found<Element>(_ values: [Element], unless unknown: Unknown?) -> Learned where Value == [Element] {
        Learned(values, unless: values.isEmpty ? unknown : nil)
    }
}
