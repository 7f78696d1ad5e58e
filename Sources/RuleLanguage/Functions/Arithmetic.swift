import Facts

extension Function {
    static let arithmetic: [Function] =
        integerArithmetic + doubleArithmetic + [
            Function("+", .infix) { (left: String, right: String) in left + right },
            Function("+", .infix) { (left: Duration, right: Duration) throws(Fault) in try (left + right).checked() },
            Function("-", .infix) { (left: Duration, right: Duration) throws(Fault) in try (left - right).checked() },
            Function("-", .infix) { (operand: Duration) throws(Fault) in try (.zero - operand).checked() },
            Function("+", .infix) { (left: Timestamp, right: Duration) throws(Fault) in try left.advanced(by: right) },
            Function("+", .infix) { (left: Duration, right: Timestamp) throws(Fault) in try right.advanced(by: left) },
            Function("-", .infix) { (left: Timestamp, right: Duration) throws(Fault) in
                try left.advanced(by: .zero - right)
            },
            Function("-", .infix) { (left: Timestamp, right: Timestamp) throws(Fault) in
                try (left.sinceEpoch - right.sinceEpoch).checkedNanoseconds()
            },
        ]

    private static let integerArithmetic: [Function] = [
        integer("+") { $0.addingReportingOverflow($1) },
        integer("-") { $0.subtractingReportingOverflow($1) },
        integer("*") { $0.multipliedReportingOverflow(by: $1) },
        divided("/", by: "division") { $0.dividedReportingOverflow(by: $1) },
        divided("%", by: "modulus") { $0.remainderReportingOverflow(dividingBy: $1) },
        Function("-", .infix) { (operand: Int64) throws(Fault) in
            guard operand != .min else { throw Fault("integer overflow") }
            return -operand
        },
    ]

    private typealias Operation = @Sendable (Int64, Int64) -> (partialValue: Int64, overflow: Bool)

    private static func integer(_ name: String, _ operation: @escaping Operation) -> Function {
        Function(name, .infix) { (left: Int64, right: Int64) throws(Fault) in
            let (value, overflow) = operation(left, right)
            guard !overflow else { throw Fault("integer overflow") }
            return value
        }
    }

    private static func divided(_ name: String, by what: String, _ operation: @escaping Operation) -> Function {
        Function(name, .infix) { (left: Int64, right: Int64) throws(Fault) in
            guard right != 0 else { throw Fault("\(what) by zero") }
            let (value, overflow) = operation(left, right)
            guard !overflow else { throw Fault("integer overflow") }
            return value
        }
    }

    private static let doubleArithmetic: [Function] = [
        Function("+", .infix) { (left: Double, right: Double) in left + right },
        Function("-", .infix) { (left: Double, right: Double) in left - right },
        Function("*", .infix) { (left: Double, right: Double) in left * right },
        Function("/", .infix) { (left: Double, right: Double) in left / right },
        Function("-", .infix) { (operand: Double) in -operand },
    ]
}
