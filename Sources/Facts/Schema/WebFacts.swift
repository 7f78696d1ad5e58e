import Deployment

extension ObjectType.Field {
    /// What one name resolves to. The families stand apart, so that one that could not be had does not hide the other.
    static let resolved: [ObjectType.Field] = [
        .init("a", .list(.address), .dns, "The IPv4 addresses, aliases followed."),
        .init("aaaa", .list(.address), .dns, "The IPv6 addresses, aliases followed."),
        .init("a_special", .list(.object("SpecialAddress")), .derived, "Those of `a` that are not public."),
        .init("aaaa_special", .list(.object("SpecialAddress")), .derived, "Those of `aaaa` that are not public."),
        .init("aliases", .list(.string), .dns, "The names that its CNAME records lead through, in order."),
    ]
}

extension ObjectType {
    package static let webName = ObjectType(
        "WebName", "A name that people's browsers and mail programs open.",
        [
            .subject,
            .init("role", .string, .config, allowed: WebRole.allCases.map(\.rawValue), "Its role."),
            .init("name", .string, .config, "The name, as the deployment file spells it."),
            .init("owner", .string, .config, "The name as records are published under it: absolute, in A-labels."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("exposure", .string, .config, allowed: ["public", "internal"], "From where it is meant to be reached."),
            .init("must_resolve", .boolean, .config, "It must have an address in this view."),
            .init("expected", .list(.address), .config, "The addresses that it must resolve to in this view."),
            .init("behind_nat", .boolean, .config, "The platform listens at other addresses than the name leads to."),
            .init(
                "coinciding", .list(.string), .derived,
                "Names of other roles that lead to the same address and port in this view, none of them behind NAT."),
            .init(
                "leads_as_public", .boolean, .derived, "It leads to the same addresses as in the public view; of other views."),
            .init("plans_ipv4", .boolean, .config, "`expected` holds an IPv4 address."),
            .init("plans_ipv6", .boolean, .config, "`expected` holds an IPv6 address."),
            .init(
                "certificates", .list(.object("ServedCertificate")), .probe,
                "The different certificates that its addresses serve."),
        ] + ObjectType.Field.resolved)
}
