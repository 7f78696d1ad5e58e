/// A file of a rules folder: a rule, a fixture or a profile.
package struct RuleSource: Sendable {
    /// Relative to the rules folder: `mx/target-missing.yaml`, `fixtures/direct.yaml`.
    package let path: String
    package let text: String
    /// The file name in diagnostics.
    package let displayName: String

    package init(path: String, text: String, displayName: String? = nil) {
        self.path = path
        self.text = text
        self.displayName = displayName ?? path
    }

    /// The text before the rule's tests, if these come last, as in all rules of the project. They are half of all text, and
    /// judging does not need them.
    var textWithoutTests: String {
        let octets = text.utf8
        var start = octets.startIndex
        while let end = octets[start...].firstIndex(of: 0x0a) {
            start = octets.index(after: end)
            if octets[start...].starts(with: "tests:\n".utf8) { return String(text[..<start]) }
        }
        return text
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
