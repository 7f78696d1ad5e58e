/// An expression as written.
package struct Syntax: Sendable {
    package indirect enum Kind: Sendable {
        case literal(Value)
        case identifier(String)
        /// The name's own offset is stored with it.
        case select(Syntax, String, nameOffset: Int)
        case index(Syntax, Syntax)
        case call(String, receiver: Syntax?, [Syntax])
        case unary(String, Syntax)
        case binary(String, Syntax, Syntax)
        case conditional(Syntax, Syntax, Syntax)
        case list([Syntax])
        case map([(key: Syntax, value: Syntax)])
    }

    package let kind: Kind
    /// Where it begins; for operators and calls, the position of the operator or name.
    package let offset: Int
    /// Levels of nesting, to bound recursion.
    let height: Int

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
        self.height = 1 + (Self.children(of: kind).map(\.height).max() ?? 0)
    }

    package var children: [Syntax] { Self.children(of: kind) }

    private static func children(of kind: Kind) -> [Syntax] {
        switch kind {
        case .literal, .identifier: []
        case .select(let base, _, _): [base]
        case .index(let base, let index): [base, index]
        case .call(_, let receiver, let arguments): (receiver.map { [$0] } ?? []) + arguments
        case .unary(_, let operand): [operand]
        case .binary(_, let left, let right): [left, right]
        case .conditional(let condition, let yes, let no): [condition, yes, no]
        case .list(let items): items
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        }
    }

    /// Where the whole expression begins.
    var start: Int { ([offset] + children.map(\.start)).min() ?? offset }

    /// `view.dmarc.policy` for a chain of names; `nil` for anything else.
    package var path: String? {
        switch kind {
        case .identifier(let name): name
        case .select(let base, let name, _): base.path.map { "\($0).\(name)" }
        default: nil
        }
    }

    static let macros: Set<String> = ["all", "exists", "exists_one", "map", "filter"]

    /// The macro that this call is.
    package var macro: String? {
        guard case .call(let name, _?, let arguments) = kind, Self.macros.contains(name), arguments.count >= 2 else { return nil }
        return name
    }
}
