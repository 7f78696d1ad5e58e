package import DNS

/// Who must be able to reach a web host.
package enum Exposure: String, Hashable, Sendable, CaseIterable {
    case `public`, `internal`
}

/// A name under which the platform serves pages.
package struct WebHost: Hashable, Sendable {
    package let host: HostName
    /// The addresses that the name must resolve to. Empty behind a balancer, and with `alias`.
    package let addresses: [IPAddress]
    /// The name that it must lead to instead of addresses, of a CDN or managed balancer.
    package let alias: HostName?
    /// The platform's own addresses, when they differ from what the name resolves to (NAT, balancer).
    package let bind: [IPAddress]
    package let port: UInt16
    package let exposure: Exposure

    package static let defaultPort: UInt16 = 443

    package init(
        host: HostName, addresses: [IPAddress], alias: HostName? = nil, bind: [IPAddress] = [],
        port: UInt16 = WebHost.defaultPort,
        exposure: Exposure = .public
    ) {
        self.host = host
        self.addresses = addresses
        self.alias = alias
        self.bind = bind
        self.port = port
        self.exposure = exposure
    }

    /// The addresses that the platform itself listens on.
    package var listening: [IPAddress] { bind.isEmpty ? addresses : bind }
}
