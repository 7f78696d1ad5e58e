extension ObjectType {
    package static let zone = ObjectType(
        "Zone", "A zone that a name of the deployment lies in, as its own servers show it.",
        [
            .subject,
            .init("name", .string, .dns, "The zone."),
            .init("owner", .string, .dns, "The same, absolute."),
            .init("answers", .boolean, .dns, "At least one of its servers answers with authority."),
            .init("detail", .string, .dns, "What each server that does not answer did, in words. Never unknown."),
            .init("servers", .list(.object("ZoneServer")), .dns, "Its servers, once for each address."),
            .init("unlocated", .list(.string), .dns, "Servers that have no usable address, and why."),
            .init("server_names", .integer, .derived, "How many servers the zone has by name, in its own records or above."),
            .init("server_addresses", .integer, .derived, "How many addresses they have."),
            .init("only_delegated", .list(.string), .derived, "Servers that only the zone above names."),
            .init("only_own", .list(.string), .derived, "Servers that only the zone itself names."),
            .init("stale_glue", .list(.string), .derived, "Servers whose glue is not among their addresses, with both."),
            .init("serials", .list(.integer), .dns, "The distinct serial numbers of its SOA."),
            .init("disagreements", .list(.object("Disagreement")), .derived, "Needed records that its servers do not agree on."),
            .init(
                "security", .string, optional: true, .derived, allowed: ["secure", "insecure", "bogus"],
                "What DNSSEC validation says of the zone's keys; absent without a trust anchor."),
            .init("security_reason", .string, optional: true, .derived, "Why it is not secure."),
            .init(
                "signatures_end", .timestamp, optional: true, .derived,
                "When the first of the signatures over needed records ends; absent when there is none."),
            .init("ending_first", .string, optional: true, .derived, "The record set that this signature is over."),
            .init(
                "signs_online", .boolean, .derived, "Answers are signed when they are given: denials show it (RFC 9824)."),
            .init("weak_signing", .list(.string), .derived, "Algorithms and digests that should be used no more, in words."),
        ])

    package static let zoneServer = ObjectType(
        "ZoneServer", "A name server of a zone, at one address.",
        [
            .init("name", .string, .dns, "Its name."),
            .init("address", .address, .dns, "Its address."),
            .init("delegated", .boolean, .derived, "The zone above names it."),
            .init("listed", .boolean, .derived, "The zone itself names it."),
            .init("asked", .boolean, .derived, "The machine of the audit has a way to its address: IPv6, for one."),
            .init("authoritative", .boolean, .dns, "It answers with authority for the zone; unknown when it does not reply."),
            .init("serial", .integer, optional: true, .dns, "The serial number of the zone's SOA there."),
            .init("detail", .string, .dns, "What it did, in words. Never unknown."),
        ])

    package static let disagreement = ObjectType(
        "Disagreement", "Records that servers of one zone do not agree on.",
        [
            .init("name", .string, .dns, "The name."),
            .init("type", .string, .dns, "The record type."),
            .init("answers", .list(.string), .dns, "What is said, and by which servers."),
        ])

    package static let outdatedAnswer = ObjectType(
        "OutdatedAnswer", "An answer that a resolver still gives, and the zone's servers do not.",
        [
            .init("type", .string, .dns, "The record type."),
            .init("given", .string, .dns, "What the resolver gives."),
            .init("published", .string, .dns, "What the zone's servers give."),
            .init("until", .timestamp, .derived, "How long the resolver may keep its answer."),
        ])
}
