package import DNS

/// The SMTP relay that senders with route `relay` hand their mail to.
package struct Relay: Hashable, Sendable {
    /// An address that the relay sends from.
    package struct Egress: Hashable, Sendable {
        package let address: IPAddress
        /// The name that the relay announces; `nil` for the PTR name.
        package let helo: HostName?
        package let place: SourcePlace

        package init(address: IPAddress, helo: HostName?, place: SourcePlace) {
            self.address = address
            self.helo = helo
            self.place = place
        }
    }

    package let host: HostName
    /// Where it accepts mail: bounces, with split DNS.
    package let addresses: [IPAddress]
    /// As written, or one entry per address of `addresses`.
    package let egress: [Egress]
    /// The MAIL FROM domain leads to the relay in the public view and to the sender in the internal view.
    package let splitDNS: Bool
    package let place: SourcePlace

    package init(host: HostName, addresses: [IPAddress], egress: [Egress], splitDNS: Bool, place: SourcePlace) {
        self.host = host
        self.addresses = addresses
        self.egress = egress
        self.splitDNS = splitDNS
        self.place = place
    }
}
