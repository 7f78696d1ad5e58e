public import DNS

/// Finds the DMARC policy for a From domain by the DNS tree walk (RFC 9989 §4.10), from answers that are at hand.
///
/// Pure: ask `names(for:)` at the same time, then `discover`.
public enum DMARCDiscovery {
    /// What a question for TXT records gave.
    public enum Answer: Sendable, Hashable {
        case texts([String])
        /// The question did not conclude.
        case unknown
    }

    public enum Result: Sendable, Hashable {
        case record(DMARCRecord, at: DomainName)
        case none
        /// A question did not conclude on which the choice depends; `found` when there is a policy whatever it says.
        case unknown(found: Bool)
    }

    /// The most names that a walk asks (§4.10, step 2).
    public static let maximumQueries = 8

    /// The domains below whose `_dmarc` a walk from `domain` looks, in order: the domain, its parents, the top-level
    /// domain last, never the root. Of a name with more than eight labels only the last seven are climbed.
    public static func domains(for domain: DomainName) -> [DomainName] {
        guard !domain.isRoot else { return [] }
        let count = domain.labelCount
        let next = count > maximumQueries - 1 ? maximumQueries - 1 : count - 1
        return [domain] + stride(from: next, to: 0, by: -1).map(domain.suffix)
    }

    /// The policy that applies to mail from `domain` (§4.10.1). `answers` gives the TXT answer at `_dmarc` below a domain
    /// of the walk.
    public static func discover(_ domain: DomainName, answers: (DomainName) -> Answer) -> Result {
        var found: [(domain: DomainName, record: DMARCRecord)] = []
        var unknown = false
        for (index, step) in domains(for: domain).enumerated() {
            guard case .texts(let texts) = answers(step) else {
                unknown = true
                continue
            }
            let records = texts.compactMap(DMARCRecord.init)
            // Several records at one name are all discarded, and the walk goes on.
            guard records.count == 1 else { continue }
            if index == 0 { return .record(records[0], at: step) }
            found.append((step, records[0]))
            if records[0].publicSuffix != .unspecified { break }
        }
        if unknown { return .unknown(found: !found.isEmpty) }
        guard let last = found.last else { return .none }
        if last.record.publicSuffix == .yes {
            // The organizational domain is one label below the public suffix; its own record comes first.
            let organizational = domain.suffix(last.domain.labelCount + 1)
            let own = found.first { $0.domain == organizational } ?? last
            return .record(own.record, at: own.domain)
        }
        return .record(last.record, at: last.domain)
    }
}
