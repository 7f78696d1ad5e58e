/// What the deployment file says about rules. Ids, profiles and parameters are checked by whoever loads the rules.
public struct RuleSettings: Hashable, Sendable {
    public struct Profile: Hashable, Sendable {
        public let name: String
        public let place: SourcePlace

        public init(name: String, place: SourcePlace) {
            self.name = name
            self.place = place
        }
    }

    /// Empty stands for the default profile.
    public let profiles: [Profile]
    /// In order: the last one wins.
    public let overrides: [RuleOverride]
    public let waivers: FileReference?

    public init(profiles: [Profile] = [], overrides: [RuleOverride] = [], waivers: FileReference? = nil) {
        self.profiles = profiles
        self.overrides = overrides
        self.waivers = waivers
    }
}

/// A change to the rules that a glob matches.
public struct RuleOverride: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable, CaseIterable { case error, warning, notice }

    /// A glob over the subject (`for`), or a new value of a parameter (`params`).
    public struct Entry: Hashable, Sendable {
        public let key: String
        public let value: String
        public let place: SourcePlace

        public init(key: String, value: String, place: SourcePlace) {
            self.key = key
            self.value = value
            self.place = place
        }
    }

    /// A glob over rule ids.
    public let rule: String
    public let selectors: [Entry]
    public let severity: Severity?
    public let isEnabled: Bool?
    public let parameters: [Entry]
    public let reason: String?
    public let place: SourcePlace

    public init(
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
