package import DNS

/// An address that a sender of the platform uses.
package struct SendingAddress: Hashable, Sendable {
    /// The platform's own address.
    package let address: IPAddress
    /// The address that receivers see instead, behind NAT.
    package let publicAddress: IPAddress?
    /// Overrides the sender's policy.
    package let helo: HELOPolicy?
    package let place: SourcePlace

    package init(address: IPAddress, publicAddress: IPAddress? = nil, helo: HELOPolicy? = nil, place: SourcePlace) {
        self.address = address
        self.publicAddress = publicAddress
        self.helo = helo
        self.place = place
    }

    /// The address that receivers see: `publicAddress`, else `address`.
    package var seen: IPAddress { publicAddress ?? address }
}

/// Which name a sender announces in EHLO.
package enum HELOPolicy: Hashable, Sendable {
    /// The PTR name of the sending address.
    case ptr
    /// The domain of the From header.
    case from
    case name(HostName)
}
