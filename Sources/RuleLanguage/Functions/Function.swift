/// One overload of a function or operator. Strict: it never sees an unknown or a fault.
///
/// A class only so that expressions can share it; immutable.
package final class Function: Sendable {
    enum Form: String, Hashable, Sendable {
        /// `ip("192.0.2.1")`.
        case global
        /// `name.isUnder(other)`: the receiver is the first parameter.
        case method
        /// `a + b`, `-a`.
        case infix
    }

    let name: String
    let form: Form
    let parameters: [ValueType]
    let result: ValueType
    let body: @Sendable ([Value]) -> Value
    /// Whether it inspects the elements of lists, so that unknown elements count; size() and + only use the list itself.
    let readsElements: Bool
    /// For a function that the checker makes.
    let composition: Composition?

    enum Composition: Sendable {
        /// Lists joined by `+`.
        case concatenation
        /// The first of these that takes the values.
        case choice([Function])
    }

    init(
        name: String, form: Form, parameters: [ValueType], result: ValueType, composition: Composition? = nil,
        body: @escaping @Sendable ([Value]) -> Value
    ) {
        self.composition = composition
        self.name = name
        self.form = form
        self.parameters = parameters
        self.result = result
        self.body = body
        readsElements = name != "size" && form != .infix
    }

    func accepts(_ arguments: [ValueType]) -> Bool {
        arguments.count == parameters.count && zip(parameters, arguments).allSatisfy { $0.joined(with: $1) != nil }
    }

    static let all: [Function] = arithmetic + orderings + conversions + texts + times + networks + names + lists

    private static let table = Dictionary(grouping: all) { Key(name: $0.name, form: $0.form) }

    private struct Key: Hashable {
        let name: String
        let form: Form
    }

    static func overloads(of name: String, _ form: Form) -> [Function] { table[Key(name: name, form: form)] ?? [] }

    static func names(_ form: Form) -> Set<String> { Set(table.keys.filter { $0.form == form }.map(\.name)) }
}

/// Why a function has no result: a defect of the rule.
struct Fault: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// A Swift type that represents a type of the rule language in a function's signature.
protocol RuleValue: Sendable {
    static var ruleType: ValueType { get }
    init?(_ value: Value)
    var ruleValue: Value { get }
}

extension Function {
    convenience init<A: RuleValue, R: RuleValue>(
        _ name: String, _ form: Form, _ body: @escaping @Sendable (A) throws(Fault) -> R
    ) {
        self.init(name: name, form: form, parameters: [A.ruleType], result: R.ruleType) { values in
            guard let first = A(values[0]) else { return .fault("'\(name)' got a value of another type") }
            return Self.result { () throws(Fault) in try body(first) }
        }
    }

    convenience init<A: RuleValue, B: RuleValue, R: RuleValue>(
        _ name: String, _ form: Form, _ body: @escaping @Sendable (A, B) throws(Fault) -> R
    ) {
        self.init(name: name, form: form, parameters: [A.ruleType, B.ruleType], result: R.ruleType) { values in
            guard let first = A(values[0]), let second = B(values[1]) else {
                return .fault("'\(name)' got a value of another type")
            }
            return Self.result { () throws(Fault) in try body(first, second) }
        }
    }

    convenience init<A: RuleValue, B: RuleValue, C: RuleValue, R: RuleValue>(
        _ name: String, _ form: Form, _ body: @escaping @Sendable (A, B, C) throws(Fault) -> R
    ) {
        self.init(name: name, form: form, parameters: [A.ruleType, B.ruleType, C.ruleType], result: R.ruleType) { values in
            guard let first = A(values[0]), let second = B(values[1]), let third = C(values[2]) else {
                return .fault("'\(name)' got a value of another type")
            }
            return Self.result { () throws(Fault) in try body(first, second, third) }
        }
    }

    private static func result<R: RuleValue>(_ body: () throws(Fault) -> R) -> Value {
        do throws(Fault) {
            return try body().ruleValue
        } catch {
            return .fault(error.message)
        }
    }
}
