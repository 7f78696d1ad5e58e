/// Where something stands in a file that a person wrote; lines and columns count from 1.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `deployment.yaml:4:3`
    public var description: String { "\(file):\(line):\(column)" }
}
