import DNS

/// The SMTP relay that senders with route `relay` hand their mail to.
public struct Relay: Hashable, Sendable {
    /// An address from which the relay reaches the Internet.
    public struct Egress: Hashable, Sendable {
        public let address: IPAddress
        /// The name that the relay announces; `nil` stands for the PTR name.
        public let helo: HostName?
        public let place: SourcePlace

        public init(address: IPAddress, helo: HostName?, place: SourcePlace) {
            self.address = address
            self.helo = helo
            self.place = place
        }
    }

    public let host: HostName
    /// Where it accepts mail: bounces, with split DNS.
    public let addresses: [IPAddress]
    /// As written, or one entry for each of `addresses`.
    public let egress: [Egress]
    /// The MAIL FROM domain leads to the relay outside and to the sender inside.
    public let splitDNS: Bool
    public let place: SourcePlace

    public init(host: HostName, addresses: [IPAddress], egress: [Egress], splitDNS: Bool, place: SourcePlace) {
        self.host = host
        self.addresses = addresses
        self.egress = egress
        self.splitDNS = splitDNS
        self.place = place
    }
}
