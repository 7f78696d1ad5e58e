package import DNS

/// One DNS tree walk (RFC 9989 §4.10) over given answers: the outcome of each step, and the conclusion.
package struct DMARCTreeWalk: Sendable, Hashable {
    package struct Step: Sendable, Hashable {
        package let domain: DomainName
        package let outcome: Outcome
    }

    package enum Outcome: Sendable, Hashable {
        case record(DMARCRecord)
        case noRecord
        /// Several records: all discarded (step 2).
        case several([DMARCRecord])
        /// The query failed.
        case unknown
    }

    package let domain: DomainName
    /// In order, up to the step at which the walk stops.
    package let steps: [Step]

    /// Walks up from `domain`. `answers` gives the TXT answer at `_dmarc` below a domain of `DMARCDiscovery.domains(for:)`.
    package init(_ domain: DomainName, answers: (DomainName) -> DMARCDiscovery.Answer) {
        self.domain = domain
        var steps: [Step] = []
        for place in DMARCDiscovery.domains(for: domain) {
            let outcome = Self.outcome(answers(place))
            steps.append(Step(domain: place, outcome: outcome))
            if case .record(let record) = outcome, record.publicSuffix != .unspecified { break }
        }
        self.steps = steps
    }

    private static func outcome(_ answer: DMARCDiscovery.Answer) -> Outcome {
        guard case .texts(let texts) = answer else { return .unknown }
        let records = texts.compactMap { DMARCRecord($0) }
        guard let first = records.first else { return .noRecord }
        return records.count == 1 ? .record(first) : .several(records)
    }

    /// The places with a single record, longest first.
    package var records: [(domain: DomainName, record: DMARCRecord)] {
        steps.compactMap { step in
            if case .record(let record) = step.outcome { (step.domain, record) } else { nil }
        }
    }

    /// Whether a query on which the end of the walk depends failed.
    package var isIncomplete: Bool { steps.contains { $0.outcome == .unknown } }

    /// The organizational domain (§4.10.2); `nil` when a query failed.
    package var organizationalDomain: DomainName? {
        switch boundary {
        case .publicSuffix(let suffix)?: domain.suffix(suffix.labelCount + 1)
        case .declared(let place)?, .topmostRecord(let place)?: place
        case .noRecord?: domain
        case nil: nil
        }
    }

    /// What determines the organizational domain.
    package enum Boundary: Sendable, Hashable {
        /// `psd=n` at this domain makes it the organizational domain, whatever is above it.
        case declared(at: DomainName)
        /// `psd=y` at this domain: the organizational domain is the one below it, towards the start.
        case publicSuffix(at: DomainName)
        /// Without `psd` on the path, the record nearest to the root decides.
        case topmostRecord(at: DomainName)
        case noRecord

        /// The deciding tag and its name, if a tag decided: `psd=n at _dmarc.brand.example.com`.
        package var tag: String? {
            switch self {
            case .declared(let place): "psd=n at _dmarc.\(place)"
            case .publicSuffix(let place): "psd=y at _dmarc.\(place)"
            case .topmostRecord, .noRecord: nil
            }
        }
    }

    /// `nil` when a query failed.
    package var boundary: Boundary? {
        guard !isIncomplete else { return nil }
        guard let last = records.last else { return .noRecord }
        // Only the last record can have `psd`: the walk stops there. At the start, `psd=y` has no effect.
        switch last.record.publicSuffix {
        case .no: return .declared(at: last.domain)
        case .yes where last.domain != domain: return .publicSuffix(at: last.domain)
        case .yes, .unspecified: return .topmostRecord(at: last.domain)
        }
    }

    /// The record that applies to mail from the domain (§4.10.1); a discarded one counts as none.
    package var policy: DMARCDiscovery.Result {
        if let chosen { return DMARCDiscovery.Result(found: chosen.record, at: chosen.domain) }
        return isIncomplete ? .unknown(found: records.contains { $0.record.discard == nil }) : .none
    }

    /// The record that would apply if receivers did not discard it.
    package var discarded: DMARCDiscovery.Discarded? {
        guard let chosen, let reason = chosen.record.discard else { return nil }
        return DMARCDiscovery.Discarded(record: chosen.record, place: chosen.domain, reason: reason)
    }

    /// The record that receivers choose, applied or not; `nil` when there is none, or when it is unknown.
    private var chosen: (domain: DomainName, record: DMARCRecord)? {
        if case .record(let record) = steps.first?.outcome { return (domain, record) }
        guard let organizational = organizationalDomain else { return nil }
        // Below a public suffix the organizational domain's own record comes first, then the suffix's.
        return records.first { $0.domain == organizational } ?? records.last
    }
}
