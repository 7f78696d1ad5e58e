import Facts

/// The JSON Schema of waiver files, for editors.
package enum WaiverSchema {
    package static var json: String {
        let waiver = SchemaParts.closed(
            [
                "rule": SchemaParts.text, "subject": SchemaParts.text, "reason": SchemaParts.text, "by": SchemaParts.text,
                "until": SchemaParts.day,
                "also": SchemaParts.list(["const": .string(Outcome.undetermined.rawValue)]),
            ], required: ["rule", "subject", "until", "reason"])
        return SchemaParts.document(SchemaParts.list(waiver), title: "sendready waivers")
    }
}
