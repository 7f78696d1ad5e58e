extension ObjectType {
    package static let mailDomain = ObjectType(
        "MailDomain", "A domain that stands in From or MAIL FROM.",
        [
            .subject,
            .init("name", .string, .config, "The domain, as the deployment file spells it."),
            .init("owner", .string, .config, "The name as records are published under it: absolute, in A-labels."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("roles", .list(.string), .config, allowed: ["from", "mail-from"], "Where it stands."),
            .init("mx", .list(.object("MailExchange")), .dns, "Its MX records, preferred first."),
            .init("dmarc", .object("DMARC"), .derived, "The DMARC policy that receivers find for it; of From domains."),
            .init("tls_rpt", .object("SingleRecord"), .derived, "Its TLS-RPT record (RFC 8460)."),
            .init("mta_sts", .object("MTASTS"), .derived, "Its MTA-STS record and policy (RFC 8461); of the public view."),
            .init("bimi", .object("SingleRecord"), .derived, "Its default BIMI record; of From domains."),
            .init(
                "enforced", .boolean, .derived, "DMARC quarantines or rejects, for all mail: what BIMI asks for; of From domains."
            ),
        ] + ObjectType.Field.resolved)

    package static let mailExchange = ObjectType(
        "MailExchange", "An MX record.",
        [
            .init("preference", .integer, .dns, "Lower is tried first."),
            .init("exchange", .string, .dns, "The host's name; `.` for a null MX."),
            .init("is_null", .boolean, .derived, "A null MX: the domain takes no mail (RFC 7505)."),
        ])

    package static let exchangeHost = ObjectType(
        "ExchangeHost", "A host that an MX record of a mail domain names.",
        [
            .subject,
            .init("domain", .string, .config, "The domain whose MX record it stands in."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("exchange", .string, .dns, "The host's name."),
            .init("preference", .integer, .dns, "The MX record's preference."),
            .init("is_address", .boolean, .derived, "The record holds an IP address in place of a name."),
            .init("tlsa", .list(.object("TLSARecord")), .dns, "Its TLSA records (RFC 7672); of the public view."),
            .init("dane_secure", .boolean, .derived, "DNSSEC vouches for them, and for the way to the host."),
            .init("insecure", .list(.string), .derived, "What it does not vouch for, for a sentence each."),
        ] + ObjectType.Field.resolved)

    package static let returnPath = ObjectType(
        "ReturnPath", "Where bounces to a MAIL FROM domain end.",
        [
            .subject,
            .init("sender", .string, .config, "The sender that uses the domain."),
            .init("domain", .string, .config, "The MAIL FROM domain."),
            .init("owner", .string, .config, "The name as records are published under it: absolute, in A-labels."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("destination", .string, .config, allowed: ["sender", "relay"], "Where this view must lead."),
            .init("expected", .list(.address), .config, "The addresses that bounces must reach in this view."),
            .init("split_dns", .boolean, .config, "The views lead to different places on purpose."),
            .init(
                "platform", .list(.address), .config,
                "Addresses of the deployment's own mail servers, from which mail is sent or at which it is accepted."),
            .init("relayed", .boolean, .config, "The sender's mail leaves through the relay."),
            .init("is_from", .boolean, .config, "The domain also stands in From."),
            .init(
                "leads_as_public", .boolean, .derived,
                "Its routes end at the same addresses as those of the public view; of other views."),
            .init("forwarding_proven", .boolean, .derived, "It was seen that the relay hands bounces on to the sender."),
            .init("host", .string, .config, "A host name for its MX record, absolute: the relay's, or one below the domain."),
            .init("routes", .list(.object("Route")), .dns, "The hosts that take its mail, preferred first."),
        ])

    package static let route = ObjectType(
        "Route", "A host that takes mail for a domain.",
        [
            .init("exchange", .string, .dns, "The host's name; the domain's own for an implicit MX."),
            .init("preference", .integer, .dns, "The MX record's preference; 0 for an implicit MX."),
            .init("implicit", .boolean, .dns, "There is no MX record: the domain's own addresses take mail (RFC 5321 §5.1)."),
        ] + ObjectType.Field.resolved)

    package static let sendingAddress = ObjectType(
        "SendingAddress", "An address that mail leaves from, as receivers see it.",
        [
            .subject,
            .init("sender", .string, .config, "The sender."),
            .init("address", .address, .config, "The address."),
            .init("route", .string, .config, allowed: ["direct", "relay"], "How the sender's mail leaves."),
            .init("web_names", .list(.string), .config, "Web names of the deployment that use the same address."),
            .init("reverse_name", .string, .config, "The name that its PTR records stand at."),
            .init("ptr", .list(.object("PointerName")), .dns, "Its PTR names."),
        ])

    package static let pointerName = ObjectType(
        "PointerName", "A name that a PTR record gives to an address.",
        [
            .init("name", .string, .dns, "The name."),
            .init("addresses", .list(.address), .dns, "What it resolves to, in the sending address's family."),
            .init("embeds_address", .boolean, .derived, "The address stands in it, as in names that providers give."),
            .init("planned", .boolean, .derived, "It lies within an organizational domain of the deployment."),
        ])
}
