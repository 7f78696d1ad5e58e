/// One YAML file, parsed with positions. Anchors, aliases, duplicate keys and several documents are refused.
package struct YAMLDocument: Sendable {
    package let file: String
    package let lines: [String]
    package let root: YAMLValue

    /// Files larger than this are refused: people do not write them.
    package static let maximumLength = 4 << 20

    init(file: String, lines: [String], root: YAMLValue) {
        self.file = file
        self.lines = lines
        self.root = root
    }

    /// Parses `text`; `file` is the name that diagnostics show.
    package init(parsing text: String, file: String) throws(Diagnostics) {
        guard text.utf8.count <= Self.maximumLength else {
            let start = SourcePosition(line: 1, column: 1)
            throw Diagnostics([Diagnostic(file: file, position: start, message: "file is larger than 4 MiB")])
        }
        self.file = file
        self.lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        do throws(YAMLComposer.Failure) {
            self.root = try YAMLComposer.compose(text)
        } catch {
            let line = lines.indices.contains(error.position.line - 1) ? lines[error.position.line - 1] : ""
            let hint = error.isSyntax ? QuotesHint.hint(for: line) : ""
            throw Diagnostics([
                Diagnostic(file: file, position: error.position, message: error.message + hint, sourceLine: line)
            ])
        }
    }
}
