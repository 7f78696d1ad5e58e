extension ObjectType {
    package static let dmarc = ObjectType(
        "DMARC", "The policy that a receiver finds for a From domain (RFC 9989 §4.10).",
        [
            .init("found", .boolean, .derived, "There is a usable record at the domain or above it."),
            .init("record", .string, optional: true, .dns, "The record whose policy applies."),
            .init("at", .string, optional: true, .derived, "The domain below whose `_dmarc` it stands."),
            .init("asked", .list(.string), .config, "The names that the tree walk asks."),
            .init("own_records", .list(.string), .dns, "The DMARC records at the domain's own `_dmarc`."),
            .init("multiple_at", .list(.string), .derived, "Names of the walk with more than one DMARC record."),
            .init("misplaced", .list(.string), .dns, "Wrong names at which a DMARC record stands instead."),
            .init("only_by_wildcard", .boolean, .derived, "Any other label beside `_dmarc` gets the same answer."),
            .init("problems", .list(.object("PolicyProblem")), .derived, "What is wrong with the record's text."),
            .init("repaired_record", .string, optional: true, .derived, "The record with its broken parts repaired."),
            .init(
                "policy", .string, optional: true, .derived, allowed: ["none", "quarantine", "reject"], "The `p` tag, when valid."
            ),
            .init(
                "effective", .string, optional: true, .derived, allowed: ["none", "quarantine", "reject"],
                "The policy for mail from the domain: `p`, `sp` or `np`, before `t`."),
            .init("inherited", .boolean, .derived, "The policy comes from a domain above."),
            .init("testing", .boolean, .derived, "`t=y` is set."),
            .init("aggregate_uris", .list(.string), .derived, "The usable `rua` addresses."),
            .init("destinations", .list(.object("ReportDestination")), .derived, "Where reports go."),
            .init("removed_tags", .list(.string), .derived, "Tags that RFC 9989 no longer knows."),
            .init("differs", .list(.string), .derived, "How the older reading (RFC 7489) of policy differs, in words."),
        ])

    package static let reportDestination = ObjectType(
        "ReportDestination", "A domain that DMARC reports are sent to.",
        [
            .init("uri", .string, .derived, "The address."),
            .init("domain", .string, .derived, "Its domain."),
            .init("external", .boolean, .derived, "Outside the organizational domain of the record."),
            .init("authorised", .boolean, .dns, "The destination says that it takes the reports (RFC 9990 §4)."),
            .init("authorisation_name", .string, .derived, "Where it says so."),
            .init("deliverable", .boolean, .dns, "Its domain takes mail."),
        ])

    /// A record of a kind that a domain may have once.
    package static let singleRecord = ObjectType(
        "SingleRecord", "A record that a domain may have, and what is wrong with it.",
        [
            .init("name", .string, .config, "Where it stands."),
            .init("records", .list(.string), .dns, "The records of the kind that stand there."),
            .init("problems", .list(.object("PolicyProblem")), .derived, "What is wrong with the text of the one record."),
        ])
}
