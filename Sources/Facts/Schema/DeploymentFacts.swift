extension ObjectType {
    package static let deployment = ObjectType(
        "Deployment", "The deployment as its file describes it.",
        [
            .subject,
            .init("name", .string, .config, "Its name."),
            .init(
                "scheme", .string, .config, allowed: ["direct", "relay", "load-balanced"], "How the platform is placed."),
            .init("split_dns", .boolean, .config, "The relay's bounces are routed by split DNS."),
            .init("probes_tls", .boolean, .config, "Certificates are looked at."),
            .init("probes_smtp", .boolean, .config, "Mail servers are talked to."),
            .init("probes_http", .boolean, .config, "Pages and MTA-STS policies are fetched."),
            .init("direct_senders", .list(.string), .config, "The senders that deliver to receivers themselves."),
            .init(
                "direct_sending_addresses", .list(.address), .config,
                "The distinct addresses, as receivers see them, of the senders that deliver directly."),
        ])

    package static let roleDecision = ObjectType(
        "RoleDecision", "A question that must be answered before a deployment.",
        [
            .subject,
            .init(
                "role", .string, .config, allowed: ["panel", "tracking-or-pixel", "from", "mail-from"],
                "The role that the question is about."),
            .init("decided", .boolean, .config, "The deployment file answers it."),
            .init("question", .string, .config, "The question."),
        ])
}
