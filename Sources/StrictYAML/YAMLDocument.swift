/// One YAML file, parsed with positions. Anchors, aliases, duplicate keys and several documents are refused.
package struct YAMLDocument: Sendable {
    package let file: String
    private let text: String
    package let root: YAMLValue

    /// Files larger than this are refused: people do not write them.
    package static let maximumLength = 4 << 20

    /// The same file with another content.
    init(_ document: YAMLDocument, root: YAMLValue) {
        file = document.file
        text = document.text
        self.root = root
    }

    /// Split when somebody asks, which is when something is wrong.
    package var lines: [String] { Self.lines(of: text) }

    private static func lines(of text: String) -> [String] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
    }

    /// Parses `text`; `file` is the name that diagnostics show.
    package init(parsing text: String, file: String) throws(Diagnostics) {
        guard text.utf8.count <= Self.maximumLength else {
            let start = SourcePosition(line: 1, column: 1)
            throw Diagnostics([Diagnostic(file: file, position: start, message: "file is larger than 4 MiB")])
        }
        self.file = file
        self.text = text
        do throws(YAMLComposer.Failure) {
            self.root = try YAMLComposer.compose(text)
        } catch {
            let lines = Self.lines(of: text)
            let line = lines.indices.contains(error.position.line - 1) ? lines[error.position.line - 1] : ""
            let hint = error.isSyntax ? QuotesHint.hint(for: line) : ""
            throw Diagnostics([
                Diagnostic(file: file, position: error.position, message: error.message + hint, sourceLine: line)
            ])
        }
    }
}
