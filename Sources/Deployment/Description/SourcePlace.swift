/// A position in a file that a person wrote; lines and columns count from 1.
package struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `deployment.yaml:4:3`
    package var description: String { "\(file):\(line):\(column)" }
}
