public import DNS

/// Where iteration starts: names and addresses of the root's servers.
public struct RootHints: GivenRecords, Hashable {
    public static let content = "root server with an address"

    public let servers: [NameServer]

    /// Where Debian's dns-root-data puts the Internet's.
    public static let systemPath = "/usr/share/dns/root.hints"

    public init(servers: [NameServer]) { self.servers = servers }

    /// NS records of the root, and A and AAAA records of what they name.
    public init?(_ records: [Record]) {
        servers = NameServer.all(named: records.filter { $0.name.isRoot }, addresses: records)
        guard servers.contains(where: { !$0.addresses.isEmpty }) else { return nil }
    }
}
