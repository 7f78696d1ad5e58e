import Synchronization

/// One YAML file, parsed with positions. Anchors, aliases, duplicate keys and several documents are refused.
package struct YAMLDocument: Sendable {
    package let file: String
    private let source: SourceLines
    package let root: YAMLValue

    /// Larger files are refused: no one writes them by hand.
    package static let maximumLength = 4 << 20

    /// The same file with a different root value.
    init(_ document: YAMLDocument, root: YAMLValue) {
        file = document.file
        source = document.source
        self.root = root
    }

    package var lines: [String] { source.lines }

    /// Parses `text`; `file` is the name that diagnostics show.
    package init(parsing text: String, file: String) throws(Diagnostics) {
        guard text.utf8.count <= Self.maximumLength else {
            let start = SourcePosition(line: 1, column: 1)
            throw Diagnostics([Diagnostic(file: file, position: start, message: "file is larger than 4 MiB")])
        }
        self.file = file
        // Editors of some systems begin a file with a byte order mark (YAML 1.2.2 §5.2).
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        source = SourceLines(text)
        do throws(YAMLComposer.Failure) {
            self.root = try YAMLComposer.compose(text)
        } catch {
            let lines = source.lines
            let line = lines.indices.contains(error.position.line - 1) ? lines[error.position.line - 1] : ""
            let hint = error.isSyntax ? QuotesHint.hint(for: line) : ""
            throw Diagnostics([
                Diagnostic(file: file, position: error.position, message: error.message + hint, sourceLine: line)
            ])
        }
    }
}

/// The lines of a text, split once and on demand, that is, only when something is wrong.
private final class SourceLines: Sendable {
    private let text: String
    private let split = Mutex<[String]?>(nil)

    init(_ text: String) { self.text = text }

    var lines: [String] {
        split.withLock { known in
            let lines = known ?? text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
            known = lines
            return lines
        }
    }
}
