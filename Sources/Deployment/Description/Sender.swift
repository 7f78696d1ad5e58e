package import DNS

/// A sender of the platform: its addresses, and the domains that it may use.
package struct Sender: Hashable, Sendable {
    /// A word for use in keys and metrics: letters, digits, `.`, `-`, `_`.
    package let name: String
    package let route: Route
    /// The host that runs it, if the file names one: senders on different nodes cannot share an address.
    package let node: String?
    package let addresses: [SendingAddress]
    /// Default for its addresses.
    package let helo: HELOPolicy
    /// Where DSNs are accepted; empty for the sending addresses.
    package let inbound: [IPAddress]
    /// RFC 5322 From domains; empty while undecided.
    package let from: [HostName]
    /// RFC 5321 MAIL FROM domains; empty while undecided.
    package let mailFrom: [HostName]
    package let dkim: [DKIMKey]
    package let place: SourcePlace

    package init(
        name: String, route: Route, node: String? = nil, addresses: [SendingAddress], helo: HELOPolicy, inbound: [IPAddress],
        from: [HostName],
        mailFrom: [HostName], dkim: [DKIMKey], place: SourcePlace
    ) {
        self.name = name
        self.route = route
        self.node = node
        self.addresses = addresses
        self.helo = helo
        self.inbound = inbound
        self.from = from
        self.mailFrom = mailFrom
        self.dkim = dkim
        self.place = place
    }
}
