package import DNS

/// The CAA records in force for a name, found by climbing over answers that are at hand (RFC 8659 §3).
package struct CAASet: Sendable, Hashable {
    package enum Answer: Sendable, Hashable {
        /// Empty when there are none. An alias at the name has been followed; its target's parents do not count.
        case records([CAARecord])
        /// The question did not conclude.
        case unknown
    }

    /// May an authority issue?
    package enum Permission: Sendable, Hashable {
        /// No record restricts it.
        case unrestricted
        case allowed(CAARecord)
        case forbidden(Reason)
        case undetermined
    }

    package enum Reason: Sendable, Hashable {
        /// The issuers that are allowed; empty when nobody is.
        case otherIssuers([String])
        /// A critical property that authorities do not know.
        case criticalUnknown(tag: String)
    }

    /// Where the set was found; `nil` when there is none.
    package let place: DomainName?
    package let records: [CAARecord]
    /// A question on which the set depends did not conclude.
    package let isUnknown: Bool

    /// The names to ask for CAA, in order: the name and its parents, the root not among them. A wildcard label counts
    /// as its parent.
    package static func domains(for name: DomainName) -> [DomainName] {
        let isWildcard = name.labels.first == Array("*".utf8)
        return stride(from: name.labelCount - (isWildcard ? 1 : 0), to: 0, by: -1).map(name.suffix)
    }

    /// The first set that is not empty. A failed question ends the climb: what lies above is then not known to apply.
    package init(for name: DomainName, answers: (DomainName) -> Answer) {
        for domain in Self.domains(for: name) {
            switch answers(domain) {
            case .unknown:
                (place, records, isUnknown) = (nil, [], true)
                return
            case .records(let records) where !records.isEmpty:
                (place, self.records, isUnknown) = (domain, records, false)
                return
            case .records: continue
            }
        }
        (place, records, isUnknown) = (nil, [], false)
    }

    /// Whether the authority that goes by one of `issuers` may issue for the name, or for a wildcard below it.
    package func permission(for issuers: [String], wildcard: Bool = false) -> Permission {
        guard !isUnknown else { return .undetermined }
        if let unknown = records.first(where: { $0.isCritical && !$0.isKnown }) {
            return .forbidden(.criticalUnknown(tag: unknown.tag))
        }
        var relevant = wildcard ? records.filter { $0.tag == "issuewild" } : []
        if relevant.isEmpty { relevant = records.filter { $0.tag == "issue" } }
        guard !relevant.isEmpty else { return .unrestricted }
        let names = issuers.map { $0.lowercased() }
        if let match = relevant.first(where: { record in record.issuer.map(names.contains) == true }) { return .allowed(match) }
        return .forbidden(.otherIssuers(relevant.compactMap(\.issuer)))
    }
}
