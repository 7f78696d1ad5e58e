package import DNS

/// How a zone is signed, and whether the way to it is.
package struct ZoneSecurity: Sendable {
    package let zone: DomainName
    package let status: SecurityStatus
    /// What the zone above, or the trust anchor, says of its keys; empty for an unsigned zone.
    package let signers: [DelegationSigner]
    /// The algorithms of the zone's own keys, as far as they were looked at.
    package let algorithms: Set<SecurityAlgorithm>
    /// Over its keys.
    package let signatures: [SeenSignature]
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
package struct Validation: Sendable {
    package let status: SecurityStatus
    /// The signatures that carry the answer.
    package let signatures: [SeenSignature]

    init(_ status: SecurityStatus, _ signatures: [SeenSignature] = []) {
        self.status = status
        self.signatures = signatures
    }
}
