/// A certification authority that only the operator knows, and the domains that identify it in CAA records (RFC 8659 §4.2).
package struct PrivateAuthority: Hashable, Sendable {
    /// As named in its certificates.
    package let name: String
    package let domains: [HostName]
    package let place: SourcePlace

    package init(name: String, domains: [HostName], place: SourcePlace) {
        self.name = name
        self.domains = domains
        self.place = place
    }
}
