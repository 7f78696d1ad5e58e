package import Rules

/// The page about what mailbox providers ask for, made from their profiles.
package struct ProviderReference {
    private let profiles: [Profile]
    private let rules: [String: Rule]

    package init(_ book: RuleBook) {
        profiles = book.profiles.filter(\.isProvider).sorted { $0.id < $1.id }
        rules = Dictionary(book.rules.map { ($0.id, $0) }) { first, _ in first }
    }

    package var text: String {
        """
        # What mailbox providers ask for

        Generated from the profiles in `Rules/profiles/` by `Scripts/generate`; do not edit.

        A profile is our reading of what a provider publishes. Each table says where a demand stands, and the line above it on what day the
        pages were read. Providers change their pages without notice, and they weigh more than they write down: a profile that is content
        means that the technical conditions are met, not that mail reaches the inbox.

        "required": a failure is an error, and makes the provider's line "not ready". "recommended": a failure is a warning.
        "considered": it counts as much as the rule's own severity says.

        \(profiles.map { "- [\($0.title)](#\(Self.anchor($0.title)))\n" }.joined())
        """ + profiles.map(section).joined()
    }

    /// The anchor that Markdown renderers make of a heading.
    private static func anchor(_ title: String) -> String {
        title.lowercased().replacing(" ", with: "-").filter { $0.isLetter || $0.isNumber || $0 == "-" }
    }

    private func section(_ profile: Profile) -> String {
        let pages = profile.references.enumerated().map { index, page in "\(index + 1). <\(page)>\n" }
        let rows = Profile.Requirement.allCases.reversed().flatMap { requirement in
            profile.requirements.filter { $0.value == requirement }.keys.sorted().map { row($0, requirement, profile) }
        }
        let unchecked = profile.unchecked.map { "- \($0)\n" }
        let rest =
            unchecked.isEmpty
            ? "" : "\nNot looked at, because it lies in the mail itself or in what nobody publishes:\n\n\(unchecked.joined())"
        return """

            ## \(profile.title)

            \(profile.about.split(whereSeparator: \.isNewline).joined(separator: "\n"))

            Profile `\(profile.id)`, from these pages as read on \(profile.checked ?? "an unknown day"):

            \(pages.joined())
            | rule | | what the page says | page |
            |---|---|---|---|
            \(rows.joined())
            """ + rest
    }

    private func row(_ id: String, _ requirement: Profile.Requirement, _ profile: Profile) -> String {
        let ground = profile.grounds[id]
        let page = ground?.source.flatMap { profile.references.firstIndex(of: $0) }.map { "\($0 + 1)" } ?? ""
        let says = (ground?.says ?? rules[id]?.title ?? "").replacing("|", with: "\\|")
        return "| [\(id)](../Rules/pages/\(id).md) | \(requirement.rawValue) | \(says) | \(page) |\n"
    }
}
