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

        A profile is our reading of what a provider publishes. Each table says which source makes a demand. The list above the table says
        which text of each source was read, and the day on which that was done: not every page could be read in its current original. Where
        a copy or a summary was read, the provider may have changed the page since. Providers also weigh more than they write down: a
        profile that passes means that the technical conditions are met, not that mail reaches the inbox.

        "required": a failure is an error, and makes the provider's line "not ready". "recommended": a failure is a warning.
        "considered": a failure counts as much as the rule's own severity says.

        sendready reads what is published and how servers answer. It reads no mail: whether messages are signed, comply with RFC 5322 or
        have an unsubscribe link, and how many recipients report them as spam, is not checked in any profile. Each section lists which of
        the provider's demands are of this kind.

        \(profiles.map { "- [\($0.title)](#\(Self.anchor($0.title)))\n" }.joined())
        """ + profiles.map(section).joined()
    }

    /// The anchor that Markdown renderers make of a heading.
    private static func anchor(_ title: String) -> String {
        title.lowercased().replacing(" ", with: "-").filter { $0.isLetter || $0.isNumber || $0 == "-" }
    }

    private func section(_ profile: Profile) -> String {
        let pages = profile.sources.enumerated().map { index, source in "\(index + 1). \(Self.line(source))\n" }
        let rows = Profile.Requirement.allCases.reversed().flatMap { requirement in
            profile.requirements.filter { $0.value == requirement }.keys.sorted().map { row($0, requirement, profile) }
        }
        let unchecked = profile.unchecked.map { "- \($0)\n" }
        let rest =
            unchecked.isEmpty
            ? "" : "\nNot checked, because it depends on the mail itself or is not published:\n\n\(unchecked.joined())"
        return """

            ## \(profile.title)

            \(profile.about.split(whereSeparator: \.isNewline).joined(separator: "\n"))

            Profile `\(profile.id)`. Sources, read on \(profile.checked ?? "an unknown day"):

            \(pages.joined())
            | rule | | what the source says | source |
            |---|---|---|---|
            \(rows.joined())
            """ + rest
    }

    private static func line(_ source: ProfileReference) -> String {
        let page = link(source.source)
        let date = source.dated.map { " of \($0)" }
        let place = source.place.map { ", \(link($0))" } ?? ""
        return switch source.reading {
        case .page: "\(page): the page itself"
        case .copy: "\(page): a copy\(date ?? " without a date")\(place)"
        case .summary: "\(page): not the page, but a summary\(date ?? " without a date")\(place)"
        case nil: page
        }
    }

    private static func link(_ text: String) -> String { text.contains("://") ? "<\(text)>" : text }

    private func row(_ id: String, _ requirement: Profile.Requirement, _ profile: Profile) -> String {
        let ground = profile.grounds[id]
        let page = ground?.source.flatMap { profile.references.firstIndex(of: $0) }.map { "\($0 + 1)" } ?? ""
        let says = (ground?.says ?? rules[id]?.title ?? "").replacing("|", with: "\\|")
        return "| [\(id)](../Rules/pages/\(id).md) | \(requirement.rawValue) | \(says) | \(page) |\n"
    }
}
