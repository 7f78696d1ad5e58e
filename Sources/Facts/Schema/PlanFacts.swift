import Deployment

extension ObjectType {
    package static let webHost = ObjectType(
        "WebHost", "A web name as the deployment file gives it, whatever the view.",
        [
            .subject,
            .init("role", .string, .config, allowed: WebRole.allCases.map(\.rawValue), "Its role."),
            .init("name", .string, .config, "The name, as the deployment file spells it."),
            .init("shared_with", .list(.string), .config, "The other roles that the same name plays."),
            .init("from_domains", .list(.string), .config, "The From domains of the deployment."),
            .init(
                "under_from", .boolean, .derived,
                "It lies within the organizational domain of one of the From domains; of tracking names."),
        ])

    package static let listener = ObjectType(
        "Listener", "An address and port of the platform's own at which web servers listen.",
        [
            .subject,
            .init("address", .address, .config, "The address: behind NAT, the platform's own."),
            .init("port", .integer, .config, "The port."),
            .init("roles", .list(.string), .config, allowed: WebRole.allCases.map(\.rawValue), "The roles that listen there."),
            .init("names", .list(.string), .config, "The names that are served there."),
        ])

    package static let addressClaim = ObjectType(
        "AddressClaim", "An address that mail is sent from, and who sends from it.",
        [
            .subject,
            .init("address", .address, .config, "The address."),
            .init("owners", .list(.string), .config, "Senders of one kind on one node, or the relay: one entry each."),
            .init("senders", .list(.string), .config, "The senders that name it."),
        ])

    package static let balancer = ObjectType(
        "Balancer", "What stands before the web names.",
        [
            .subject,
            .init("addresses", .list(.address), .config, "What the public web names must resolve to."),
            .init("sources", .list(.address), .config, "From where it connects to the platform."),
            .init("trusted", .list(.network), .config, "What the platform trusts to say whose request it is."),
            .init("excessive", .list(.network), .config, "Those of `trusted` that hold more than the sources need."),
            .init(
                "client_address_header", .string, optional: true, .config, "The header in which it passes the client's address."),
        ])

    package static let record = ObjectType(
        "Record", "Records of one name and type that the deployment needs in a view, as `sendready plan` compares them.",
        [
            .subject,
            .init("owner", .string, .config, "The name."),
            .init("type", .string, .config, "The record type."),
            .init("view", .string, .config, "The view."),
            .init("changes", .boolean, .derived, "Something that stands there is wrong or superfluous."),
            .init("was", .list(.string), .dns, "What stands there and has to go."),
            .init("becomes", .list(.string), .derived, "What has to stand in its place."),
            .init("ttl", .duration, optional: true, .dns, "How long what stands there may be remembered."),
        ])

    package static let platformSetting = ObjectType(
        "PlatformSetting", "A key of the platform's own configuration file.",
        [
            .subject,
            .init("file", .string, .config, "The file."),
            .init("key", .string, .config, "The key, and what its value was made from."),
            .init("values", .list(.string), .config, "What it says: one value or more."),
            .init("expected", .list(.string), .config, "What the deployment file says instead: one of these."),
            .init("agrees", .boolean, .config, "Every value is among the expected ones."),
        ])
}
