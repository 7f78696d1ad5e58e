/// The optional fields that are known to be present if an expression is true, or false.
package struct Guards: Hashable, Sendable {
    package var whenTrue: Set<String> = []
    package var whenFalse: Set<String> = []

    package init(whenTrue: Set<String> = [], whenFalse: Set<String> = []) {
        self.whenTrue = whenTrue
        self.whenFalse = whenFalse
    }

    package static func && (left: Guards, right: Guards) -> Guards {
        Guards(
            whenTrue: left.whenTrue.union(right.whenTrue), whenFalse: left.whenFalse.intersection(right.whenFalse))
    }

    package static func || (left: Guards, right: Guards) -> Guards {
        Guards(
            whenTrue: left.whenTrue.intersection(right.whenTrue), whenFalse: left.whenFalse.union(right.whenFalse))
    }

    package static prefix func ! (operand: Guards) -> Guards {
        Guards(whenTrue: operand.whenFalse, whenFalse: operand.whenTrue)
    }
}
