import DNS
import Facts

/// Facts of one sender that sends from many addresses for many From domains: what grows with the number of ways.
enum PathWorld {
    /// `addresses` × `domains` ways; SPF fails for one of ten addresses.
    static func facts(addresses: Int, domains: Int) -> FactSet {
        let schema = FactSchema.current
        var root = FactObject(schema.root)
        root.set("deployment", .object(FactObject(.deployment).setting("scheme", .string("direct"))))
        let ips = (0..<addresses).map { IPAddress(family: .ipv4, number: 0xcb00_7100 + UInt128($0)) }
        let from = (0..<domains).map { "d\($0).example" }
        root.set(
            "paths", .objects(ips.enumerated().flatMap { number, ip in from.map { path(ip, $0, passes: number % 10 != 0) } }))
        root.set("sending_addresses", .objects(ips.map(sendingAddress)))
        root.set("spf_domains", .objects(from.map(spfDomain)))
        root.set("mail_domains", .objects(from.map(mailDomain)))
        root.set("dkim_keys", .objects(from.map(key)))
        return FactSet(
            deployment: "bench", scheme: "direct", observedAt: Timestamp(seconds: 1_795_348_800), elapsedMilliseconds: 0,
            root: root, observations: [])
    }

    private static func identity(_ key: String, name: String?, address: IPAddress? = nil, sender: String? = nil) -> FactValue {
        .object(
            FactObject(.subject).setting("key", .string(key)).setting("role", .absent)
                .setting("name", name.map(FactValue.string) ?? .absent).setting("view", .string("public"))
                .setting("address", address.map(FactValue.address) ?? .absent)
                .setting("sender", sender.map(FactValue.string) ?? .absent))
    }

    private static func path(_ ip: IPAddress, _ domain: String, passes: Bool) -> FactObject {
        FactObject(.mailPath)
            .setting("subject", identity("bulk/\(ip)/\(domain)/b.\(domain)", name: "b.\(domain)", address: ip, sender: "bulk"))
            .setting("sender", .string("bulk")).setting("address", .address(ip)).setting("from", .string(domain))
            .setting("mail_from", .string("b.\(domain)")).setting("helo", .string("mta.example"))
            .setting("spf", .string(passes ? "pass" : "fail")).setting("spf_reason", .string("-all"))
            .setting("spf_record", .absent).setting("spf_aligned", .boolean(true)).setting("signs", .boolean(true))
            .setting("dkim_aligned_keys", .strings(["s1._domainkey.\(domain)"]))
    }

    private static func sendingAddress(_ ip: IPAddress) -> FactObject {
        FactObject(.sendingAddress)
            .setting("subject", identity("bulk/\(ip)", name: nil, address: ip, sender: "bulk"))
            .setting("address", .address(ip)).setting("sender", .string("bulk")).setting("ptr", .list([]))
    }

    private static func spfDomain(_ domain: String) -> FactObject {
        FactObject(.spfDomain).setting("subject", identity("b.\(domain)/public", name: "b.\(domain)"))
            .setting("name", .string("b.\(domain)")).setting("roles", .strings(["mail-from"]))
            .setting("records", .strings(["v=spf1 -all"])).setting("problems", .list([]))
    }

    private static func mailDomain(_ domain: String) -> FactObject {
        FactObject(.mailDomain).setting("subject", identity("\(domain)/public", name: domain))
            .setting("name", .string(domain)).setting("view", .string("public")).setting("roles", .strings(["from"]))
    }

    private static func key(_ domain: String) -> FactObject {
        FactObject(.dkimKey).setting("subject", identity("s1._domainkey.\(domain)", name: "s1._domainkey.\(domain)"))
            .setting("domain", .string(domain)).setting("records", .strings(["v=DKIM1; p="]))
    }
}
