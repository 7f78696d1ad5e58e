/// Every type, field and subject kind that rules can use: the one place from which the rule checker, the fact files'
/// reader and the documentation are made.
package struct FactSchema: Sendable {
    package let root: ObjectType
    package let kinds: [SubjectKind]
    private let typesByName: [String: ObjectType]

    package init(root: ObjectType, types: [ObjectType], kinds: [SubjectKind]) {
        self.root = root
        self.kinds = kinds
        typesByName = Dictionary(uniqueKeysWithValues: ([root] + types).map { ($0.name, $0) })
    }

    package func type(_ name: String) -> ObjectType? { typesByName[name] }
    package func kind(_ name: String) -> SubjectKind? { kinds.first { $0.name == name } }
    package var types: [ObjectType] { typesByName.values.sorted { $0.name < $1.name } }

    /// The schema of this version.
    package static let current = FactSchema(
        root: .facts,
        types: [
            .subject, .deployment, .roleDecision, .resolver, .name, .lookupFailure, .specialAddress, .webName,
            .mailDomain, .mailExchange, .exchangeHost, .returnPath, .route, .sendingAddress, .pointerName, .spfDomain,
            .dkimKey, .dmarc,
            .zone, .zoneServer, .disagreement, .outdatedAnswer, .policyProblem, .mailPath, .reportDestination, .singleRecord,
            .smtpEndpoint, .tlsaRecord, .mtaSTS,
            .tlsEndpoint, .certificate, .verifyProblem, .servedCertificate, .certificationAuthorityAuthorization,
            .blockList, .listing,
            .webHost, .record, .listener, .addressClaim, .balancer, .platformSetting, .helo, .internalZone,
        ],
        kinds: [
            SubjectKind(
                "deployment", variable: "deployment", type: .deployment, in: "deployment", "the deployment as a whole"),
            SubjectKind("role", variable: "role", type: .roleDecision, in: "roles", "a question of the placement guide"),
            SubjectKind(
                "resolver", variable: "resolver", type: .resolver, in: "resolvers", "a configured resolver of a view"),
            SubjectKind("name", variable: "name", type: .name, in: "names", "a name that the deployment needs, in a view"),
            SubjectKind(
                "zone", variable: "zone", type: .zone, in: "zones",
                "a zone that a name of the deployment lies in; only with the authoritative view"),
            SubjectKind(
                "web_name", variable: "web", type: .webName, in: "web_names",
                "a panel, tracking or pixel name, in a view in which it matters"),
            SubjectKind(
                "mail_domain", variable: "domain", type: .mailDomain, in: "mail_domains", "a From or MAIL FROM domain, in a view"),
            SubjectKind("mx_target", variable: "target", type: .exchangeHost, in: "mx_targets", "a host that an MX record names"),
            SubjectKind(
                "return_path", variable: "path", type: .returnPath, in: "return_paths",
                "the way of a sender's bounces, in a view"),
            SubjectKind(
                "sending_address", variable: "address", type: .sendingAddress, in: "sending_addresses",
                "a sending address as receivers see it"),
            SubjectKind(
                "spf_domain", variable: "spf", type: .spfDomain, in: "spf_domains", "a domain whose SPF record receivers read"),
            SubjectKind(
                "path", variable: "mail", type: .mailPath, in: "paths",
                "one way that mail takes: sender, sending address, From and MAIL FROM domain"),
            SubjectKind(
                "web_host", variable: "host", type: .webHost, in: "web_hosts", "a web name as the deployment file gives it"),
            SubjectKind(
                "record", variable: "record", type: .record, in: "records",
                "records of one name and type that must exist in a view"),
            SubjectKind(
                "listener", variable: "listener", type: .listener, in: "listeners",
                "an address and port of the platform's web servers"),
            SubjectKind(
                "address_claim", variable: "claim", type: .addressClaim, in: "address_claims", "an address and who sends from it"),
            SubjectKind("balancer", variable: "balancer", type: .balancer, in: "balancers", "the balancer before the web names"),
            SubjectKind(
                "platform_setting", variable: "setting", type: .platformSetting, in: "platform_settings",
                "a key of the platform's own configuration file"),
            SubjectKind("helo", variable: "helo", type: .helo, in: "helos", "a name that is announced from a sending address"),
            SubjectKind(
                "internal_zone", variable: "inside", type: .internalZone, in: "internal_zones",
                "a zone of the internal view that stands in place of the public one"),
            SubjectKind(
                "smtp_endpoint", variable: "server", type: .smtpEndpoint, in: "smtp_endpoints",
                "an address where mail for a domain is taken, in a view"),
            SubjectKind(
                "tls_endpoint", variable: "endpoint", type: .tlsEndpoint, in: "tls_endpoints",
                "an address at which a name is served over TLS, in a view"),
            SubjectKind("block_list", variable: "list", type: .blockList, in: "block_lists", "a block list that the file names"),
            SubjectKind(
                "listing", variable: "listing", type: .listing, in: "listings",
                "what a block list says about a sending address or a domain"),
            SubjectKind("dkim_key", variable: "key", type: .dkimKey, in: "dkim_keys", "a DKIM selector that senders sign with"),
        ])
}

extension ObjectType {
    package static let facts = ObjectType(
        "Facts", "Everything that was learned.",
        [
            .init("deployment", .object("Deployment"), .config, "What the deployment file says."),
            .init("roles", .list(.object("RoleDecision")), .config, "The questions of the placement guide."),
            .init("resolvers", .list(.object("Resolver")), .dns, "The resolvers of each view."),
            .init("names", .list(.object("Name")), .dns, "Every name that was looked up, by view."),
            .init("zones", .list(.object("Zone")), .dns, "Zones as their own servers show them."),
            .init("web_names", .list(.object("WebName")), .dns, "Panel, tracking and pixel names, by view."),
            .init("mail_domains", .list(.object("MailDomain")), .dns, "From and MAIL FROM domains, by view."),
            .init("mx_targets", .list(.object("ExchangeHost")), .dns, "Hosts that MX records name, by domain and view."),
            .init("return_paths", .list(.object("ReturnPath")), .dns, "Where bounces go, by sender, domain and view."),
            .init("sending_addresses", .list(.object("SendingAddress")), .dns, "Sending addresses as receivers see them."),
            .init("spf_domains", .list(.object("SPFDomain")), .dns, "Domains whose SPF records receivers read."),
            .init("smtp_endpoints", .list(.object("SMTPEndpoint")), .probe, "Addresses where mail is taken."),
            .init("tls_endpoints", .list(.object("TLSEndpoint")), .probe, "Addresses at which names are served over TLS."),
            .init("paths", .list(.object("MailPath")), .derived, "The ways that mail takes."),
            .init("web_hosts", .list(.object("WebHost")), .config, "Web names as the deployment file gives them."),
            .init("records", .list(.object("Record")), .dns, "Records that must exist, and what has to change in them."),
            .init("listeners", .list(.object("Listener")), .config, "Addresses and ports of the platform's web servers."),
            .init("address_claims", .list(.object("AddressClaim")), .config, "Addresses that mail is sent from, and by whom."),
            .init("balancers", .list(.object("Balancer")), .config, "The balancer, when there is one."),
            .init("platform_settings", .list(.object("PlatformSetting")), .config, "Keys of the platform's configuration file."),
            .init("helos", .list(.object("HELO")), .dns, "Names that are announced, by sending address."),
            .init("internal_zones", .list(.object("InternalZone")), .dns, "Zones of the internal view that replace public ones."),
            .init("block_lists", .list(.object("BlockList")), .dns, "Block lists that the deployment file names."),
            .init("listings", .list(.object("Listing")), .dns, "What they say about sending addresses and domains."),
            .init("dkim_keys", .list(.object("DKIMKey")), .dns, "DKIM selectors of each signing domain."),
        ])

    /// Shared by every subject type: what reports, waivers and dashboards know the subject by.
    package static let subject = ObjectType(
        "Subject", "The identity of what a finding is about.",
        [
            .init("key", .string, .config, "Unique among the subjects of its kind, and stable."),
            .init("role", .string, optional: true, .config, "The role that it plays: panel, mail-from, …"),
            .init("name", .string, optional: true, .config, "The name that it is about."),
            .init("view", .string, optional: true, .config, "The view that it was seen from."),
            .init("address", .address, optional: true, .config, "The address that it is about."),
            .init("sender", .string, optional: true, .config, "The sender that it belongs to."),
        ])
}

extension ObjectType.Field {
    static let subject = ObjectType.Field("subject", .object("Subject"), .config, "Its identity.")
}
