import Facts
package import Rules

/// The rules as Markdown: a page for each, and an index.
package struct RuleDocuments: Sendable {
    /// Paths within the folder, and their contents.
    package let files: [(path: String, text: String)]

    /// `pages` are the pages of all rules in the book.
    package init(_ book: RuleBook, pages: [RuleExplanation]) {
        let pages = pages.map { (path: "\($0.id).md", text: Self.page($0)) }
        files = [("README.md", Self.index(book))] + pages
    }

    private static func page(_ explanation: RuleExplanation) -> String {
        var lines = ["# \(explanation.id)", "", "\(escaped(explanation.title)).", "", escaped(explanation.summary) + "."]
        for section in explanation.sections {
            lines += ["", "## \(section.heading)", ""]
            switch section.body {
            // The rule's own Markdown.
            case .text(let text): lines.append(trimmed(text))
            case .code(let code): lines += ["```", trimmed(code), "```"]
            case .list(let items): lines += items.map { "- " + escaped(printable($0)).replacing("\n", with: "\n  ") }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func index(_ book: RuleBook) -> String {
        var lines = ["# The rules", "", "\(book.rules.count) rules. Made from the rule files by `sendready rules docs`."]
        let areas = Dictionary(grouping: book.rules) { rule in rule.id.prefix { $0 != "/" } }
        for (area, rules) in areas.sorted(by: { $0.key < $1.key }) {
            lines += ["", "## \(area)", "", "| rule | severity | finds |", "|---|---|---|"]
            lines += rules.map { rule in
                let severity = rule.isAboutLookups ? "undetermined" : rule.severityWords
                let off = rule.isEnabled ? "" : ", off"
                return "| [\(rule.id)](\(rule.id).md) | \(severity)\(off) | \(escaped(rule.title).replacing("|", with: "\\|")) |"
            }
        }
        return lines.joined(separator: "\n") + "\n" + profiles(book.profiles)
    }

    private static func profiles(_ profiles: [Profile]) -> String {
        guard !profiles.isEmpty else { return "" }
        var lines = ["", "# The profiles"]
        for profile in profiles {
            lines += ["", "## \(profile.id)", "", "\(escaped(profile.title)). \(trimmed(profile.about))"]
            for requirement in Profile.Requirement.allCases.reversed() {
                let rules = profile.requirements.filter { $0.value == requirement }.keys.sorted()
                if !rules.isEmpty {
                    lines += [
                        "", "Rules \(requirement.rawValue): " + rules.map { "[\($0)](\($0).md)" }.joined(separator: ", ") + ".",
                    ]
                }
            }
            if !profile.unchecked.isEmpty {
                lines += ["", "Not checked: \(profile.unchecked.map(escaped).joined(separator: "; "))."]
            }
            if !profile.references.isEmpty { lines += [""] + profile.references.map { "- \(escaped($0))" } }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func trimmed(_ text: String) -> String {
        String(text.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Characters that would be markup in running text.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\`*_<>[]".contains(character) { result += "\\" }
            result.append(character)
        }
    }
}
