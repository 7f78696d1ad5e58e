import DNS

/// What stands before the web hosts in scheme `load-balanced`.
public struct Balancer: Hashable, Sendable {
    /// What the public web names must resolve to.
    public let addresses: [IPAddress]
    /// From where it connects to the platform.
    public let sources: [IPAddress]
    /// What the platform is configured to trust.
    public let trusted: [Network]
    /// The header in which it passes the client's address.
    public let clientAddressHeader: String?
    public let place: SourcePlace

    public init(
        addresses: [IPAddress], sources: [IPAddress], trusted: [Network], clientAddressHeader: String?, place: SourcePlace
    ) {
        self.addresses = addresses
        self.sources = sources
        self.trusted = trusted
        self.clientAddressHeader = clientAddressHeader
        self.place = place
    }
}
