import ArgumentParser
import Rules

/// Shell completions for words that depend on the rules: the shell calls the program while someone types.
extension CompletionKind {
    /// The ids of the rules, including those of a `--rules` folder on the same line.
    static let ruleIDs = custom { words, _, _ in book(words)?.rules.map(\.id) ?? [] }

    static let profiles = custom { words, _, _ in book(words)?.profiles.map(\.id) ?? [] }

    /// Deployment files, settings and other YAML.
    static let yaml = file(extensions: ["yaml", "yml"])

    /// - Parameter words: the current line. If a folder is unreadable or has mistakes, the built-in rules are used: the
    ///   error appears when the command runs.
    private static func book(_ words: [String]) -> RuleBook? {
        let folder = words.firstIndex(of: "--rules").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
        return (try? RulesFolder(path: folder).book()) ?? (try? RulesFolder(path: nil).book())
    }
}
