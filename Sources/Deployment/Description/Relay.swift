package import DNS

/// The SMTP relay that senders with route `relay` hand their mail to.
package struct Relay: Hashable, Sendable {
    /// An address from which the relay reaches the Internet.
    package struct Egress: Hashable, Sendable {
        package let address: IPAddress
        /// The name that the relay announces; `nil` stands for the PTR name.
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
    /// As written, or one entry for each of `addresses`.
    package let egress: [Egress]
    /// The MAIL FROM domain leads to the relay outside and to the sender inside.
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
