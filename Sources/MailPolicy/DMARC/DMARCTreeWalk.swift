package import DNS

/// One DNS tree walk (RFC 9989 §4.10) over answers that are at hand: what stood at each step, and what follows.
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
        /// The question did not conclude.
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

    /// Whether a question did not conclude on which the end of the walk depends.
    package var isIncomplete: Bool { steps.contains { $0.outcome == .unknown } }

    /// The organizational domain (§4.10.2); `nil` when a question did not conclude.
    package var organizationalDomain: DomainName? {
        guard !isIncomplete else { return nil }
        guard let last = records.last else { return domain }
        // Only the last record can have `psd`: the walk stops there. At the start `psd=y` says nothing.
        if last.record.publicSuffix == .yes, last.domain != domain { return domain.suffix(last.domain.labelCount + 1) }
        return last.domain
    }

    /// The record that applies to mail from the domain (§4.10.1).
    package var policy: DMARCDiscovery.Result {
        if case .record(let record) = steps.first?.outcome { return .record(record, at: domain) }
        let found = records
        guard let organizational = organizationalDomain else { return .unknown(found: !found.isEmpty) }
        guard let last = found.last else { return .none }
        // Below a public suffix the organizational domain's own record comes first, then the suffix's.
        let chosen = found.first { $0.domain == organizational } ?? last
        return .record(chosen.record, at: chosen.domain)
    }
}
