/// Reads a document against a schema given by its calls, and collects all mistakes instead of only the first.
///
/// Maps are closed: an unknown key is an error that suggests the nearest name. One reader serves one document on one
/// thread.
package final class YAMLReader {
    package let document: YAMLDocument
    private var diagnostics: [Diagnostic] = []
    /// The number of diagnostics of each severity, kept or not.
    private var counts: [Diagnostic.Severity: Int] = [:]

    /// Diagnostics kept per severity and file; the others are only counted.
    package static let maximumDiagnostics = 100

    package init(_ document: YAMLDocument) { self.document = document }

    package var hasErrors: Bool { counts[.error] != nil }

    /// The diagnostics in file order; finally, how many more there are.
    package var sortedDiagnostics: [Diagnostic] {
        let sorted = diagnostics.sorted { $0.position < $1.position }
        let surplus = [Diagnostic.Severity.error, .warning].compactMap { severity -> Diagnostic? in
            let more = counts[severity, default: 0] - Self.maximumDiagnostics
            guard more > 0, let last = sorted.last(where: { $0.severity == severity }) else { return nil }
            let many = more == 1 ? "\(severity.rawValue), which is" : "\(severity.rawValue)s, which are"
            return diagnostic("this file has \(more) more \(many) not shown", last.position, severity)
        }
        return sorted + surplus
    }

    /// How many diagnostics are kept so far: a mark for `diagnostics(since:)`.
    package var diagnosticsMark: Int { diagnostics.count }

    /// The diagnostics kept since a mark, in the order of their discovery.
    package func diagnostics(since mark: Int) -> [Diagnostic] { Array(diagnostics.dropFirst(mark)) }

    /// Records a diagnostic. `message` is not evaluated once the limit is reached.
    package func report(
        _ message: @autoclosure () -> String, at position: SourcePosition, severity: Diagnostic.Severity = .error
    ) {
        counts[severity, default: 0] += 1
        guard counts[severity, default: 0] <= Self.maximumDiagnostics else { return }
        diagnostics.append(diagnostic(message(), position, severity))
    }

    private func diagnostic(
        _ message: String, _ position: SourcePosition, _ severity: Diagnostic.Severity
    ) -> Diagnostic {
        let lines = document.lines
        let line = lines.indices.contains(position.line - 1) ? lines[position.line - 1] : ""
        return Diagnostic(severity: severity, file: document.file, position: position, message: message, sourceLine: line)
    }

    /// The entries of a map whose keys are among `keys`; reports and drops all other keys.
    package func map(_ value: YAMLValue, _ what: String, keys: [String]) -> YAMLMap? {
        guard case .mapping(let entries) = value.content else {
            report("\(what) must be a map, not \(value.kind)", at: value.position)
            return nil
        }
        for entry in entries where !keys.contains(entry.key) {
            report("unknown key '\(entry.key)' in \(what)\(suggestion(for: entry.key, among: keys))", at: entry.keyPosition)
        }
        return YAMLMap(reader: self, what: what, position: value.position, entries: entries.filter { keys.contains($0.key) })
    }

    package func list(_ value: YAMLValue, _ what: String) -> [YAMLValue]? {
        guard case .sequence(let items) = value.content else {
            report("\(what) must be a list, not \(value.kind)", at: value.position)
            return nil
        }
        return items
    }

    /// A scalar as text; empty text and `null` are refused.
    package func text(_ value: YAMLValue, _ what: String) -> String? {
        guard case .scalar(let text, _) = value.content, !value.isNull, !text.isEmpty else {
            let isEmpty = if case .scalar = value.content { !value.isNull } else { false }
            report("\(what) must \(isEmpty ? "not be empty" : "be text, not \(value.kind)")", at: value.position)
            return nil
        }
        return text
    }

    /// `true` or `false`, unquoted; YAML's `yes`, `on` and the like are refused.
    package func boolean(_ value: YAMLValue, _ what: String) -> Bool? {
        if case .scalar(let text, .plain) = value.content, let result = Bool(text) { return result }
        report("\(what) must be true or false, not \(shown(value))\(quotesHint(value) { Bool($0) != nil })", at: value.position)
        return nil
    }

    /// A decimal integer within `range`.
    package func integer(_ value: YAMLValue, _ what: String, in range: ClosedRange<Int>) -> Int? {
        if case .scalar(let text, .plain) = value.content, let number = Int(text), range.contains(number) { return number }
        let wanted = range.count == 1 ? "\(range.lowerBound)" : "a number from \(range.lowerBound) to \(range.upperBound)"
        report(
            "\(what) must be \(wanted), not \(shown(value))"
                + quotesHint(value) { Int($0).map(range.contains) ?? false }, at: value.position)
        return nil
    }

    /// One of the words of a string enumeration; an unknown one is reported with the nearest match.
    package func word<Word: RawRepresentable & CaseIterable>(_ value: YAMLValue, _ what: String, as type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = text(value, what) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        report(
            "\(what) must be \(words.joined(separator: ", ")), not '\(text)'\(suggestion(for: text, among: words))",
            at: value.position)
        return nil
    }

    /// A hint for a value that would be right without its quotes.
    private func quotesHint(_ value: YAMLValue, _ isRight: (String) -> Bool) -> String {
        guard case .scalar(let text, let style) = value.content, style != .plain, isRight(text) else { return "" }
        return " in quotes"
    }

    /// How a message shows an offending value.
    package func shown(_ value: YAMLValue) -> String {
        guard case .scalar(let text, _) = value.content, !value.isNull else { return value.kind }
        return "'\(text)'"
    }
}

/// A map with checked keys, to be read key by key.
package struct YAMLMap {
    package let reader: YAMLReader
    package let what: String
    package let position: SourcePosition
    package let entries: [YAMLValue.Entry]

    package subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

    package func keyPosition(_ key: String) -> SourcePosition? { entries.first { $0.key == key }?.keyPosition }

    /// The value of a required key; reports its absence at the map.
    package func required(_ key: String) -> YAMLValue? {
        if let value = self[key] { return value }
        reader.report("\(what) lacks the key '\(key)'", at: position)
        return nil
    }
}
