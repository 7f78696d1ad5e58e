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

    package static var json: String {
        var members: [String: JSONValue] = [
            "engine": SchemaParts.engine, "title": SchemaParts.text, "about": SchemaParts.text, "extends": SchemaParts.texts,
            "rules": SchemaParts.list(SchemaParts.change), "not-checked": SchemaParts.texts,
            "references": SchemaParts.texts,
            "checked": SchemaParts.described(SchemaParts.text, "The day on which the references were read last."),
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
