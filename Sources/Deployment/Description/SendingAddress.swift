import DNS

/// An address that a sender of the platform uses.
public struct SendingAddress: Hashable, Sendable {
    /// The platform's own address.
    public let address: IPAddress
    /// What receivers see in its stead behind NAT.
    public let publicAddress: IPAddress?
    /// Overrides the sender's policy.
    public let helo: HELOPolicy?
    public let place: SourcePlace

    public init(address: IPAddress, publicAddress: IPAddress? = nil, helo: HELOPolicy? = nil, place: SourcePlace) {
        self.address = address
        self.publicAddress = publicAddress
        self.helo = helo
        self.place = place
    }

    /// What the world sees: `publicAddress`, else `address`.
    public var seen: IPAddress { publicAddress ?? address }
}

/// Which name a sender announces in EHLO.
public enum HELOPolicy: Hashable, Sendable {
    /// The PTR name of the sending address.
    case ptr
    /// The domain of the From header.
    case from
    case name(HostName)
}
