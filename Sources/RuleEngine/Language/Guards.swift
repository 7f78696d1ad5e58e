/// The optional fields that are known to be present once an expression has come out true, or false.
struct Guards: Hashable, Sendable {
    var whenTrue: Set<String> = []
    var whenFalse: Set<String> = []

    static func && (left: Guards, right: Guards) -> Guards {
        Guards(
            whenTrue: left.whenTrue.union(right.whenTrue), whenFalse: left.whenFalse.intersection(right.whenFalse))
    }

    static func || (left: Guards, right: Guards) -> Guards {
        Guards(
            whenTrue: left.whenTrue.intersection(right.whenTrue), whenFalse: left.whenFalse.union(right.whenFalse))
    }

    static prefix func ! (operand: Guards) -> Guards {
        Guards(whenTrue: operand.whenFalse, whenFalse: operand.whenTrue)
    }
}
