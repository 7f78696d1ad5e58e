/// A checked expression, ready to be evaluated.
package indirect enum Node: Sendable {
    case constant(Value)
    /// A variable: of the rule, or of a macro.
    case variable(Int)
    /// A `let`: evaluated once, on first use.
    case deferred(Int)
    case field(Node, slot: Int)
    case hasField(Node, slot: Int)
    case entry(Node, String)
    case hasEntry(Node, String)
    case element(Node, Node)
    case call(Function, [Node])
    case equal(Node, Node)
    case membership(Node, Node)
    case not(Node)
    case and(Node, Node)
    case or(Node, Node)
    case conditional(Node, Node, Node)
    case list([Node])
    case map([(key: Node, value: Node)])
    case comprehension(Comprehension)

    package var constant: Value? {
        guard case .constant(let value) = self else { return nil }
        return value
    }
}

/// A macro over the elements of a list or the keys of a map.
///
/// A class only so that expressions can share it; immutable.
package final class Comprehension: Sendable {
    package enum Kind: String, Sendable {
        case all, exists
        case existsOne = "exists_one"
        case map, filter
    }

    package let kind: Kind
    let source: Node
    package let sourceType: ValueType
    /// The slot for each element.
    let variable: Int
    /// For `map`, only in its form with two expressions.
    let predicate: Node?
    /// Only for `map`.
    let transform: Node?

    init(kind: Kind, source: Node, sourceType: ValueType, variable: Int, predicate: Node?, transform: Node?) {
        self.kind = kind
        self.source = source
        self.sourceType = sourceType
        self.variable = variable
        self.predicate = predicate
        self.transform = transform
    }
}
