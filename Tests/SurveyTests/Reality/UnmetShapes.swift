/// Shapes that the worlds of this suite do not produce, by reason. A line that is no longer needed fails.
enum UnmetShapes {
    private static let authoritative = "AuthoritativeAuditTests produce it with delegations of their own, from end to end"
    private static let mailServers = "MailServerAuditTests and DANEAuditTests produce it with real mail servers, from end to end"
    private static let probes = "ProbesTests produce it with servers made for it"
    private static let audits = "TLSAuditTests and DANEAuditTests produce it, from end to end"
    private static let corpora = "the corpora of deployments produce it, from end to end"
    private static let contacts = "CheckTests produce it with zones of their own, from end to end"
    private static let otherVersions = "a survey always knows it; a fact file that another version wrote may lack it"
    private static let oneChange = "the test changes one fact of a sound fixture and leaves what no rule reads beside it"

    static let shapes: [String: [String]] = [
        authoritative: [
            "Name.outdated filled", "Name.outdated unknown", "OutdatedAnswer.given present", "OutdatedAnswer.published present",
            "OutdatedAnswer.type present", "OutdatedAnswer.until present",
            "Zone.bogus_above present", "Zone.signs_online = true", "ZoneServer.asked = false",
        ],
        mailServers: [
            "MTASTS.media_type absent", "SMTPEndpoint.announced empty", "SMTPEndpoint.certificate_faults filled",
            "SMTPEndpoint.dane_secure unknown", "SMTPEndpoint.ptr_names empty", "SMTPEndpoint.ptr_names unknown",
            "SMTPEndpoint.return_path = false", "SMTPEndpoint.tlsa unknown", "SMTPEndpoint.tlsa_matches = true",
            "SMTPEndpoint.view = internal",
        ],
        probes: [
            "Certificate.digest absent", "Certificate.lifetime_cap absent", "TLSEndpoint.staple = outdated",
            "TLSEndpoint.trust = invalid", "TLSEndpoint.trust = untrusted",
        ],
        audits: [
            "CAA.hindrances filled", "CAA.through_alias = true", "CAAHindrance.detail present", "CAAHindrance.record present",
            "CAAHindrance.wanted absent", "CAAHindrance.wanted present", "ExchangeHost.speaks = false",
            "SMTPEndpoint.speaks = false", "TLSEndpoint.demands_certificate = true", "TLSEndpoint.vouched_by_dane = true",
            "TLSEndpoint.vouched_by_dane unknown",
        ],
        corpora: [
            "PointerName.platform = true", "WebName.described = false", "WebName.service_elsewhere filled",
        ],
        otherVersions: ["ExchangeHost.is_address unknown"],
    ]

    static let pairs: [String: [String]] = [
        oneChange: [
            "CAA.reason = nobody with replaced given", "CAA.reason = nobody with wanted given",
            "DMARC.effective = reject with at absent",
            "DMARC.effective = reject with policy absent", "DMARC.effective = reject with record absent",
            "DMARC.policy = reject with at absent",
            "DMARC.policy = reject with effective absent", "DMARC.policy = reject with record absent",
            "MTASTS.mode = enforce with max_age absent",
            "MTASTS.mode = enforce with media_type absent", "MailPath.helo_spf = pass with spf_record given",
            "MailPath.spf = fail with spf_record absent", "MailPath.spf = neutral with spf_record absent",
            "MailPath.spf = softfail with spf_record absent",
            "SMTPEndpoint.acceptance = rejected with tlsa_wanted given",
            "TLSEndpoint.key_exchange = ecdhe with certificate absent",
            "TLSEndpoint.key_exchange = ecdhe with first_end absent", "TLSEndpoint.trust = trusted with certificate absent",
            "TLSEndpoint.trust = trusted with first_end absent", "Zone.security = secure with bogus_above given",
            "Zone.security = secure with signatures_end absent",
        ]
    ]

    static let fields: [String: [String]] = [
        authoritative: [
            "Name.outdated", "OutdatedAnswer.given", "OutdatedAnswer.published", "OutdatedAnswer.type", "OutdatedAnswer.until",
            "Zone.bogus_above", "Zone.unlocated",
        ],
        mailServers: ["SMTPEndpoint.certificate_faults"],
        audits: [
            "CAA.hindrances", "CAA.reason = trailing-dot", "CAAHindrance.detail", "CAAHindrance.record", "CAAHindrance.wanted",
        ],
        corpora: ["NameAnswer.kind = wildcard-alias", "WebName.service_elsewhere"],
        contacts: [
            "DomainOverview.delegation_signers", "DomainOverview.name_servers", "DomainOverview.soa", "DomainOverview.zone",
            "StartOfAuthority.expire", "StartOfAuthority.mailbox", "StartOfAuthority.minimum", "StartOfAuthority.primary",
            "StartOfAuthority.refresh", "StartOfAuthority.retry", "StartOfAuthority.serial",
        ],
        probes: [
            "TLSEndpoint.key_exchange = other", "TLSEndpoint.page = leads-nowhere", "TLSEndpoint.staple = malformed",
            "TLSEndpoint.staple = outdated", "TLSEndpoint.staple = unknown", "TLSEndpoint.staple = unsigned",
            "TLSEndpoint.trust = invalid", "TLSEndpoint.trust = untrusted",
        ],
    ]
}
