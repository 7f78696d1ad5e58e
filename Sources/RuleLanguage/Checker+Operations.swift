import StrictYAML

/// Operators, literals, calls and macros.
extension Checker {
    // MARK: Comparisons

    mutating func equality(_ name: String, _ left: Syntax, _ right: Syntax, at offset: Int) -> Checked? {
        guard let (first, second) = both(left, right) else { return nil }
        guard let type = first.type.joined(with: second.type), type.isComparable else {
            return refuse(name, [first.type, second.type], at: offset)
        }
        checkWords(left, against: second.type)
        checkWords(right, against: first.type)
        let node = fold(.equal(first.node, second.node), at: offset)
        return Checked(node: name == "==" ? node : fold(.not(node), at: offset), type: .boolean)
    }

    mutating func membership(_ item: Syntax, _ collection: Syntax, at offset: Int) -> Checked? {
        guard let (element, source) = both(item, collection) else { return nil }
        let wanted: ValueType
        switch source.type {
        case .list(let type): wanted = type
        case .map(let key, _): wanted = key
        case .never, .any: wanted = source.type
        default: return refuse("in", [element.type, source.type], at: offset)
        }
        guard let type = element.type.joined(with: wanted), type.isComparable else {
            return refuse("in", [element.type, source.type], at: offset)
        }
        checkWords(item, against: wanted)
        checkWords(collection, against: .list(element.type))
        return Checked(node: fold(.membership(element.node, source.node), at: offset), type: .boolean)
    }

    /// A literal that is compared with a field must be one of the field's words.
    private mutating func checkWords(_ syntax: Syntax, against type: ValueType) {
        switch (syntax.kind, type) {
        case (.literal(.string(let text)), .string(let allowed)) where !allowed.isEmpty && !allowed.contains(text):
            report("'\(text)' is not a value of this field\(suggestion(for: text, among: allowed))", at: syntax.offset)
        case (.list(let items), .list(let element)):
            for item in items { checkWords(item, against: element) }
        default: break
        }
    }

    // MARK: Literals

    mutating func list(_ items: [Syntax]) -> Checked? {
        var type = ValueType.never
        var nodes: [Node] = []
        for item in items {
            guard let checked = check(item) else { continue }
            guard let joined = type.joined(with: checked.type) else {
                report("a list holds one type, and this is \(checked.type) after \(type)", at: item.start)
                return nil
            }
            type = joined
            nodes.append(checked.node)
        }
        guard nodes.count == items.count else { return nil }
        let constants = nodes.compactMap(\.constant)
        return Checked(
            node: constants.count == nodes.count ? .constant(.list(constants)) : .list(nodes), type: .list(type))
    }

    mutating func map(_ entries: [(key: Syntax, value: Syntax)], at offset: Int) -> Checked? {
        var (key, value) = (ValueType.never, ValueType.never)
        var nodes: [(key: Node, value: Node)] = []
        for entry in entries {
            guard let (entryKey, entryValue) = both(entry.key, entry.value) else { continue }
            guard let joinedKey = key.joined(with: entryKey.type), let joinedValue = value.joined(with: entryValue.type),
                [ValueType.boolean, .integer, .string, .never].contains(joinedKey)
            else {
                report("a map holds one type of keys (bool, int or string) and one of values", at: entry.key.start)
                return nil
            }
            (key, value) = (joinedKey, joinedValue)
            nodes.append((entryKey.node, entryValue.node))
        }
        guard nodes.count == entries.count else { return nil }
        return Checked(node: .map(nodes), type: .map(key, value))
    }

    // MARK: Calls

    mutating func call(_ name: String, _ receiver: Syntax?, _ arguments: [Syntax], at offset: Int) -> Checked? {
        guard let receiver else {
            return name == "has" ? has(arguments, at: offset) : overload(name, .global, arguments, at: offset)
        }
        if Syntax.macros.contains(name), arguments.count == 2 || (arguments.count == 3 && name == "map") {
            return comprehension(name, over: receiver, arguments, at: offset)
        }
        return overload(name, .method, [receiver] + arguments, at: offset)
    }

    mutating func overload(_ name: String, _ form: Function.Form, _ arguments: [Syntax], at offset: Int) -> Checked? {
        let candidates =
            Function.overloads(of: name, form) + moreFunctions.filter { $0.name == name && $0.form == form }
        if candidates.isEmpty, !(name == "+" && form == .infix) {
            let other: Function.Form = form == .method ? .global : .method
            let isOther = !Function.overloads(of: name, other).isEmpty || (Syntax.macros.contains(name) && form == .global)
            let hint =
                isOther
                ? form == .method ? "; write \(name)(…)" : "; write x.\(name)(…)"
                : suggestion(for: name, among: Function.names(form).union(form == .method ? Syntax.macros : ["has"]).sorted())
            report("unknown function '\(name)'\(hint)", at: offset)
            return nil
        }
        let checked = arguments.map { check($0) }
        let arguments = checked.compactMap { $0 }
        guard arguments.count == checked.count else { return nil }
        let types = arguments.map(\.type)
        if name == "+", case .list? = types.first, types.count == 2, let type = types[0].joined(with: types[1]) {
            return Checked(node: fold(.call(.concatenation(type), arguments.map(\.node)), at: offset), type: type)
        }
        let accepting = candidates.filter { $0.accepts(types) }
        guard let first = accepting.first else { return refuse(name, types, at: offset) }
        let function = accepting.count == 1 ? first : .choice(among: accepting)
        return Checked(node: fold(.call(function, arguments.map(\.node)), at: offset), type: function.result)
    }

    mutating func refuse(_ name: String, _ types: [ValueType], at offset: Int) -> Checked? {
        let shown = types.map(\.description).joined(separator: ", ")
        let hint = types.contains(.address) && types.contains { $0.joined(with: .string) != nil } ? "; write ip(\"…\")" : ""
        report("found no matching overload for '\(name)' applied to '(\(shown))'\(hint)", at: offset)
        return nil
    }

    private mutating func comprehension(
        _ name: String, over receiver: Syntax, _ arguments: [Syntax], at offset: Int
    ) -> Checked? {
        guard let source = check(receiver), let kind = Comprehension.Kind(rawValue: name) else { return nil }
        guard case .identifier(let variable) = arguments[0].kind else {
            report("the first argument of \(name)() must be a name", at: arguments[0].start)
            return nil
        }
        let element: ValueType
        switch source.type {
        case .list(let type): element = type
        case .map(let key, _): element = key
        case .never, .any: element = source.type
        default: return refuse(name, [source.type], at: offset)
        }
        let shadowed = scope.symbols[variable]
        let slot = scope.define(variable, element, factPath: factPath(of: receiver))
        defer { scope.restore(variable, shadowed) }
        let predicate = kind == .map && arguments.count == 2 ? nil : arguments[1]
        let transform = kind == .map ? arguments.last : nil
        let checkedPredicate = predicate.flatMap { check($0, expecting: .boolean, as: "the condition of \(name)()") }
        let checkedTransform = transform.flatMap { check($0, knowing: checkedPredicate?.guards.whenTrue ?? []) }
        guard (predicate == nil) == (checkedPredicate == nil), (transform == nil) == (checkedTransform == nil) else {
            return nil
        }
        let node = Comprehension(
            kind: kind, source: source.node, sourceType: source.type, variable: slot, predicate: checkedPredicate?.node,
            transform: checkedTransform?.node)
        let type: ValueType =
            switch kind {
            case .all, .exists, .existsOne: .boolean
            case .filter: .list(element)
            case .map: .list(checkedTransform?.type ?? .never)
            }
        return Checked(node: .comprehension(node), type: type)
    }

    // MARK: Constants

    /// The value of an operation over constants, computed once at load time.
    private mutating func fold(_ node: Node, at offset: Int) -> Node {
        let operands: [Node] =
            switch node {
            case .call(_, let arguments): arguments
            case .equal(let left, let right), .membership(let left, let right): [left, right]
            case .not(let operand): [operand]
            default: []
            }
        guard !operands.isEmpty, operands.allSatisfy({ $0.constant != nil }) else { return node }
        var evaluator = Evaluator(variables: 0, deferred: [])
        let value = evaluator.value(of: node)
        guard case .fault(let message) = value else { return .constant(value) }
        if refusesFaults { report(message, at: offset) }
        return node
    }
}

extension Function {
    /// An empty list's element type can leave the overload open: then it is chosen by the values at run time.
    static func choice(among functions: [Function]) -> Function {
        let first = functions[0]
        let hasOneResult = functions.allSatisfy { $0.result == first.result }
        return Function(
            name: first.name, form: first.form, parameters: first.parameters, result: hasOneResult ? first.result : .any,
            composition: .choice(functions)
        ) { values in
            functions.first { $0.takes(values) }?.body(values) ?? .fault("no overload of '\(first.name)' takes these values")
        }
    }

    private func takes(_ values: [Value]) -> Bool {
        zip(parameters, values).allSatisfy { $0.joined(with: $1.type) != nil }
    }

    static func concatenation(_ type: ValueType) -> Function {
        Function(name: "+", form: .infix, parameters: [type, type], result: type, composition: .concatenation) { values in
            guard case .list(let left) = values[0], case .list(let right) = values[1] else {
                return .fault("'+' got a value of another type")
            }
            return .list(left + right)
        }
    }
}
