package import DNS

/// An own address and port at which web servers listen: each role has its own server.
package struct PlannedListener: Hashable, Sendable {
    package let address: IPAddress
    package let port: UInt16
    /// The roles whose web servers listen here, and the names that they serve.
    package let roles: [WebRole]
    package let hosts: [HostName]
}

extension PlannedListener {
    static func all(_ deployment: Deployment) -> [PlannedListener] {
        struct Key: Hashable {
            let address: IPAddress
            let port: UInt16
        }
        var uses: [Key: [(role: WebRole, host: HostName)]] = [:]
        for role in WebRole.allCases {
            for host in deployment.webHosts(role) {
                for address in Set(host.listening) {
                    uses[Key(address: address, port: host.port), default: []].append((role.server, host.host))
                }
            }
        }
        return uses.map { key, uses in
            PlannedListener(
                address: key.address, port: key.port,
                roles: WebRole.allCases.filter { role in uses.contains { $0.role == role } },
                hosts: distinct(uses.map(\.host)))
        }
        .sorted { ($0.address, $0.port) < ($1.address, $1.port) }
    }
}
