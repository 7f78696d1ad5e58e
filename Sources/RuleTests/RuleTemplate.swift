package import Facts

/// The start of a new rule: a file that loads, passes its own tests, and shows every part of a rule.
package struct RuleTemplate: Sendable {
    private let kind: SubjectKind
    private let path: String
    private let condition: String
    private let good: String
    private let broken: String
    private let mayBeUnknown: Bool
    private let isOptional: Bool
    /// The value shown in the message.
    private let shown: String

    /// `nil` for a kind without a fact suitable for an example condition.
    package init?(kind: SubjectKind) {
        // Looked-up facts before derived ones, and those before facts from the deployment file.
        let sources: [ObjectType.Source] = [.dns, .derived, .config]
        let fields = sources.flatMap { source in kind.type.fields.filter { $0.source == source && $0.name != "subject" } }
        for field in fields {
            let path = "\(kind.variable).\(field.name)"
            let word = field.allowedValues.first ?? "text"
            let example: (condition: String, good: String, broken: String)? =
                switch field.type {
                case .list(.address): ("\(path).size() > 0", "[203.0.113.10]", "[]")
                case .list(.string): ("\(path).size() > 0", "[\(word)]", "[]")
                case .list(.object): ("\(path).size() > 0", "[{}]", "[]")
                case .boolean: (path, "true", "false")
                case .integer: ("\(path) > 0", "1", "0")
                case .string where field.allowedValues.count > 1:
                    ("\(path) == '\(word)'", word, field.allowedValues[1])
                default: nil
                }
            guard let example else { continue }
            self.kind = kind
            self.path = path
            isOptional = field.isOptional
            condition = (isOptional ? "has(\(path)) && " : "") + example.condition
            shown = if case .list(.object) = field.type { "\(path).size()" } else { path }
            good = example.good
            broken = example.broken
            mayBeUnknown = field.source != .config
            return
        }
        return nil
    }

    /// What must be replaced to make it a real rule, by its place in the file.
    static let placeholders: [(key: String, text: String)] = [
        ("title", "What is wrong, in a few words"), ("message", "Say what is wrong, with the values that matter:"),
        ("why", "Say what happens to mail, or to people, when this is so."), ("fix", "Say what to do."),
        ("references", "https://example.com/where-this-is-asked-for"),
    ]

    /// The text of the file.
    package var text: String {
        let unknown =
            mayBeUnknown
            ? "\n  - { name: nobody answers, base: direct, given: { \(path): !unknown timeout }, expect: undetermined, cause: timeout }"
            : ""
        let shown = isOptional ? "" : " {\(shown)}"
        return """
            engine: 1
            title: What is wrong, in a few words
            # error: mail is rejected, lost or unauthenticated; warning: degraded, or will break; notice: good practice.
            severity: warning
            # preview: shown, without a say in the verdict. Say stable when you trust it.
            status: preview
            # \(kind.documentation); `sendready rules facts \(kind.name)` lists what a rule sees of it.
            for_each: \(kind.name)
            # What must be true.
            assert: \(quoted(condition))
            message: 'Say what is wrong, with the values that matter:\(shown).'
            why: |
              Say what happens to mail, or to people, when this is so.
            fix:
              text: Say what to do.
            references: [https://example.com/where-this-is-asked-for]
            tests:
              - { name: as it should be, base: direct, given: { \(path): \(good) }, expect: pass }
              - { name: broken, base: direct, given: { \(path): \(broken) }, expect: fail, message: Say what is wrong }\(unknown)

            """
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
