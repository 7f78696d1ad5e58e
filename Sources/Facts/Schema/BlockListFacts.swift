extension ObjectType {
    package static let blockList = ObjectType(
        "BlockList", "A block list that the deployment file names.",
        [
            .subject,
            .init("zone", .string, .config, "Its zone."),
            .init(
                "lists_addresses", .boolean, .dns, "It holds the test entry for addresses, and not its opposite (RFC 5782 §5)."),
            .init("lists_domains", .boolean, .dns, "It holds the test entry for domains, and not its opposite."),
            .init("refuses", .boolean, .dns, "It does not serve the resolver that asks."),
            .init("refusal", .string, .dns, "Why it refuses; empty when it does not."),
        ])

    package static let listing = ObjectType(
        "Listing", "What a block list that is alive says about an address or a domain of the deployment.",
        [
            .subject,
            .init("list", .string, .config, "The list's zone."),
            .init("of", .string, .config, allowed: ["address", "domain"], "What was asked for."),
            .init("target", .string, .config, "The address or the domain."),
            .init("listed", .boolean, .dns, "It is listed; unknown when the list refuses to say."),
            .init("policy", .boolean, .dns, "Listed only for what it is (a dynamic range, say), not for what it did."),
            .init("codes", .list(.string), .dns, "The list's codes."),
            .init("reasons", .list(.string), .dns, "The list's own words (its TXT records)."),
        ])
}
