package import DNS

/// How a zone is signed, and the status of the chain to it.
package struct ZoneSecurity: Sendable {
    package let zone: DomainName
    package let status: SecurityStatus
    /// The parent's DS records, or those of the trust anchor; empty for an unsigned zone.
    package let signers: [DelegationSigner]
    /// The algorithms of the zone's keys, as far as they were examined.
    package let algorithms: Set<SecurityAlgorithm>
    /// The signatures over its keys.
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

/// The result of validating one reply.
package struct Validation: Sendable {
    package let status: SecurityStatus
    /// The signatures that the answer rests on.
    package let signatures: [SeenSignature]

    init(_ status: SecurityStatus, _ signatures: [SeenSignature] = []) {
        self.status = status
        self.signatures = signatures
    }
}
