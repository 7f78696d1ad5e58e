import ArgumentParser
import Rules

/// What shells offer for words that only the rules know: the program is asked while somebody types.
extension CompletionKind {
    /// The ids of the rules, those of a `--rules` folder on the same line among them.
    static let ruleIDs = custom { words, _, _ in book(words)?.rules.map(\.id) ?? [] }

    static let profiles = custom { words, _, _ in book(words)?.profiles.map(\.id) ?? [] }

    /// Deployment files, settings and other YAML.
    static let yaml = file(extensions: ["yaml", "yml"])

    /// - Parameter words: the line as it stands. A folder that cannot be read, or a mistake in it, leaves the built-in rules:
    ///   who types is told when the command runs.
    private static func book(_ words: [String]) -> RuleBook? {
        let folder = words.firstIndex(of: "--rules").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
        return (try? RulesFolder(path: folder).book()) ?? (try? RulesFolder(path: nil).book())
    }
}
