public import DNS

/// A point of view on the DNS: whom to ask, in which order. Everything that is cached or compared is per view.
public struct View: Sendable, Hashable {
    /// `public`, `internal`, …
    public let name: String
    /// In order of preference.
    public let servers: [Endpoint]
    /// RD: on for resolvers, off for authoritative servers.
    public let recursionDesired: Bool

    public init(name: String, servers: [Endpoint], recursionDesired: Bool = true) {
        self.name = name
        self.servers = servers
        self.recursionDesired = recursionDesired
    }
}
