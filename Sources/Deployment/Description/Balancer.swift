package import DNS

/// The load balancer in front of the web hosts in scheme `load-balanced`.
package struct Balancer: Hashable, Sendable {
    /// What the public web names must resolve to.
    package let addresses: [IPAddress]
    /// The addresses from which it connects to the platform.
    package let sources: [IPAddress]
    /// The networks that the platform is configured to trust.
    package let trusted: [Network]
    /// The header that carries the client's address.
    package let clientAddressHeader: String?
    package let place: SourcePlace

    package init(
        addresses: [IPAddress], sources: [IPAddress], trusted: [Network], clientAddressHeader: String?, place: SourcePlace
    ) {
        self.addresses = addresses
        self.sources = sources
        self.trusted = trusted
        self.clientAddressHeader = clientAddressHeader
        self.place = place
    }
}
