package import StrictYAML

/// A change to rules as written by a person, not yet checked against the existing rules.
package struct SettingRequest: Sendable {
    /// A key of `for` or `params` with its value.
    package struct Entry: Sendable {
        package let key: String
        package let value: String
        package let position: SourcePosition

        package init(key: String, value: String, position: SourcePosition) {
            self.key = key
            self.value = value
            self.position = position
        }
    }

    /// A glob over rule ids.
    package let rule: String
    /// Globs over the subject, by its part.
    package let selectors: [Entry]
    package let severity: Severity?
    /// Whether the rule's own `lower` applies besides a severity set by a profile.
    package let keepsLower: Bool
    package let isEnabled: Bool?
    package let parameters: [Entry]
    package let reason: String?
    package let position: SourcePosition

    package init(
        rule: String, selectors: [Entry] = [], severity: Severity? = nil, keepsLower: Bool = true, isEnabled: Bool? = nil,
        parameters: [Entry] = [],
        reason: String? = nil, position: SourcePosition
    ) {
        self.rule = rule
        self.selectors = selectors
        self.severity = severity
        self.keepsLower = keepsLower
        self.isEnabled = isEnabled
        self.parameters = parameters
        self.reason = reason
        self.position = position
    }
}
