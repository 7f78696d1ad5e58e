/// A file of a rules folder: a rule, a fixture or a profile.
public struct RuleSource: Sendable {
    /// Relative to the rules folder: `mx/target-missing.yaml`, `fixtures/direct.yaml`.
    public let path: String
    public let text: String
    /// What diagnostics call the file.
    public let displayName: String

    public init(path: String, text: String, displayName: String? = nil) {
        self.path = path
        self.text = text
        self.displayName = displayName ?? path
    }

    private static let fixtureFolder = "fixtures/"
    private static let profileFolder = "profiles/"

    public var isFixture: Bool { path.hasPrefix(Self.fixtureFolder) }
    var isProfile: Bool { path.hasPrefix(Self.profileFolder) }

    public var isRule: Bool { !isFixture && !isProfile }

    /// The rule's id, or the name of the fixture or profile.
    public var id: String {
        let folder = isFixture ? Self.fixtureFolder : isProfile ? Self.profileFolder : ""
        let name = path.dropFirst(folder.count)
        return String(name.hasSuffix(".yaml") ? name.dropLast(".yaml".count) : name)
    }
}
