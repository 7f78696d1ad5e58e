/// A file of a rules folder: a rule or a fixture.
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

    var isFixture: Bool { path.hasPrefix("fixtures/") }

    /// The rule's id, or the fixture's name.
    var id: String {
        let name = isFixture ? path.dropFirst("fixtures/".count) : path[...]
        return String(name.hasSuffix(".yaml") ? name.dropLast(".yaml".count) : name)
    }
}
