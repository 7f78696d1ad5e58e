import Facts

/// The names that an expression can use.
package struct Scope: Sendable {
    package struct Symbol: Sendable {
        let type: ValueType
        let node: Node
        /// Distinguishes it from a symbol of the same name in another scope; begins guarded paths.
        let identity: String
        /// The place of its facts in the fact tree: `target`, or `domain.mx` for a macro's variable; `nil` when it is not a
        /// fact.
        let factPath: String?
        /// For a `let` of type bool.
        var guards = Guards()
    }

    package private(set) var symbols: [String: Symbol] = [:]
    /// Frame slots in use.
    package private(set) var variables = 0
    private(set) var deferred = 0

    package init() {}

    package mutating func define(_ name: String, _ type: ValueType, factPath: String? = nil) -> Int {
        symbols[name] = Symbol(
            type: type, node: .variable(variables), identity: "\(name)#\(variables)", factPath: factPath)
        variables += 1
        return variables - 1
    }

    package mutating func defineDeferred(_ name: String, _ type: ValueType, guards: Guards) -> Int {
        symbols[name] = Symbol(
            type: type, node: .deferred(deferred), identity: "\(name)##\(deferred)", factPath: nil, guards: guards)
        deferred += 1
        return deferred - 1
    }

    /// Restores the previous meaning of `name`; its slot stays in use.
    package mutating func restore(_ name: String, _ symbol: Symbol?) { symbols[name] = symbol }
}
