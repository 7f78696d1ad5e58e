import Facts

extension Function {
    static let orderings: [Function] =
        ordering { (left: Int64, right: Int64) in left < right }
        + ordering { (left: Double, right: Double) in left < right }
        + ordering { (left: String, right: String) in left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars) }
        + ordering { (left: Timestamp, right: Timestamp) in left < right }
        + ordering { (left: Duration, right: Duration) in left < right }
        + ordering { (left: Bool, right: Bool) in !left && right }
        + [
            // Rounded as in the specification's tests: near 2^63, neighbours are equal.
            Function("<", .infix) { (left: Int64, right: Double) in Double(left) < right },
            Function("<", .infix) { (left: Double, right: Int64) in left < Double(right) },
            Function(">", .infix) { (left: Int64, right: Double) in Double(left) > right },
            Function(">", .infix) { (left: Double, right: Int64) in left > Double(right) },
            Function("<=", .infix) { (left: Int64, right: Double) in Double(left) <= right },
            Function("<=", .infix) { (left: Double, right: Int64) in left <= Double(right) },
            Function(">=", .infix) { (left: Int64, right: Double) in Double(left) >= right },
            Function(">=", .infix) { (left: Double, right: Int64) in left >= Double(right) },
        ]

    private static func ordering<Operand: RuleValue & Equatable>(
        _ isLess: @escaping @Sendable (Operand, Operand) -> Bool
    ) -> [Function] {
        // Not the negation of the reverse: both are false when one is NaN.
        let isEqual: @Sendable (Operand, Operand) -> Bool = { left, right in
            guard case .boolean(let equal) = Value.equality(left.ruleValue, right.ruleValue) else { return false }
            return equal
        }
        return [
            Function("<", .infix) { (left: Operand, right: Operand) in isLess(left, right) },
            Function(">", .infix) { (left: Operand, right: Operand) in isLess(right, left) },
            Function("<=", .infix) { (left: Operand, right: Operand) in isLess(left, right) || isEqual(left, right) },
            Function(">=", .infix) { (left: Operand, right: Operand) in isLess(right, left) || isEqual(left, right) },
        ]
    }
}
