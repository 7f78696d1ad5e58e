package import DNS

/// How a receiver finds policies and organizational domains: by RFC 9989, or by the older RFC 7489.
package enum DMARCReading: Sendable {
    case treeWalk
    case publicSuffixList(PublicSuffixList)

    /// The domains at whose `_dmarc` answers are needed for the From domain.
    package func domains(for domain: DomainName) -> [DomainName] {
        switch self {
        case .treeWalk: return DMARCDiscovery.domains(for: domain)
        case .publicSuffixList(let list):
            let organizational = list.organizationalDomain(of: domain)
            return organizational == domain ? [domain] : [domain, organizational]
        }
    }

    /// `nil` when a deciding answer is unknown.
    package func organizationalDomain(of domain: DomainName, answers: (DomainName) -> DMARCDiscovery.Answer) -> DomainName? {
        switch self {
        case .treeWalk: DMARCTreeWalk(domain, answers: answers).organizationalDomain
        case .publicSuffixList(let list): list.organizationalDomain(of: domain)
        }
    }

    /// The record that applies to mail from `domain`.
    package func discover(_ domain: DomainName, answers: (DomainName) -> DMARCDiscovery.Answer) -> DMARCDiscovery.Result {
        switch self {
        case .treeWalk: return DMARCDiscovery.discover(domain, answers: answers)
        case .publicSuffixList:
            // RFC 7489 §6.6.3: several records at one name end the search; it does not continue at the parent.
            for place in domains(for: domain) {
                guard case .texts(let texts) = answers(place) else { return .unknown(found: false) }
                let records = texts.compactMap { DMARCRecord($0) }
                if records.count > 1 { return .none }
                if let record = records.first { return DMARCDiscovery.Result(found: record, at: place) }
            }
            return .none
        }
    }

    /// Whether `t` is known; RFC 7489 had `pct` instead.
    var knowsTesting: Bool {
        if case .treeWalk = self { true } else { false }
    }

    /// RFC 7489 does not know `np`: nonexistent domains fall under `sp`.
    func existence(_ existence: DomainExistence) -> DomainExistence { knowsTesting ? existence : .exists }
}
