/// The deployment file, version 1, key by key.
enum DeploymentShape {
    static let version = 1

    static let root = MapShape(
        "the deployment file",
        [
            KeyShape("version", .integer(version...version), required: true, "Version of this format."),
            KeyShape("name", .textOrNumber, required: true, "Name of the deployment, as reports show it."),
            KeyShape(
                "scheme", .word(Scheme.allCases.map(\.rawValue)), required: true,
                "direct: the platform itself is reachable from the Internet; relay: mail leaves through an SMTP relay; load-balanced: the web names are behind a balancer."
            ),
            KeyShape("views", .map(views), "Points of view on the DNS."),
            KeyShape("networks", .map(networks), "Overrides of the special-purpose address registries."),
            KeyShape("tls", .map(tls), "Trust in certificates."),
            KeyShape("infrastructure", .map(infrastructure), "What belongs to the platform and not to its customer."),
            KeyShape("dmarc", .map(dmarc), "What a planned DMARC record asks for."),
        ] + WebRole.allCases.map { KeyShape($0.rawValue, webHosts, $0.texts.meaning) } + [
            KeyShape("balancer", .map(balancer), "The balancer; needed in scheme load-balanced."),
            KeyShape("relay", .map(relay), "The SMTP relay; needed in scheme relay and by senders with route relay."),
            KeyShape("senders", .list(.map(sender), atMost: DeploymentLimits.senders), "The senders of the platform."),
            KeyShape("platform", .map(platform), "The platform's own configuration, to compare with."),
            KeyShape("probes", .map(probes), "What may be probed, apart from name servers."),
            KeyShape(
                "dnsbl", .list(.text, atMost: DeploymentLimits.blockLists),
                "Block lists to query; none by default. They see the sending addresses."),
            KeyShape("rules", .map(rules), "Profiles, overrides and waivers."),
        ])

    static let views = MapShape(
        "views",
        [
            KeyShape("public", .map(resolvingView), "What the Internet sees."),
            KeyShape("internal", .map(resolvingView), "What the platform's own hosts and the relay see."),
            KeyShape(
                "authoritative", .map(authoritativeView),
                "What each zone's own servers answer. Queried only if this key is present; {} means the Internet's root."),
        ])

    static let resolvingView = MapShape(
        "view",
        [
            KeyShape(
                "resolvers", .list(.text, atLeast: 1, atMost: DeploymentLimits.resolvers),
                "Resolvers as address[:port], IPv6 with a port in brackets. Default: the system's.")
        ])

    static let authoritativeView = MapShape(
        "view authoritative",
        [
            KeyShape("root-hints", .text, "File with the root's name servers. Default: the Internet's root."),
            KeyShape("trust-anchor", .text, "File with the root's key. Default: the Internet's trust anchor."),
        ])

    static let networks = MapShape(
        "networks",
        [
            KeyShape("internal", blocks(DeploymentLimits.networks), "Blocks treated as not reachable from the Internet."),
            KeyShape("public", blocks(DeploymentLimits.networks), "Blocks treated as global."),
        ])

    static let tls = MapShape(
        "tls",
        [
            KeyShape("ca-file", .text, "PEM file of roots to trust in addition to the system's."),
            KeyShape(
                "authorities",
                .openListMap(atMost: DeploymentLimits.authorities, items: DeploymentLimits.domainsOfAuthority),
                "The domains by which CAA records name an authority of your own: its name, as in certificates, and the domains."),
        ])

    static let infrastructure = MapShape(
        "infrastructure",
        [
            KeyShape(
                "domains", .list(.text, atLeast: 1, atMost: DeploymentLimits.infrastructure), required: true,
                "Names at and below these belong to the platform and are shared by its customers, who do not publish them.")
        ])

    static let dmarc = MapShape(
        "dmarc",
        [
            KeyShape(
                "policy", .word(DMARCWish.Policy.allCases.map(\.rawValue)),
                "The policy of a planned DMARC record, also where the existing record has p=none. Default: quarantine where there is no record."
            ),
            KeyShape("reports", .text, "The mailbox for aggregate reports. Default: dmarc@ and the From domain."),
        ])

    static let webHost = MapShape(
        "web host", exclusive: ["addresses", "alias"],
        [
            KeyShape("host", .text, required: true, "Host name; may be Unicode."),
            KeyShape(
                "addresses", addresses(DeploymentLimits.addressesOfHost),
                "What the name must resolve to. Behind a balancer it must resolve to the balancer instead."),
            KeyShape(
                "alias", .text,
                "Instead of addresses: the name of the CDN or managed balancer that it must lead to, by a CNAME or, at a zone apex, by the same addresses."
            ),
            KeyShape(
                "bind", addresses(DeploymentLimits.addressesOfHost),
                "The platform's own addresses behind NAT or a balancer. Default: addresses."),
            KeyShape("port", .integer(1...65535), "Default: 443."),
            KeyShape("exposure", .word(Exposure.allCases.map(\.rawValue)), "Who must reach it. Default: public."),
        ])

    static let balancer = MapShape(
        "balancer",
        [
            KeyShape(
                "addresses", addresses(DeploymentLimits.balancerAddresses),
                "What the public web names must resolve to. Needed unless each of them has an alias."),
            KeyShape(
                "sources", addresses(DeploymentLimits.balancerAddresses), "The addresses from which it connects to the platform."),
            KeyShape("trusted", blocks(DeploymentLimits.networks), "What the platform is configured to trust."),
            KeyShape("client-address-header", .text, "The header in which it passes the client's address."),
        ])

    static let relay = MapShape(
        "relay",
        [
            KeyShape("host", .text, required: true, "Host name of the relay."),
            KeyShape(
                "addresses", addresses(DeploymentLimits.addressesOfHost), required: true, "Where it accepts mail (bounces)."),
            KeyShape(
                "egress", .list(.either(.text, .map(egress)), atLeast: 1, atMost: DeploymentLimits.addressesOfSender),
                "The addresses from which it sends to the Internet; it accepts mail at addresses only. Default: addresses."),
            KeyShape(
                "split-dns", .boolean,
                "The MAIL FROM domain leads to the relay outside, to the sender inside. Default: false."),
        ])

    static let egress = MapShape(
        "egress address",
        [
            KeyShape("address", .text, required: true, "The address."),
            KeyShape("helo", .text, "ptr or the name that the relay announces. Default: ptr."),
        ])

    static let sender = MapShape(
        "sender",
        [
            KeyShape("name", .textOrNumber, required: true, "Letters, digits, '.', '-' and '_'."),
            KeyShape(
                "route", .word(Route.allCases.map(\.rawValue)),
                "How its mail leaves. Default: relay in scheme relay, else direct."),
            KeyShape("node", .textOrNumber, "The host that runs it, if there are several: letters, digits, '.', '-' and '_'."),
            KeyShape(
                "addresses",
                .list(.either(.text, .map(sendingAddress)), atLeast: 1, atMost: DeploymentLimits.addressesOfSender),
                required: true, "The platform's own sending addresses."),
            KeyShape("helo", .text, "The announced name: ptr, from or a name. Default: ptr."),
            KeyShape(
                "inbound", addresses(DeploymentLimits.addressesOfSender),
                "Where DSNs are accepted, at addresses of other senders too. Default: the sending addresses; senders that share a MAIL FROM domain accept each other's."
            ),
            KeyShape("from", .list(.text, atMost: DeploymentLimits.domainsOfSender), "From domains."),
            KeyShape("mail-from", .list(.text, atMost: DeploymentLimits.domainsOfSender), "MAIL FROM domains."),
            KeyShape("dkim", .list(.map(dkimKey), atMost: DeploymentLimits.keysOfSender), "The keys that it signs with."),
        ])

    static let sendingAddress = MapShape(
        "sending address",
        [
            KeyShape("address", .text, required: true, "The platform's own address."),
            KeyShape("public", .text, "The address that receivers see behind NAT."),
            KeyShape("helo", .text, "Overrides the sender's helo."),
        ])

    static let dkimKey = MapShape(
        "DKIM key", exclusive: ["private-key", "public-key"],
        [
            KeyShape("domain", .text, required: true, "The signing domain (d=)."),
            KeyShape("selector", .textOrNumber, required: true, "The selector (s=)."),
            KeyShape("private-key", .text, "PEM file; only its public half is derived."),
            KeyShape("public-key", .text, "PEM file."),
        ])

    static let platform = MapShape("platform", [KeyShape("config", .text, "The platform's main.json.")])

    static let probes = MapShape(
        "probes",
        [
            KeyShape("tls", .boolean, "TLS handshakes with web hosts. Default: true."),
            KeyShape("smtp", .boolean, "SMTP up to RCPT TO, never DATA. Default: false."),
            KeyShape("http", .boolean, "The MTA-STS policy, and plain HTTP at web hosts. Default: true."),
        ])

    static let rules = MapShape(
        "rules",
        [
            KeyShape("profiles", .list(.text, atLeast: 1, atMost: DeploymentLimits.profiles), "Default: [default]."),
            KeyShape(
                "override", .list(.map(ruleOverride), atMost: DeploymentLimits.overrides),
                "Changes to rules, in order; the last one wins."),
            KeyShape("waivers", .text, "File of waivers."),
        ])

    static let ruleOverride = MapShape(
        "override",
        [
            KeyShape("rule", .text, required: true, "Glob over rule ids."),
            KeyShape("for", .openMap(atMost: DeploymentLimits.overrideEntries), "Globs over the subject."),
            KeyShape("severity", .word(RuleOverride.Severity.allCases.map(\.rawValue)), "The new severity."),
            KeyShape("enabled", .boolean, "Whether the rule runs."),
            KeyShape("params", .openMap(atMost: DeploymentLimits.overrideEntries), "New values of parameters."),
            KeyShape("reason", .text, "Why."),
        ])

    private static let webHosts = ValueShape.list(.map(webHost), atMost: DeploymentLimits.webHosts)

    private static func addresses(_ atMost: Int) -> ValueShape { .list(.text, atLeast: 1, atMost: atMost) }

    private static func blocks(_ atMost: Int) -> ValueShape { .list(.text, atMost: atMost) }
}
