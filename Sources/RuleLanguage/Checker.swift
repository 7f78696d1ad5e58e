package import Facts
import StrictYAML

/// Types every expression, chooses overloads, and refuses what could fail at run time: unguarded optional fields, words
/// that a field can never have, constants that cannot be computed.
package struct Checker {
    package struct Checked: Sendable {
        package let node: Node
        package let type: ValueType
        package var guards = Guards()
    }

    let schema: FactSchema
    package var scope: Scope
    /// The fields known to be present in the context.
    package var present: Set<String> = []
    /// Whether a constant that cannot be computed is a mistake; otherwise it becomes a fault at evaluation.
    var refusesFaults = true
    /// Functions beyond the language's own; the conformance tests bring CEL's `dyn`.
    var moreFunctions: [Function] = []
    package private(set) var problems: [Problem] = []
    /// Fact paths that were read, with their sources.
    package private(set) var reads: [String: ObjectType.Source] = [:]
    /// Names of the scope that were used.
    package private(set) var used: Set<String> = []

    package init(schema: FactSchema, scope: Scope) {
        self.schema = schema
        self.scope = scope
    }

    package mutating func report(_ message: String, at offset: Int) {
        problems.append(Problem(offset: offset, message: message))
    }

    /// `nil` after a mistake, which has then been reported.
    mutating func check(_ syntax: Syntax) -> Checked? {
        switch syntax.kind {
        case .literal(let value): Checked(node: .constant(value), type: value.type)
        case .identifier(let name): identifier(name, at: syntax.offset)
        case .select(let base, let name, let offset): select(base, name, of: syntax, at: offset)
        case .index(let base, let index): element(base, index, at: syntax.offset)
        case .call(let name, let receiver, let arguments): call(name, receiver, arguments, at: syntax.offset)
        case .unary("!", let operand): not(operand, at: syntax.offset)
        case .unary(let name, let operand): overload(name, .infix, [operand], at: syntax.offset)
        case .binary(let name, let left, let right): binary(name, left, right, at: syntax.offset)
        case .conditional(let condition, let yes, let no): conditional(condition, yes, no, at: syntax.offset)
        case .list(let items): list(items)
        case .map(let entries): map(entries, at: syntax.offset)
        }
    }

    /// Checks an expression whose type the context prescribes.
    package mutating func check(_ syntax: Syntax, expecting type: ValueType, as what: String) -> Checked? {
        guard let checked = check(syntax) else { return nil }
        if checked.type.joined(with: type) != nil { return checked }
        report("\(what) must be \(type), not \(checked.type)", at: syntax.start)
        return nil
    }

    // MARK: Names and fields

    private mutating func identifier(_ name: String, at offset: Int) -> Checked? {
        guard let symbol = scope.symbols[name] else {
            report("unknown name '\(name)'\(suggestion(for: name, among: scope.symbols.keys.sorted()))", at: offset)
            return nil
        }
        used.insert(name)
        return Checked(node: symbol.node, type: symbol.type, guards: symbol.guards)
    }

    private mutating func select(_ base: Syntax, _ name: String, of whole: Syntax, at offset: Int) -> Checked? {
        guard let object = check(base) else { return nil }
        switch object.type {
        case .object(let type):
            guard let slot = self.slot(of: name, in: type, at: offset) else { return nil }
            let field = type.fields[slot]
            read(whole, field)
            if field.isOptional, !(identity(of: whole).map(present.contains) ?? false) {
                let path = whole.path ?? name
                report("'\(path)' may be absent here; guard it, e.g. has(\(path)) && …", at: whole.start)
                return nil
            }
            guard let result = ValueType(field.type, allowed: field.allowedValues, in: schema) else { return nil }
            return Checked(node: .field(object.node, slot: slot), type: result)
        case .map(let key, let value) where key.joined(with: .string) != nil:
            return Checked(node: .entry(object.node, name), type: value)
        case .never, .any:
            return Checked(node: .entry(object.node, name), type: object.type)
        default:
            report("\(object.type) has no fields, so no '\(name)'", at: offset)
            return nil
        }
    }

    private mutating func slot(of name: String, in type: ObjectType, at offset: Int) -> Int? {
        if let slot = type.slot(name) { return slot }
        report(
            "'\(type.name)' has no field '\(name)'\(suggestion(for: name, among: type.fields.map(\.name)))", at: offset)
        return nil
    }

    /// Records that a field is read. Objects are not facts, only their fields are.
    private mutating func read(_ syntax: Syntax, _ field: ObjectType.Field) {
        guard let path = factPath(of: syntax) else { return }
        if case .object = field.type { return }
        reads[path] = field.source
    }

    func factPath(of syntax: Syntax) -> String? {
        switch syntax.kind {
        case .identifier(let name): scope.symbols[name]?.factPath
        case .select(let base, let name, _): factPath(of: base).map { "\($0).\(name)" }
        case .index(let base, _): factPath(of: base)
        case .call(_, let receiver?, _) where syntax.macro == "filter": factPath(of: receiver)
        default: nil
        }
    }

    /// The path of a chain of fields, beginning with its symbol.
    private func identity(of syntax: Syntax) -> String? {
        switch syntax.kind {
        case .identifier(let name): scope.symbols[name]?.identity
        case .select(let base, let name, _): identity(of: base).map { "\($0).\(name)" }
        default: nil
        }
    }

    mutating func has(_ arguments: [Syntax], at offset: Int) -> Checked? {
        guard arguments.count == 1, case .select(let base, let name, let nameOffset) = arguments[0].kind else {
            report("has() takes one field, such as has(target.name)", at: offset)
            return nil
        }
        guard let object = check(base) else { return nil }
        switch object.type {
        case .object(let type):
            guard let slot = self.slot(of: name, in: type, at: nameOffset) else { return nil }
            read(arguments[0], type.fields[slot])
            guard type.fields[slot].isOptional else {
                report("'\(arguments[0].path ?? name)' is always there; has() would always be true", at: nameOffset)
                return nil
            }
            var guards = Guards()
            if let path = identity(of: arguments[0]) { guards.whenTrue.insert(path) }
            return Checked(node: .hasField(object.node, slot: slot), type: .boolean, guards: guards)
        case .map, .never, .any:
            return Checked(node: .hasEntry(object.node, name), type: .boolean)
        default:
            report("\(object.type) has no fields, so no '\(name)'", at: nameOffset)
            return nil
        }
    }

    private mutating func element(_ base: Syntax, _ index: Syntax, at offset: Int) -> Checked? {
        guard let (base, index) = both(base, index) else { return nil }
        let result: ValueType?
        switch base.type {
        case .list(let element): result = index.type.joined(with: .integer).map { _ in element }
        case .map(let key, let value): result = index.type.joined(with: key).map { _ in value }
        case .never, .any: result = base.type
        default: result = nil
        }
        guard let result else { return refuse("[]", [base.type, index.type], at: offset) }
        return Checked(node: .element(base.node, index.node), type: result)
    }

    // MARK: Logic

    private mutating func not(_ operand: Syntax, at offset: Int) -> Checked? {
        guard let operand = check(operand) else { return nil }
        guard operand.type.joined(with: .boolean) != nil else { return refuse("!", [operand.type], at: offset) }
        return Checked(node: .not(operand.node), type: .boolean, guards: !operand.guards)
    }

    private mutating func binary(_ name: String, _ left: Syntax, _ right: Syntax, at offset: Int) -> Checked? {
        switch name {
        case "&&", "||":
            let left = check(left)
            let known = left.map { name == "&&" ? $0.guards.whenTrue : $0.guards.whenFalse } ?? []
            guard let right = check(right, knowing: known), let left else { return nil }
            guard left.type.joined(with: .boolean) != nil, right.type.joined(with: .boolean) != nil else {
                return refuse(name, [left.type, right.type], at: offset)
            }
            return name == "&&"
                ? Checked(node: .and(left.node, right.node), type: .boolean, guards: left.guards && right.guards)
                : Checked(node: .or(left.node, right.node), type: .boolean, guards: left.guards || right.guards)
        case "==", "!=": return equality(name, left, right, at: offset)
        case "in": return membership(left, right, at: offset)
        default: return overload(name, .infix, [left, right], at: offset)
        }
    }

    /// Checks in a context where more fields are known to be present.
    mutating func check(_ syntax: Syntax, knowing more: Set<String>) -> Checked? {
        let before = present
        present.formUnion(more)
        defer { present = before }
        return check(syntax)
    }

    mutating func both(_ left: Syntax, _ right: Syntax) -> (Checked, Checked)? {
        let left = check(left)
        guard let right = check(right), let left else { return nil }
        return (left, right)
    }

    private mutating func conditional(_ condition: Syntax, _ yes: Syntax, _ no: Syntax, at offset: Int) -> Checked? {
        let test = check(condition)
        let yesChecked = check(yes, knowing: test?.guards.whenTrue ?? [])
        guard let noChecked = check(no, knowing: test?.guards.whenFalse ?? []), let yesChecked, let test else { return nil }
        guard test.type.joined(with: .boolean) != nil, let type = yesChecked.type.joined(with: noChecked.type) else {
            return refuse("?:", [test.type, yesChecked.type, noChecked.type], at: offset)
        }
        let guards = Guards(
            whenTrue: test.guards.whenTrue.union(yesChecked.guards.whenTrue).intersection(
                test.guards.whenFalse.union(noChecked.guards.whenTrue)),
            whenFalse: test.guards.whenTrue.union(yesChecked.guards.whenFalse).intersection(
                test.guards.whenFalse.union(noChecked.guards.whenFalse)))
        return Checked(
            node: .conditional(test.node, yesChecked.node, noChecked.node), type: type, guards: guards)
    }
}
