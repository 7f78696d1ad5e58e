import DNS
import Facts

extension Bool: RuleValue {
    static var ruleType: ValueType { .boolean }
    init?(_ value: Value) {
        guard case .boolean(let value) = value else { return nil }
        self = value
    }
    var ruleValue: Value { .boolean(self) }
}

extension Int64: RuleValue {
    static var ruleType: ValueType { .integer }
    init?(_ value: Value) {
        guard case .integer(let value) = value else { return nil }
        self = value
    }
    var ruleValue: Value { .integer(self) }
}

extension Double: RuleValue {
    static var ruleType: ValueType { .double }
    init?(_ value: Value) {
        guard case .double(let value) = value else { return nil }
        self = value
    }
    var ruleValue: Value { .double(self) }
}

extension String: RuleValue {
    static var ruleType: ValueType { .string }
    init?(_ value: Value) {
        guard case .string(let value) = value else { return nil }
        self = value
    }
    var ruleValue: Value { .string(self) }
}

extension IPAddress: RuleValue {
    static var ruleType: ValueType { .address }
    init?(_ value: Value) {
        guard case .address(let value) = value else { return nil }
        self = value
    }
    var ruleValue: Value { .address(self) }
}

extension Network: RuleValue {
    static var ruleType: ValueType { .network }
    init?(_ value: Value) {
        guard case .network(let value) = value else { return nil }
        self = value
    }
    var ruleValue: Value { .network(self) }
}

extension Timestamp: RuleValue {
    static var ruleType: ValueType { .timestamp }
    init?(_ value: Value) {
        guard case .timestamp(let value) = value else { return nil }
        self = value
    }
    var ruleValue: Value { .timestamp(self) }
}

extension Duration: RuleValue {
    static var ruleType: ValueType { .duration }
    init?(_ value: Value) {
        guard case .duration(let value) = value else { return nil }
        self = value
    }
    var ruleValue: Value { .duration(self) }
}

extension [String]: RuleValue {
    static var ruleType: ValueType { .list(.string) }
    init?(_ value: Value) {
        guard case .list(let items) = value else { return nil }
        let texts = items.compactMap { String($0) as String? }
        guard texts.count == items.count else { return nil }
        self = texts
    }
    var ruleValue: Value { .list(map(Value.string)) }
}
