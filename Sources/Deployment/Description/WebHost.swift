import DNS

/// What a web name of the platform serves.
public enum WebRole: String, Hashable, Sendable, CaseIterable {
    /// Control panel and API.
    case panel
    /// Click redirects, unsubscription, the open pixel.
    case tracking
    /// Site tracking and web push.
    case pixel
}

/// Who must be able to reach a web host.
public enum Exposure: String, Hashable, Sendable, CaseIterable {
    case `public`, `internal`
}

/// A name under which the platform serves pages.
public struct WebHost: Hashable, Sendable {
    public let host: HostName
    /// What the name must resolve to. Empty behind a balancer.
    public let addresses: [IPAddress]
    /// The platform's own addresses, when they differ from what the name resolves to (NAT, balancer).
    public let bind: [IPAddress]
    public let port: UInt16
    public let exposure: Exposure

    public static let defaultPort: UInt16 = 443

    public init(
        host: HostName, addresses: [IPAddress], bind: [IPAddress] = [], port: UInt16 = WebHost.defaultPort,
        exposure: Exposure = .public
    ) {
        self.host = host
        self.addresses = addresses
        self.bind = bind
        self.port = port
        self.exposure = exposure
    }

    /// The addresses that the platform itself listens on.
    public var listening: [IPAddress] { bind.isEmpty ? addresses : bind }
}
