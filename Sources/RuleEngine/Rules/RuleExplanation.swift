/// Everything about one rule, as a page for people.
public struct RuleExplanation: Sendable, Hashable {
    public struct Section: Sendable, Hashable {
        public enum Body: Sendable, Hashable {
            /// Markdown.
            case text(String)
            /// To be shown as it is.
            case code(String)
            case list([String])
        }

        public let heading: String
        public let body: Body
    }

    public let id: String
    public let title: String
    /// `error, escalates to …`: one line.
    public let summary: String
    public let sections: [Section]
}
