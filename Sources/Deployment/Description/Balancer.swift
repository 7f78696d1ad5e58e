package import DNS

/// What stands before the web hosts in scheme `load-balanced`.
package struct Balancer: Hashable, Sendable {
    /// What the public web names must resolve to.
    package let addresses: [IPAddress]
    /// From where it connects to the platform.
    package let sources: [IPAddress]
    /// What the platform is configured to trust.
    package let trusted: [Network]
    /// The header in which it passes the client's address.
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
