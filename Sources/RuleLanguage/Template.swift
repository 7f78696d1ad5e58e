import StrictYAML

/// Text with `{expression}` and `{expression | filter}`, compiled and checked when the rule is loaded.
///
/// `{{` and `}}` are literal braces. Rendering cannot fail: an unknown value prints `(unknown: timeout)`.
package struct Template: Sendable {
    enum Part: Sendable {
        case text(String)
        /// `writesLines` when the expression itself puts line ends between values. Any other line end comes from the
        /// network inside a value, and must not begin a line of its own in a report.
        case value(Node, TextFilter?, noun: String = "", writesLines: Bool)
    }

    /// As written.
    package let source: String
    let parts: [Part]

    package struct Rendering {
        package var text = ""
        /// The values that were printed.
        package var hasUnknown = false
        package var hasFault = false
    }

    package func rendered(by evaluator: inout Evaluator) -> Rendering {
        var rendering = Rendering()
        for part in parts {
            switch part {
            case .text(let text): rendering.text += text
            case .value(let node, let filter, let noun, let writesLines):
                let value = evaluator.value(of: node)
                switch value {
                case .unknown: rendering.hasUnknown = true
                case .fault, .absent: rendering.hasFault = true
                default: break
                }
                let text = value.isDefinite ? filter?.apply(value, noun: noun) ?? value.shown : value.shown
                let isOneLine = writesLines || !text.utf8.contains(UInt8(ascii: "\n"))
                rendering.text += isOneLine ? text : text.replacing("\n", with: "\\n")
            }
        }
        return rendering
    }
}

extension Checker {
    /// Compiles a template; mistakes are reported at their offsets in `text`.
    package mutating func check(template text: String) -> Template? {
        let scalars = Array(text.unicodeScalars)
        var parts: [Template.Part] = []
        var literal = ""
        var offset = 0
        let problemsBefore = problems.count
        while offset < scalars.count {
            let scalar = scalars[offset]
            let isDoubled = offset + 1 < scalars.count && scalars[offset + 1] == scalar
            if scalar == "{" || scalar == "}", isDoubled {
                literal.unicodeScalars.append(scalar)
                offset += 2
            } else if scalar == "}" {
                report("'}' without its '{'; write '}}' for a brace", at: offset)
                offset += 1
            } else if scalar == "{" {
                if !literal.isEmpty { parts.append(.text(literal)) }
                literal = ""
                do throws(Problem) {
                    let placeholder = try Placeholder(in: scalars, at: offset)
                    offset = placeholder.end
                    if let part = check(placeholder) { parts.append(part) }
                } catch {
                    report(error.message, at: error.offset)
                    return nil
                }
            } else {
                let end = scalars[offset...].firstIndex { $0 == "{" || $0 == "}" } ?? scalars.count
                literal += String(scalars[offset..<end])
                offset = end
            }
        }
        if !literal.isEmpty { parts.append(.text(literal)) }
        return problems.count == problemsBefore ? Template(source: text, parts: parts) : nil
    }

    private mutating func check(_ placeholder: Placeholder) -> Template.Part? {
        guard let checked = check(placeholder.expression) else { return nil }
        guard let (name, noun, offset) = placeholder.filter else {
            if checked.type.isShowable { return .value(checked.node, nil, writesLines: placeholder.writesLines) }
            report("\(checked.type) cannot be shown; name one of its fields", at: placeholder.expression.start)
            return nil
        }
        guard let filter = TextFilter(rawValue: name) else {
            let names = TextFilter.allCases.map(\.rawValue)
            report("unknown filter '\(name)'\(suggestion(for: name, among: names))", at: offset)
            return nil
        }
        guard filter.takesNoun == (noun != nil) else {
            report(
                "filter '\(name)' takes \(filter.takesNoun ? "what is counted: {… | \(name) \"address\"}" : "nothing behind it")",
                at: offset)
            return nil
        }
        if filter.accepts(checked.type) {
            return .value(checked.node, filter, noun: noun ?? "", writesLines: placeholder.writesLines)
        }
        report("filter '\(name)' takes \(filter.operand), not \(checked.type)", at: offset)
        return nil
    }
}

/// The content between braces.
private struct Placeholder {
    let expression: Syntax
    let filter: (name: String, noun: String?, offset: Int)?
    /// The position after the closing brace.
    let end: Int
    /// A string in the expression contains a line end.
    private(set) var writesLines = false

    init(in scalars: [Unicode.Scalar], at start: Int) throws(Problem) {
        var lexer = Lexer(scalars, from: start + 1)
        var tokens: [Token] = []
        var depth = 0
        var bar: Int?
        while true {
            let token = try lexer.next()
            switch token.kind {
            case .end: throw Problem(offset: start, message: "'{' without its '}'; write '{{' for a brace")
            case .symbol("{"): depth += 1
            case .symbol("}") where depth > 0: depth -= 1
            case .symbol("}"):
                let stop = Token(kind: .end, offset: token.offset, end: token.offset)
                end = token.end
                guard let bar else {
                    expression = try Parser.parse(tokens + [stop])
                    filter = nil
                    return
                }
                var noun: String?
                if tokens.count == bar + 2, case .string(let text) = tokens[bar + 1].kind { noun = text }
                guard tokens.count == bar + (noun == nil ? 1 : 2), case .identifier(let name) = tokens[bar].kind else {
                    throw Problem(offset: token.offset, message: "expected one filter after '|'")
                }
                let stopBeforeBar = Token(kind: .end, offset: tokens[bar].offset, end: tokens[bar].offset)
                expression = try Parser.parse(tokens[..<bar] + [stopBeforeBar])
                filter = (name, noun, tokens[bar].offset)
                return
            case .string(let text) where text.contains("\n"): writesLines = true
            case .symbol("|") where depth == 0 && bar == nil:
                bar = tokens.count
                continue
            default: break
            }
            tokens.append(token)
        }
    }
}
