package import DNS
package import Facts

/// A value during evaluation. Unknowns and faults are values, so that `&&` and `||` can absorb them.
package enum Value: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case address(IPAddress)
    /// Rare and large.
    indirect case network(Network)
    case timestamp(Timestamp)
    case duration(Duration)
    case list([Value])
    case map([MapEntry])
    case object(FactObject)
    /// An optional field without a value; the checker allows it only in `has()`.
    case absent
    case unknown(Unknown)
    /// A defect of the rule: `division by zero`. Lower case, no full stop.
    case fault(String)

    package struct MapEntry: Sendable {
        let key: Value
        let value: Value
    }
}

extension Value {
    package init(_ fact: FactValue) {
        switch fact {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .double(let value): self = .double(value)
        case .string(let value): self = .string(value)
        case .address(let value): self = .address(value)
        case .network(let value): self = .network(value)
        case .timestamp(let value): self = .timestamp(value)
        case .duration(let value): self = .duration(value)
        case .list(let items): self = .list(items.map(Value.init))
        case .object(let object): self = .object(object)
        case .absent: self = .absent
        case .unknown(let unknown): self = .unknown(unknown)
        }
    }

    /// An unknown, a fault or an absent value, which makes a strict operation stop.
    var isDefinite: Bool {
        switch self {
        case .unknown, .fault, .absent: false
        default: true
        }
    }

    /// The result of a strict operation over `values` when some are not definite: a fault outweighs unknowns, whose causes
    /// are all kept; `nil` when every value is definite.
    static func indefinite(among values: some Sequence<Value>) -> Value? {
        var unknown: Unknown?
        for value in values {
            switch value {
            case .fault: return value
            case .absent: return .fault("a value that is absent was used")
            case .unknown(let other): unknown = unknown?.merged(with: other) ?? other
            default: continue
            }
        }
        return unknown.map(Value.unknown)
    }

    /// The cost of holding it in the step budget, beyond its one step.
    var weight: Int {
        switch self {
        case .string(let text): text.utf8.count / 16
        case .list(let items): items.count
        case .map(let entries): entries.count
        default: 0
        }
    }
}

// MARK: - Equality

extension Value {
    /// Three-valued equality: `.boolean`, or `.unknown` when an unknown element decides.
    ///
    /// Strings are compared scalar by scalar; different Unicode normal forms are different strings, as in CEL.
    static func equality(_ left: Value, _ right: Value) -> Value {
        if let indefinite = indefinite(among: [left, right]) { return indefinite }
        switch (left, right) {
        case (.null, .null): return .boolean(true)
        case (.boolean(let left), .boolean(let right)): return .boolean(left == right)
        case (.integer(let left), .integer(let right)): return .boolean(left == right)
        case (.double(let left), .double(let right)): return .boolean(left == right)
        case (.integer(let left), .double(let right)): return .boolean(Int64(exactly: right) == left)
        case (.double(let left), .integer(let right)): return .boolean(Int64(exactly: left) == right)
        case (.string(let left), .string(let right)): return .boolean(left.utf8.elementsEqual(right.utf8))
        case (.address(let left), .address(let right)): return .boolean(left.unmapped == right.unmapped)
        case (.network(let left), .network(let right)): return .boolean(left == right)
        case (.timestamp(let left), .timestamp(let right)): return .boolean(left == right)
        case (.duration(let left), .duration(let right)): return .boolean(left == right)
        case (.list(let left), .list(let right)):
            guard left.count == right.count else { return .boolean(false) }
            return conjunction(zip(left, right).lazy.map(equality))
        case (.map(let left), .map(let right)):
            guard left.count == right.count else { return .boolean(false) }
            return conjunction(
                left.lazy.map { entry in
                    lookUp(entry.key, in: right).map { equality(entry.value, $0) } ?? .boolean(false)
                })
        default: return .boolean(false)
        }
    }

    /// The value of a key of a map.
    static func lookUp(_ key: Value, in entries: [MapEntry]) -> Value? {
        entries.first { entry in
            guard case .boolean(true) = equality(entry.key, key) else { return false }
            return true
        }?.value
    }

    static func conjunction(_ values: some Sequence<Value>) -> Value {
        var result = Value.boolean(true)
        for value in values {
            result = .and(result, value)
            if case .boolean(false) = result { break }
        }
        return result
    }

    static func disjunction(_ values: some Sequence<Value>) -> Value {
        var result = Value.boolean(false)
        for value in values {
            result = .or(result, value)
            if case .boolean(true) = result { break }
        }
        return result
    }
}

// MARK: - Three-valued logic

extension Value {
    /// False outweighs unknown, unknown outweighs a fault, a fault outweighs true.
    static func and(_ left: Value, _ right: Value) -> Value { combine(left, right, dominant: false) }

    /// True outweighs unknown, unknown outweighs a fault, a fault outweighs false.
    static func or(_ left: Value, _ right: Value) -> Value { combine(left, right, dominant: true) }

    private static func combine(_ left: Value, _ right: Value, dominant: Bool) -> Value {
        switch (left, right) {
        case (.boolean(dominant), _), (_, .boolean(dominant)): .boolean(dominant)
        case (.unknown(let left), .unknown(let right)): .unknown(left.merged(with: right))
        case (.unknown, _): left
        case (_, .unknown): right
        case (.fault, _): left
        case (_, .fault): right
        case (.boolean, .boolean): .boolean(!dominant)
        default: .fault("a value that is absent was used")
        }
    }

    var negated: Value {
        guard case .boolean(let value) = self else { return self }
        return .boolean(!value)
    }
}
