extension ObjectType {
    package static let smtpEndpoint = ObjectType(
        "SMTPEndpoint", "An address where mail for a domain is taken, talked to as far as RCPT TO.",
        [
            .subject,
            .init("domain", .string, .config, "The From or MAIL FROM domain."),
            .init("exchange", .string, .dns, "The host's name."),
            .init("address", .address, .dns, "The address."),
            .init("view", .string, .config, "The view that showed it."),
            .init("place", .string, .config, "Host and address for a sentence: `mx.acme.example (203.0.113.25)`."),
            .init("return_path", .boolean, .config, "Bounces take this way."),
            .init("reachable", .boolean, .probe, "Port 25 takes connections, and a mail server greets."),
            .init("connection", .string, .probe, "Why not, for a sentence: `refuses the connection`."),
            .init("greeting", .string, optional: true, .probe, "The greeting, code first."),
            .init("announced", .list(.string), .probe, "The names in its greeting and its answer to EHLO."),
            .init("ptr_names", .list(.string), .dns, "The PTR names of the address."),
            .init("starttls", .boolean, .probe, "STARTTLS leads to an encrypted session."),
            .init("starttls_failure", .string, .probe, "Why it does not, for a sentence."),
            .init("certificate_faults", .list(.string), .probe, "What is wrong with its certificate, for a sentence each."),
            .init("tls_required", .boolean, .derived, "An MTA-STS policy in force demands a valid certificate."),
            .init(
                "acceptance", .string, .probe, allowed: ["accepted", "rejected"],
                "What becomes of a bounce; of return paths. Unknown while the server asks for patience."),
            .init("rejection", .string, .probe, "The command that was rejected, and the answer."),
            .init("tlsa", .list(.string), .dns, "The usable TLSA records of the host."),
            .init("dane_secure", .boolean, .derived, "DNSSEC vouches for the records, and for the way to the host."),
            .init("tlsa_matches", .boolean, .derived, "One of them fits the served chain."),
            .init(
                "tlsa_wanted", .string, optional: true, .derived,
                "The record that would fit the key in use: `3 1 1` and its SHA-256."),
        ])

    package static let tlsaRecord = ObjectType(
        "TLSARecord", "A TLSA record of a mail exchanger.",
        [
            .init("parameters", .string, .dns, "Usage, selector and matching type: `3 1 1`."),
            .init("usable", .boolean, .derived, "Mail servers heed it (RFC 7672)."),
            .init("fault", .string, .derived, "Why they do not, for a sentence."),
        ])

    package static let mtaSTS = ObjectType(
        "MTASTS", "The MTA-STS record and policy of a domain (RFC 8461).",
        [
            .init("name", .string, .config, "Where the record stands."),
            .init("records", .list(.string), .dns, "The records of the kind that stand there."),
            .init("problems", .list(.object("PolicyProblem")), .derived, "What is wrong with the text of the one record."),
            .init("url", .string, .config, "Where the policy must be served."),
            .init("found", .boolean, .probe, "The policy was served there, with a valid certificate."),
            .init("failure", .string, .probe, "Why not, for a sentence."),
            .init(
                "media_type", .string, optional: true, .probe,
                "What the server says that the policy is: `text/plain`; absent when it says nothing."),
            .init("policy_problems", .list(.object("PolicyProblem")), .derived, "What is wrong with the policy."),
            .init("mode", .string, optional: true, .probe, allowed: ["enforce", "testing", "none"], "Its mode, when valid."),
            .init("max_age", .duration, optional: true, .probe, "How long senders keep it."),
            .init("patterns", .list(.string), .probe, "The hosts that it lists."),
            .init("unlisted", .list(.string), .derived, "MX hosts that it does not list."),
            .init("unused", .list(.string), .derived, "Patterns that no MX host fits."),
        ])
}
