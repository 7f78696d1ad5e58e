/// The rule settings in the deployment file. Whoever loads the rules checks ids, profiles and parameters.
package struct RuleSettings: Hashable, Sendable {
    package struct Profile: Hashable, Sendable {
        package let name: String
        package let place: SourcePlace

        package init(name: String, place: SourcePlace) {
            self.name = name
            self.place = place
        }
    }

    /// Empty for the default profile.
    package let profiles: [Profile]
    /// In order: the last one wins.
    package let overrides: [RuleOverride]
    package let waivers: FileReference?

    package init(profiles: [Profile] = [], overrides: [RuleOverride] = [], waivers: FileReference? = nil) {
        self.profiles = profiles
        self.overrides = overrides
        self.waivers = waivers
    }
}

/// A change to the rules that match a glob.
package struct RuleOverride: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, CaseIterable { case error, warning, notice }

    /// A glob over the subject (`for`), or a new value of a parameter (`params`).
    package struct Entry: Hashable, Sendable {
        package let key: String
        package let value: String
        package let place: SourcePlace

        package init(key: String, value: String, place: SourcePlace) {
            self.key = key
            self.value = value
            self.place = place
        }
    }

    /// A glob over rule ids.
    package let rule: String
    package let selectors: [Entry]
    package let severity: Severity?
    package let isEnabled: Bool?
    package let parameters: [Entry]
    package let reason: String?
    package let place: SourcePlace

    package init(
        rule: String, selectors: [Entry] = [], severity: Severity? = nil, isEnabled: Bool? = nil, parameters: [Entry] = [],
        reason: String? = nil, place: SourcePlace
    ) {
        self.rule = rule
        self.selectors = selectors
        self.severity = severity
        self.isEnabled = isEnabled
        self.parameters = parameters
        self.reason = reason
        self.place = place
    }
}
