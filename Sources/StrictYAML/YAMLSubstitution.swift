/// Replaces `${name}` inside the scalars of a document after parsing: a value is text within a scalar and adds no
/// structure. `$${` stands for `${`.
package struct YAMLSubstitution: Sendable {
    private let values: [String: String]

    package init(_ values: [String: String]) { self.values = values }

    /// The document with all scalars filled in; keys stay as they are.
    package func callAsFunction(_ document: YAMLDocument) throws(Diagnostics) -> YAMLDocument {
        var faults: [Diagnostic] = []
        let root = filled(document.root, document, &faults)
        guard faults.isEmpty else { throw Diagnostics(Array(faults.prefix(YAMLReader.maximumDiagnostics))) }
        return YAMLDocument(document, root: root)
    }

    /// The names used in a document; throws for invalid ones.
    package static func names(in document: YAMLDocument) throws(Diagnostics) -> Set<String> {
        var names: Set<String> = []
        var faults: [Diagnostic] = []
        func visit(_ value: YAMLValue) {
            switch value.content {
            case .scalar(let text, _):
                for piece in pieces(of: text) {
                    switch piece {
                    case .name(let name): names.insert(name)
                    case .fault(let reason): faults.append(diagnostic(reason, value, document))
                    case .text: break
                    }
                }
            case .sequence(let items): for item in items { visit(item) }
            case .mapping(let entries): for entry in entries { visit(entry.value) }
            }
        }
        visit(document.root)
        guard faults.isEmpty else { throw Diagnostics(faults) }
        return names
    }

    private func filled(_ value: YAMLValue, _ document: YAMLDocument, _ faults: inout [Diagnostic]) -> YAMLValue {
        switch value.content {
        case .sequence(let items):
            return YAMLValue(
                position: value.position, tag: value.tag, content: .sequence(items.map { filled($0, document, &faults) }))
        case .mapping(let entries):
            let filled = entries.map { entry in
                YAMLValue.Entry(
                    key: entry.key, keyPosition: entry.keyPosition, value: self.filled(entry.value, document, &faults))
            }
            return YAMLValue(position: value.position, tag: value.tag, content: .mapping(filled))
        case .scalar(let text, let style):
            guard text.contains("${") else { return value }
            let result = Self.pieces(of: text).reduce(into: "") { result, piece in
                switch piece {
                case .text(let text): result += text
                case .fault(let reason): faults.append(Self.diagnostic(reason, value, document))
                case .name(let name):
                    if let given = values[name] { result += given } else { faults.append(missing(name, value, document)) }
                }
            }
            // A value that makes the text empty or `null` still yields text.
            let filled = YAMLValue(position: value.position, tag: value.tag, content: .scalar(result, style))
            return filled.isNull
                ? YAMLValue(position: value.position, tag: value.tag, content: .scalar(result, .doubleQuoted)) : filled
        }
    }

    private func missing(_ name: String, _ value: YAMLValue, _ document: YAMLDocument) -> Diagnostic {
        Self.diagnostic(
            "no value for '${\(name)}'\(suggestion(for: name, among: values.keys.sorted()))", value, document)
    }

    private static func diagnostic(_ message: String, _ value: YAMLValue, _ document: YAMLDocument) -> Diagnostic {
        let lines = document.lines
        let line = lines.indices.contains(value.position.line - 1) ? lines[value.position.line - 1] : ""
        return Diagnostic(file: document.file, position: value.position, message: message, sourceLine: line)
    }

    // MARK: Pieces

    private enum Piece {
        case text(String), name(String), fault(String)
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = rest.range(of: "${") {
            let before = rest[..<start.lowerBound]
            if before.last == "$" {
                pieces.append(.text(before.dropLast() + "${"))
                rest = rest[start.upperBound...]
                continue
            }
            pieces.append(.text(String(before)))
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                return pieces + [.fault("'${' is not closed; write '$${' for the characters themselves")]
            }
            let name = rest[start.upperBound..<end]
            pieces.append(isName(name) ? .name(String(name)) : .fault("'\(name)' is not a valid value name"))
            rest = rest[rest.index(after: end)...]
        }
        return pieces + [.text(String(rest))]
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
    }
}

extension Substring {
    /// The first range of an ASCII text.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
