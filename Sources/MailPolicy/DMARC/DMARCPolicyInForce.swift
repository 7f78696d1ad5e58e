package import DNS

/// The policy that a receiver applies to mail from a domain, and its source.
package struct DMARCPolicyInForce: Sendable, Hashable {
    package let record: DMARCRecord
    /// The domain below whose `_dmarc` the record is.
    package let place: DomainName
    /// The tag that the policy comes from; `nil` while it is unknown whether the domain exists.
    package let relation: DMARCRecord.Relation?
    /// As published; `nil` while it is unknown whether the domain exists and that matters.
    package let request: DMARCRequest?
    /// What receivers should do with failing mail: `request`, one level lower under `t=y`.
    package let disposition: DMARCRequest?

    /// `nil` when the record is not applied (§4.10.1). `existence` is that of the From domain itself.
    init?(_ record: DMARCRecord, at place: DomainName, for domain: DomainName, existence: DomainExistence, testing: Bool) {
        guard record.standing != .notApplied else { return nil }
        self.record = record
        self.place = place
        let relations: [DMARCRecord.Relation]
        if place == domain {
            relations = [.sameDomain]
        } else {
            switch existence {
            case .exists: relations = [.subdomain]
            case .nonexistent: relations = [.nonexistentSubdomain]
            case .unknown: relations = [.subdomain, .nonexistentSubdomain]
            }
        }
        let requests = Set(relations.compactMap(record.request))
        relation = relations.count == 1 ? relations.first : nil
        request = requests.count == 1 ? requests.first : nil
        disposition = request.map { testing && record.isTesting ? $0.lowered : $0 }
    }
}

/// Whether a domain exists: only NXDOMAIN says that it does not (RFC 9989 §3.2.13, RFC 8020).
package enum DomainExistence: String, Sendable, Hashable {
    case exists, nonexistent, unknown

    package init(_ outcome: LookupResult.Outcome) {
        switch outcome {
        case .records, .noData: self = .exists
        case .nonexistent: self = .nonexistent
        case .failed: self = .unknown
        }
    }
}
