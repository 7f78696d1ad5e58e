import Facts

/// The JSON Schema of profiles, for editors.
package enum ProfileSchema {
    private static let demand = SchemaParts.closed(
        [
            "rule": SchemaParts.text, "lower": SchemaParts.boolean,
            "source": SchemaParts.described(
                SchemaParts.text, "Where it is asked for: one of the references, by default the first."),
            "says": SchemaParts.described(SchemaParts.text, "What the source says, in a sentence."),
        ], required: ["rule"])

    private static let reference = SchemaParts.closed(
        [
            "source": SchemaParts.described(SchemaParts.text, "The address of the page, or an RFC."),
            "read": SchemaParts.described(
                SchemaParts.words(ProfileReference.Reading.self),
                "Which text was read: the page itself, a copy of its own words, or a summary by another author."),
            "at": SchemaParts.described(SchemaParts.text, "The address of the copy or summary; a summary must have one."),
            "dated": SchemaParts.described(SchemaParts.day, "The date of the copy or summary."),
        ], required: ["source", "read"])

    package static var json: String {
        var members: [String: JSONValue] = [
            "engine": SchemaParts.engine, "title": SchemaParts.text, "about": SchemaParts.text, "extends": SchemaParts.texts,
            "rules": SchemaParts.list(SchemaParts.change), "not-checked": SchemaParts.texts,
            "references": SchemaParts.list(["anyOf": [SchemaParts.text, reference]]),
            "checked": SchemaParts.described(
                SchemaParts.day,
                "The day on which the texts behind the references were read last; \"read\" says which texts these are."),
        ]
        for requirement in Profile.Requirement.allCases {
            members[requirement.key] = SchemaParts.described(
                SchemaParts.list(["anyOf": [SchemaParts.text, demand]]),
                "Rules \(requirement.rawValue) by a mailbox provider, as globs.")
        }
        return SchemaParts.document(
            SchemaParts.closed(members, required: ["engine", "title"]), title: "sendready profile")
    }
}
