/// A file of a rules folder: a rule, a fixture or a profile.
package struct RuleSource: Sendable {
    /// Relative to the rules folder: `mx/target-missing.yaml`, `fixtures/direct.yaml`.
    package let path: String
    package let text: String
    /// What diagnostics call the file.
    package let displayName: String

    package init(path: String, text: String, displayName: String? = nil) {
        self.path = path
        self.text = text
        self.displayName = displayName ?? path
    }

    private static let fixtureFolder = "fixtures/"
    private static let profileFolder = "profiles/"

    package var isFixture: Bool { path.hasPrefix(Self.fixtureFolder) }
    var isProfile: Bool { path.hasPrefix(Self.profileFolder) }

    package var isRule: Bool { !isFixture && !isProfile }

    /// The rule's id, or the name of the fixture or profile.
    package var id: String {
        let folder = isFixture ? Self.fixtureFolder : isProfile ? Self.profileFolder : ""
        let name = path.dropFirst(folder.count)
        return String(name.hasSuffix(".yaml") ? name.dropLast(".yaml".count) : name)
    }
}
