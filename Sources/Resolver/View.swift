package import DNS

/// A view of the DNS: which servers are queried, in which order. Caching and comparison are per view.
package struct View: Sendable, Hashable {
    /// `public`, `internal`, …
    package let name: String
    /// In order of preference.
    package let servers: [Endpoint]
    /// RD: on for resolvers, off for authoritative servers.
    package let recursionDesired: Bool

    package init(name: String, servers: [Endpoint], recursionDesired: Bool = true) {
        self.name = name
        self.servers = servers
        self.recursionDesired = recursionDesired
    }
}
