/// A YAML node with its position and without YAML's type guessing: every scalar is text.
package struct YAMLValue: Sendable {
    package enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

    package struct Entry: Sendable {
        package let key: String
        package let keyPosition: SourcePosition
        package let value: YAMLValue
    }

    package indirect enum Content: Sendable {
        case scalar(String, Style)
        case sequence([YAMLValue])
        case mapping([Entry])
    }

    package let position: SourcePosition
    /// An explicit local tag such as `!unknown`; `nil` otherwise.
    package let tag: String?
    package let content: Content

    /// The kind of the node in messages: `text`, `a list`, `a map`, `nothing`.
    package var kind: String {
        switch content {
        case .scalar: isNull ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }

    /// An empty plain scalar, `~` or `null`.
    package var isNull: Bool {
        guard case .scalar(let text, .plain) = content, tag == nil else { return false }
        return ["", "~", "null"].contains(text)
    }
}
