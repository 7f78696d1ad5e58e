/// Parses expressions by the grammar of the CEL specification, without messages and optionals.
package struct Parser {
    /// Deeper expressions are refused: they are unreadable, and every pass recurses.
    static let maximumHeight = 200
    static let reservedWords: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace",
        "return", "var", "void", "while",
    ]

    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    private init(_ tokens: [Token]) { self.tokens = tokens }

    package static func parse(_ text: String) throws(Problem) -> Syntax { try parse(try Lexer.tokens(of: text)) }

    /// The tokens end with `.end`.
    static func parse(_ tokens: [Token]) throws(Problem) -> Syntax {
        var parser = Parser(tokens)
        let result = try parser.expression()
        guard parser.current.kind == .end else {
            throw parser.unexpected("an operator or the end")
        }
        guard result.height <= maximumHeight else {
            throw Problem(offset: result.start, message: "expression is nested too deeply")
        }
        return result
    }

    private var current: Token { tokens[min(index, tokens.count - 1)] }

    private mutating func accept(_ symbol: String) -> Token? {
        guard current.kind == .symbol(symbol) else { return nil }
        defer { index += 1 }
        return current
    }

    @discardableResult
    private mutating func expect(_ symbol: String) throws(Problem) -> Token {
        if let token = accept(symbol) { return token }
        throw unexpected("'\(symbol)'")
    }

    /// Operators of other languages, with their equivalents here.
    private static let foreignOperators = [
        "and": "&&", "or": "||", "not": "!", "is": "==", "eq": "==", "ne": "!=", "AND": "&&", "OR": "||", "NOT": "!",
    ]

    private func unexpected(_ wanted: String) -> Problem {
        // `not x` was read as the name `not`.
        for token in [current] + (index > 0 ? [tokens[index - 1]] : []) {
            guard case .identifier(let word) = token.kind, let name = Self.foreignOperators[word] else { continue }
            return Problem(offset: token.offset, message: "'\(word)' is no operator; write \(name)")
        }
        return Problem(offset: current.offset, message: "expected \(wanted), not \(current)")
    }

    private mutating func expression() throws(Problem) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumHeight else {
            throw Problem(offset: current.offset, message: "expression is nested too deeply")
        }
        let condition = try binary(level: 0)
        guard let question = accept("?") else { return condition }
        if current.kind == .symbol(".") { throw Self.optionals(at: question.offset) }
        let yes = try binary(level: 0)
        try expect(":")
        return Syntax(.conditional(condition, yes, try expression()), at: question.offset)
    }

    private static func optionals(at offset: Int) -> Problem {
        Problem(offset: offset, message: "optional selection is not part of this language; use has()")
    }

    /// From the loosest to the tightest; all associate to the left.
    private static let levels: [Set<String>] = [
        ["||"], ["&&"], ["<", "<=", ">", ">=", "==", "!=", "in"], ["+", "-"], ["*", "/", "%"],
    ]

    private mutating func binary(level: Int) throws(Problem) -> Syntax {
        guard level < Self.levels.count else { return try unary() }
        var left = try binary(level: level + 1)
        var operators = 0
        while let name = operatorName, Self.levels[level].contains(name) {
            operators += 1
            guard operators <= Self.maximumHeight else {
                throw Problem(offset: current.offset, message: "expression is nested too deeply")
            }
            let offset = current.offset
            index += 1
            left = Syntax(.binary(name, left, try binary(level: level + 1)), at: offset)
        }
        return left
    }

    private var operatorName: String? {
        switch current.kind {
        case .symbol(let name): name
        case .identifier("in"): "in"
        default: nil
        }
    }

    private mutating func unary() throws(Problem) -> Syntax {
        var signs: [Token] = []
        for symbol in ["!", "-"] {
            while let sign = accept(symbol) { signs.append(sign) }
            if !signs.isEmpty { break }
        }
        guard signs.count <= Self.maximumHeight else {
            throw Problem(offset: current.offset, message: "expression is nested too deeply")
        }
        // A minus before digits belongs to the number: the least integer has no positive counterpart.
        if let sign = signs.last, sign.kind == .symbol("-") {
            switch current.kind {
            case .integer(let number):
                signs.removeLast()
                index += 1
                let operand = try member(of: Syntax(.literal(.integer(-number)), at: sign.offset))
                return Self.apply(signs, to: operand)
            case .tooLargeByOne:
                signs.removeLast()
                index += 1
                return Self.apply(signs, to: try member(of: Syntax(.literal(.integer(.min)), at: sign.offset)))
            default: break
            }
        }
        return Self.apply(signs, to: try member(of: try primary()))
    }

    private static func apply(_ signs: [Token], to operand: Syntax) -> Syntax {
        signs.reversed().reduce(operand) { operand, sign in
            Syntax(.unary(sign.kind == .symbol("!") ? "!" : "-", operand), at: sign.offset)
        }
    }

    private mutating func member(of base: Syntax) throws(Problem) -> Syntax {
        var base = base
        while true {
            guard base.height <= Self.maximumHeight else {
                throw Problem(offset: current.offset, message: "expression is nested too deeply")
            }
            if accept(".") != nil {
                if current.kind == .symbol("?") { throw Self.optionals(at: current.offset) }
                let nameToken = current
                if case .quotedName(let name) = nameToken.kind {
                    index += 1
                    base = Syntax(.select(base, name, nameOffset: nameToken.offset), at: base.start)
                    continue
                }
                // After a dot, a reserved word is an ordinary name (the grammar's SELECTOR).
                guard case .identifier(let name) = nameToken.kind, !["in", "true", "false", "null"].contains(name) else {
                    throw Problem(offset: nameToken.offset, message: "expected a name after '.', not \(nameToken)")
                }
                index += 1
                if accept("(") != nil {
                    base = Syntax(.call(name, receiver: base, try items(closing: ")", trailing: false)), at: nameToken.offset)
                } else {
                    base = Syntax(.select(base, name, nameOffset: nameToken.offset), at: base.start)
                }
            } else if let bracket = accept("[") {
                if current.kind == .symbol("?") { throw Self.optionals(at: current.offset) }
                let position = try expression()
                try expect("]")
                base = Syntax(.index(base, position), at: bracket.offset)
            } else if current.kind == .symbol("{"), base.path != nil {
                throw Problem(offset: current.offset, message: "messages are not part of this language")
            } else {
                return base
            }
        }
    }

    private mutating func items(closing: String, trailing: Bool) throws(Problem) -> [Syntax] {
        var items: [Syntax] = []
        if accept(closing) != nil { return items }
        while true {
            if current.kind == .symbol("?") { throw Self.optionals(at: current.offset) }
            items.append(try expression())
            if accept(",") == nil {
                try expect(closing)
                return items
            }
            if trailing, accept(closing) != nil { return items }
        }
    }

    private mutating func primary() throws(Problem) -> Syntax {
        let token = current
        index += 1
        switch token.kind {
        case .integer(let number): return Syntax(.literal(.integer(number)), at: token.offset)
        case .double(let number): return Syntax(.literal(.double(number)), at: token.offset)
        case .string(let text): return Syntax(.literal(.string(text)), at: token.offset)
        case .tooLargeByOne: throw Problem(offset: token.offset, message: "integer out of range")
        case .identifier("true"): return Syntax(.literal(.boolean(true)), at: token.offset)
        case .identifier("false"): return Syntax(.literal(.boolean(false)), at: token.offset)
        case .identifier("null"): return Syntax(.literal(.null), at: token.offset)
        case .identifier(let name):
            guard name != "in", !Self.reservedWords.contains(name) else {
                throw Problem(offset: token.offset, message: "'\(name)' is a reserved word")
            }
            guard accept("(") != nil else { return Syntax(.identifier(name), at: token.offset) }
            return Syntax(.call(name, receiver: nil, try items(closing: ")", trailing: false)), at: token.offset)
        case .symbol("("):
            let inner = try expression()
            try expect(")")
            return inner
        case .symbol("["):
            return Syntax(.list(try items(closing: "]", trailing: true)), at: token.offset)
        case .symbol("{"):
            return try map(at: token.offset)
        default:
            throw Problem(offset: token.offset, message: "expected a value, not \(token)")
        }
    }

    private mutating func map(at offset: Int) throws(Problem) -> Syntax {
        var entries: [(key: Syntax, value: Syntax)] = []
        while accept("}") == nil {
            if current.kind == .symbol("?") { throw Self.optionals(at: current.offset) }
            let key = try expression()
            try expect(":")
            entries.append((key, try expression()))
            if accept(",") == nil {
                try expect("}")
                break
            }
        }
        return Syntax(.map(entries), at: offset)
    }
}
