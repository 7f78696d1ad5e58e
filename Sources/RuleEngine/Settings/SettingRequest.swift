public import StrictYAML

/// A change to rules as somebody wrote it, not yet held against the rules that there are.
public struct SettingRequest: Sendable {
    /// A key of `for` or `params` with its value.
    public struct Entry: Sendable {
        public let key: String
        public let value: String
        public let position: SourcePosition

        public init(key: String, value: String, position: SourcePosition) {
            self.key = key
            self.value = value
            self.position = position
        }
    }

    /// A glob over rule ids.
    public let rule: String
    /// Globs over the subject, by its part.
    public let selectors: [Entry]
    public let severity: Severity?
    public let isEnabled: Bool?
    public let parameters: [Entry]
    public let reason: String?
    public let position: SourcePosition

    public init(
        rule: String, selectors: [Entry] = [], severity: Severity? = nil, isEnabled: Bool? = nil, parameters: [Entry] = [],
        reason: String? = nil, position: SourcePosition
    ) {
        self.rule = rule
        self.selectors = selectors
        self.severity = severity
        self.isEnabled = isEnabled
        self.parameters = parameters
        self.reason = reason
        self.position = position
    }
}
