package import DNS

/// Finds the DMARC policy for a From domain by the DNS tree walk (RFC 9989 §4.10), from answers that are at hand.
///
/// Pure: ask `_dmarc` below each of `domains(for:)` at the same time, then `discover`.
package enum DMARCDiscovery {
    /// What a question for TXT records gave.
    package enum Answer: Sendable, Hashable {
        /// Empty when there are none, also when the name does not exist.
        case texts([String])
        /// The question did not conclude.
        case unknown
    }

    package enum Result: Sendable, Hashable {
        case record(DMARCRecord, at: DomainName)
        case none
        /// A question did not conclude on which the choice depends; `found` when there is a policy whatever it says.
        case unknown(found: Bool)

        /// The record that was found; one that receivers discard is none (§4.10.1).
        init(found record: DMARCRecord, at place: DomainName) {
            self = record.discard == nil ? .record(record, at: place) : .none
        }
    }

    /// A record that was found and that receivers discard, so that no policy applies.
    package struct Discarded: Sendable, Hashable {
        package let record: DMARCRecord
        /// The domain below whose `_dmarc` it stands.
        package let place: DomainName
        package let reason: DMARCRecord.Discard
    }

    /// The most names that a walk asks (§4.10, step 2).
    package static let maximumQueries = 8

    /// The domains below whose `_dmarc` a walk from `domain` looks, in order: the domain, its parents, the top-level
    /// domain last, never the root. Of a name with eight or more labels only the last seven are climbed.
    package static func domains(for domain: DomainName) -> [DomainName] {
        guard !domain.isRoot else { return [] }
        let next = min(domain.labelCount, maximumQueries) - 1
        return [domain] + stride(from: next, to: 0, by: -1).map(domain.suffix)
    }

    /// The record that applies to mail from `domain` (§4.10.1). `answers` gives the TXT answer at `_dmarc` below a domain
    /// of the walk.
    package static func discover(_ domain: DomainName, answers: (DomainName) -> Answer) -> Result {
        DMARCTreeWalk(domain, answers: answers).policy
    }
}
