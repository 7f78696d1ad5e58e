/// A place in a text file; lines and columns count from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Sendable, Comparable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The position of a diagnostic about a file as a whole, which has no line to show.
    package static let wholeFile = SourcePosition(line: 0, column: 0)

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A mistake in a file that a person wrote: where it is, what is wrong, and what was probably meant.
package struct Diagnostic: Error, Hashable, Sendable {
    package enum Severity: String, Sendable { case error, warning }

    package let severity: Severity
    package let file: String
    package let position: SourcePosition
    /// Lower case, no full stop, the offending text in single quotes.
    package let message: String
    /// The line that `position` points into, for the caret; empty when there is none.
    package let sourceLine: String

    package init(
        severity: Severity = .error, file: String, position: SourcePosition, message: String, sourceLine: String = ""
    ) {
        self.severity = severity
        self.file = file
        self.position = position
        self.message = message
        self.sourceLine = sourceLine
    }

    /// A diagnostic with its line of `text`, the whole file.
    package init(severity: Severity = .error, file: String, text: String, position: SourcePosition, message: String) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let line = lines.indices.contains(position.line - 1) ? String(lines[position.line - 1]) : ""
        self.init(severity: severity, file: file, position: position, message: message, sourceLine: line)
    }

    /// Messages and source lines are cut to this many Unicode scalars: a key or a line may be as long as the file.
    private static let maximumLength = 1000

    /// `deployment.yaml:4:3: error: unknown key 'sheme'; did you mean 'scheme'?`
    package var headline: String {
        let scalars = message.unicodeScalars
        let isCut = scalars.count > Self.maximumLength
        let shown = isCut ? String(scalars.prefix(Self.maximumLength)) + "…" : message
        let place = position == .wholeFile ? file : "\(file):\(position.line):\(position.column)"
        return "\(place): \(severity.rawValue): \(shown)".unicodeScalars
            .map { Self.isInvisible($0) ? "<U+\(String($0.value, radix: 16, uppercase: true))>" : String($0) }.joined()
    }

    /// The headline, the line it refers to, and a caret under the position.
    package var rendered: String {
        guard !sourceLine.isEmpty else { return headline }
        // A long line is shown from half the limit before the position.
        let skipped = max(position.column - 1 - Self.maximumLength / 2, 0)
        let excerpt = sourceLine.unicodeScalars.dropFirst(skipped).prefix(Self.maximumLength)
        let printable = excerpt.map { Self.isInvisible($0) ? " " : String($0) }.joined()
        let indent = String(repeating: " ", count: max(position.column - 1 - skipped, 0))
        return "\(headline)\n    \(printable)\n    \(indent)^"
    }

    /// Controls and format characters, bidirectional overrides included: a file's content must not control the terminal.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

/// Everything wrong with one or more files; never empty when thrown.
package struct Diagnostics: Error, Sendable, CustomStringConvertible {
    package let list: [Diagnostic]

    package init(_ list: [Diagnostic]) { self.list = list }

    package var description: String { list.map(\.rendered).joined(separator: "\n") }
}
