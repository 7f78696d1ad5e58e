/// A certification authority that the operator knows and no list does: by which domains CAA records call it (RFC 8659 §4.2).
package struct PrivateAuthority: Hashable, Sendable {
    /// As its certificates name it.
    package let name: String
    package let domains: [HostName]
    package let place: SourcePlace

    package init(name: String, domains: [HostName], place: SourcePlace) {
        self.name = name
        self.domains = domains
        self.place = place
    }
}
