package import DNS

/// Where iteration starts: names and addresses of the root servers.
package struct RootHints: GivenRecords, Hashable {
    package static let content = "root server with an address"

    package let servers: [NameServer]

    /// Where Debian's dns-root-data installs the Internet's root hints.
    package static let systemPath = "/usr/share/dns/root.hints"

    package init(servers: [NameServer]) { self.servers = servers }

    /// NS records of the root, and A and AAAA records of their targets.
    package init?(_ records: [Record]) {
        servers = NameServer.List(records.filter { $0.name.isRoot }, addresses: records).servers
        guard servers.contains(where: { !$0.addresses.isEmpty }) else { return nil }
    }
}
