/// A YAML node with its place and without YAML's guesses about types: every scalar is text.
public struct YAMLValue: Sendable {
    public enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

    public struct Entry: Sendable {
        public let key: String
        public let keyPosition: SourcePosition
        public let value: YAMLValue
    }

    public indirect enum Content: Sendable {
        case scalar(String, Style)
        case sequence([YAMLValue])
        case mapping([Entry])
    }

    public let position: SourcePosition
    /// An explicit local tag such as `!unknown`; `nil` otherwise.
    public let tag: String?
    public let content: Content

    /// What the node is, as messages call it: `text`, `a list`, `a map`, `nothing`.
    public var kind: String {
        switch content {
        case .scalar: isNull ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }

    /// An empty plain scalar, `~` or `null`.
    public var isNull: Bool {
        guard case .scalar(let text, .plain) = content, tag == nil else { return false }
        return ["", "~", "null"].contains(text)
    }
}
