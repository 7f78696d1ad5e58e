extension ObjectType {
    public static let spfDomain = ObjectType(
        "SPFDomain", "A domain whose SPF record receivers read.",
        [
            .subject,
            .init("name", .string, .config, "The domain, as the deployment file spells it."),
            .init("owner", .string, .config, "The name as records are published under it: absolute, in A-labels."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("roles", .list(.string), .config, allowed: ["mail-from", "from"], "Why receivers read it."),
            .init("planned_addresses", .list(.address), .config, "The sending addresses that it must authorise."),
            .init("records", .list(.string), .dns, "The TXT records whose version is `v=spf1` (RFC 7208 §4.5)."),
        ])

    public static let dkimKey = ObjectType(
        "DKIMKey", "A DKIM selector that senders sign with.",
        [
            .subject,
            .init("domain", .string, .config, "The signing domain (`d=`)."),
            .init("selector", .string, .config, "The selector (`s=`)."),
            .init("name", .string, .config, "Where the key record stands."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("senders", .list(.string), .config, "The senders that sign with it."),
            .init("records", .list(.string), .dns, "The TXT records there, aliases followed, strings joined."),
        ])

    public static let dmarc = ObjectType(
        "DMARC", "The policy that a receiver finds for a From domain (RFC 9989 §4.10).",
        [
            .init("found", .boolean, .derived, "There is a usable record at the domain or above it."),
            .init("record", .string, optional: true, .dns, "The record whose policy applies."),
            .init("at", .string, optional: true, .derived, "The domain below whose `_dmarc` it stands."),
            .init("asked", .list(.string), .config, "The names that the tree walk asks."),
        ])
}
