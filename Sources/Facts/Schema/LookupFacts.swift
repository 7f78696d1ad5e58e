extension ObjectType {
    static let causes = ["timeout", "servfail", "refused", "bogus", "network", "not-probed"]

    package static let resolver = ObjectType(
        "Resolver", "A resolver that a view asks.",
        [
            .subject,
            .init("view", .string, .config, "The view."),
            .init("endpoint", .string, .config, "Its address and port."),
            .init("answers", .boolean, .dns, "It replied to at least one question. Never unknown."),
            .init("cause", .string, .dns, allowed: causes, "Why there was no reply; of no meaning when there was one."),
            .init("detail", .string, .dns, "What was tried."),
        ])

    package static let name = ObjectType(
        "Name", "A name that the deployment needs, in one view.",
        [
            .subject,
            .init("name", .string, .config, "The name."),
            .init("view", .string, .config, "The view."),
            .init("failures", .list(.object("LookupFailure")), .dns, "The questions that did not conclude. Never unknown."),
            .init("alias_chain", .list(.string), .dns, "The names that its CNAME records lead through; empty without one."),
            .init(
                "dangling", .boolean, .derived,
                "It is an alias, and nothing of what was asked for stands at the end, or it loops."),
            .init("data_beside_alias", .list(.string), .derived, "Record types that stand at the name beside its CNAME."),
            .init("only_by_wildcard", .boolean, .derived, "Any other label beside it gets the same addresses."),
            .init(
                "dnssec", .string, optional: true, .derived, allowed: ["secure", "insecure", "bogus"],
                "What our own DNSSEC validation says of its records; absent when they were not validated."),
            .init("dnssec_reason", .string, optional: true, .derived, "Why they are not secure."),
            .init(
                "outdated", .list(.object("OutdatedAnswer")), .derived,
                "Answers that the zone's own servers no longer give. Never unknown."),
        ])

    package static let lookupFailure = ObjectType(
        "LookupFailure", "A question that did not conclude.",
        [
            .init("type", .string, .dns, "The record type that was asked for."),
            .init("cause", .string, .dns, allowed: causes, "Why."),
            .init("detail", .string, .dns, "What was tried, in words."),
        ])

    package static let specialAddress = ObjectType(
        "SpecialAddress", "An address that the public Internet cannot reach.",
        [
            .init("address", .address, .dns, "The address."),
            .init("kind", .string, .derived, "Its block in the special-purpose registries: private, documentation, …"),
        ])
}
