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
            Function("<", .infix) { (left: Int64, right: Double) in isLess(left, right) },
            Function("<", .infix) { (left: Double, right: Int64) in isLess(left, right) },
            Function(">", .infix) { (left: Int64, right: Double) in isLess(right, left) },
            Function(">", .infix) { (left: Double, right: Int64) in isLess(right, left) },
            Function("<=", .infix) { (left: Int64, right: Double) in !right.isNaN && !isLess(right, left) },
            Function("<=", .infix) { (left: Double, right: Int64) in !left.isNaN && !isLess(right, left) },
            Function(">=", .infix) { (left: Int64, right: Double) in !right.isNaN && !isLess(left, right) },
            Function(">=", .infix) { (left: Double, right: Int64) in !left.isNaN && !isLess(left, right) },
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

    /// By the exact values: converting the integer would round it.
    private static func isLess(_ left: Int64, _ right: Double) -> Bool {
        guard !right.isNaN else { return false }
        guard right > -0x1p63 else { return false }
        guard right < 0x1p63 else { return true }
        let whole = Int64(right.rounded(.up))
        return left < whole
    }

    private static func isLess(_ left: Double, _ right: Int64) -> Bool {
        guard !left.isNaN else { return false }
        guard left >= -0x1p63 else { return true }
        guard left < 0x1p63 else { return false }
        return Int64(left.rounded(.down)) < right
    }
}
