import Yams

/// One YAML file, parsed with positions. Anchors, aliases, duplicate keys and several documents are refused.
package struct YAMLDocument: Sendable {
    package let file: String
    package let lines: [String]
    package let root: YAMLValue

    /// Files larger than this are refused: people do not write them.
    package static let maximumLength = 4 << 20

    /// Parses `text`; `file` is the name that diagnostics show.
    package init(parsing text: String, file: String) throws(Diagnostics) {
        self.file = file
        self.lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        guard text.utf8.count <= Self.maximumLength else {
            throw Self.failure(file, lines, .init(line: 1, column: 1), "file is larger than 4 MiB")
        }
        do {
            self.root = try Self.compose(text, file: file, lines: lines)
        } catch let error as Diagnostics {
            throw error
        } catch let error as YamlError {
            throw Self.translate(error, file: file, lines: lines)
        } catch {
            throw Self.failure(file, lines, .init(line: 1, column: 1), "\(error)")
        }
    }

    private static func compose(_ text: String, file: String, lines: [String]) throws -> YAMLValue {
        // Every scalar is text here: guessing at types would cost half of the time.
        let parser = try Yams.Parser(yaml: text, resolver: .basic)
        guard let root = try parser.singleRoot() else {
            throw failure(file, lines, .init(line: 1, column: 1), "file is empty")
        }
        // The parser owns the anchors and its nodes refer to them weakly: it must outlive the conversion.
        return try withExtendedLifetime(parser) { try Converter(file: file, lines: lines).convert(root, depth: 0) }
    }

    static func failure(_ file: String, _ lines: [String], _ position: SourcePosition, _ message: String) -> Diagnostics {
        let line = lines.indices.contains(position.line - 1) ? lines[position.line - 1] : ""
        return Diagnostics([Diagnostic(file: file, position: position, message: message, sourceLine: line)])
    }

    private static func translate(_ error: YamlError, file: String, lines: [String]) -> Diagnostics {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return failure(file, lines, .init(line: mark.line, column: mark.column), problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            // The library gives the place of one of the two keys, not which: point at the second one that we find.
            let key = duplicates.first ?? ""
            let first = SourcePosition(line: context.mark.line, column: context.mark.column)
            let second = lines.indices.dropFirst(first.line).first { index in
                let line = lines[index]
                return line.trimmingPrefix { $0 == " " || $0 == "-" }.hasPrefix("\(key):")
                    && line.prefix { $0 == " " || $0 == "-" }.count == first.column - 1
            }
            let place = second.map { SourcePosition(line: $0 + 1, column: first.column) } ?? first
            return failure(file, lines, place, "key '\(key)' appears twice")
        case .reader(let problem, _, _, _):
            return failure(file, lines, .init(line: 1, column: 1), problem)
        default:
            return failure(file, lines, .init(line: 1, column: 1), "file is not YAML")
        }
    }

    private struct Converter {
        static let maximumDepth = 32
        let file: String
        let lines: [String]

        func convert(_ node: Node, depth: Int) throws -> YAMLValue {
            let position = node.mark.map { SourcePosition(line: $0.line, column: $0.column) } ?? .init(line: 1, column: 1)
            guard depth <= Self.maximumDepth else {
                throw failure(file, lines, position, "nested deeper than \(Self.maximumDepth) levels")
            }
            guard node.anchor == nil else {
                throw failure(file, lines, position, "anchors and aliases are not allowed here")
            }
            switch node {
            case .scalar(let scalar):
                return YAMLValue(
                    position: position, tag: localTag(scalar.tag), content: .scalar(scalar.string, style(scalar.style)))
            case .sequence(let sequence):
                return YAMLValue(
                    position: position, tag: localTag(sequence.tag),
                    content: .sequence(try sequence.map { try convert($0, depth: depth + 1) }))
            case .mapping(let mapping):
                let entries = try mapping.map { key, value in
                    let keyValue = try convert(key, depth: depth + 1)
                    guard case .scalar(let text, _) = keyValue.content else {
                        throw failure(file, lines, keyValue.position, "a key must be text, not \(keyValue.kind)")
                    }
                    return YAMLValue.Entry(
                        key: text, keyPosition: keyValue.position, value: try convert(value, depth: depth + 1))
                }
                return YAMLValue(position: position, tag: localTag(mapping.tag), content: .mapping(entries))
            case .alias:
                throw failure(file, lines, position, "anchors and aliases are not allowed here")
            }
        }

        private func localTag(_ tag: Tag) -> String? {
            tag.description.hasPrefix("!") && tag.description != "!" ? tag.description : nil
        }

        private func style(_ style: Node.Scalar.Style) -> YAMLValue.Style {
            switch style {
            case .any, .plain: .plain
            case .singleQuoted: .singleQuoted
            case .doubleQuoted: .doubleQuoted
            case .literal: .literal
            case .folded: .folded
            }
        }
    }
}
