package import DNS

/// A Swift type that a field of the fact tree may have.
package protocol FactRepresentable: Hashable, Sendable {
    /// The type that rules are checked against.
    static var factType: FactType { get }
    /// The only texts allowed for a value (or the elements of a list); empty when any is.
    static var words: [String] { get }
    /// The value may be authoritatively absent.
    static var isOptional: Bool { get }
    /// The type of the object, or of the objects in the list.
    static var objectType: ObjectType? { get }

    var factValue: FactValue { get }
    /// `nil` for a value of another type, and for an unknown one.
    init?(factValue: FactValue)
}

extension FactRepresentable {
    package static var words: [String] { [] }
    package static var isOptional: Bool { false }
    package static var objectType: ObjectType? { nil }
}

extension Bool: FactRepresentable {
    package static var factType: FactType { .boolean }
    package var factValue: FactValue { .boolean(self) }
    package init?(factValue: FactValue) {
        guard case .boolean(let value) = factValue else { return nil }
        self = value
    }
}

extension Int: FactRepresentable {
    package static var factType: FactType { .integer }
    package var factValue: FactValue { .integer(Int64(self)) }
    package init?(factValue: FactValue) {
        guard case .integer(let value) = factValue else { return nil }
        self.init(exactly: value)
    }
}

extension String: FactRepresentable {
    package static var factType: FactType { .string }
    package var factValue: FactValue { .string(self) }
    package init?(factValue: FactValue) {
        guard case .string(let value) = factValue else { return nil }
        self = value
    }
}

extension IPAddress: FactRepresentable {
    package static var factType: FactType { .address }
    package var factValue: FactValue { .address(self) }
    package init?(factValue: FactValue) {
        guard case .address(let value) = factValue else { return nil }
        self = value
    }
}

extension Network: FactRepresentable {
    package static var factType: FactType { .network }
    package var factValue: FactValue { .network(self) }
    package init?(factValue: FactValue) {
        guard case .network(let value) = factValue else { return nil }
        self = value
    }
}

extension Timestamp: FactRepresentable {
    package static var factType: FactType { .timestamp }
    package var factValue: FactValue { .timestamp(self) }
    package init?(factValue: FactValue) {
        guard case .timestamp(let value) = factValue else { return nil }
        self = value
    }
}

extension Duration: FactRepresentable {
    package static var factType: FactType { .duration }
    package var factValue: FactValue { .duration(self) }
    package init?(factValue: FactValue) {
        guard case .duration(let value) = factValue else { return nil }
        self = value
    }
}

extension Array: FactRepresentable where Element: FactRepresentable {
    package static var factType: FactType { .list(Element.factType) }
    package static var words: [String] { Element.words }
    package static var objectType: ObjectType? { Element.objectType }
    package var factValue: FactValue { .list(map { $0.factValue }) }
    /// Unknown elements are skipped.
    package init?(factValue: FactValue) {
        guard case .list(let items) = factValue else { return nil }
        self = items.compactMap(Element.init(factValue:))
    }
}

/// Absent is `nil`.
extension Optional: FactRepresentable where Wrapped: FactRepresentable {
    package static var factType: FactType { Wrapped.factType }
    package static var words: [String] { Wrapped.words }
    package static var isOptional: Bool { true }
    package static var objectType: ObjectType? { Wrapped.objectType }
    package var factValue: FactValue { self?.factValue ?? .absent }
    package init?(factValue: FactValue) {
        if case .absent = factValue {
            self = .none
        } else {
            guard let value = Wrapped(factValue: factValue) else { return nil }
            self = .some(value)
        }
    }
}
