public import DNS

/// How a zone is signed, and whether the way to it is.
public struct ZoneSecurity: Sendable {
    public let zone: DomainName
    public let status: SecurityStatus
    /// What the zone above, or the trust anchor, says of its keys; empty for an unsigned zone.
    public let signers: [DelegationSigner]
    /// The algorithms of the zone's own keys, as far as they were looked at.
    public let algorithms: Set<SecurityAlgorithm>
    /// Over its keys.
    public let signatures: [SeenSignature]
    /// The keys that may sign its records.
    let keys: [Record]

    init(
        _ zone: DomainName, _ status: SecurityStatus, signers: [DelegationSigner] = [],
        algorithms: Set<SecurityAlgorithm> = [], signatures: [SeenSignature] = [], keys: [Record] = []
    ) {
        self.zone = zone
        self.status = status
        self.signers = signers
        self.algorithms = algorithms
        self.signatures = signatures
        self.keys = keys
    }
}

/// What validation says of one reply.
public struct Validation: Sendable {
    public let status: SecurityStatus
    /// The signatures that carry the answer.
    public let signatures: [SeenSignature]

    init(_ status: SecurityStatus, _ signatures: [SeenSignature] = []) {
        self.status = status
        self.signatures = signatures
    }
}
