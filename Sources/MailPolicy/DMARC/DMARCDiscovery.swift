package import DNS

/// Finds the DMARC policy for a From domain by the DNS tree walk (RFC 9989 §4.10), from given answers.
///
/// Pure: query `_dmarc` below each of `domains(for:)` concurrently, then `discover`.
package enum DMARCDiscovery {
    /// The result of a TXT query.
    package enum Answer: Sendable, Hashable {
        /// Empty when there are none, and when the name does not exist.
        case texts([String])
        /// The query failed.
        case unknown
    }

    package enum Result: Sendable, Hashable {
        case record(DMARCRecord, at: DomainName)
        case none
        /// A query on which the choice depends failed; `found` when there is a policy either way.
        case unknown(found: Bool)

        /// The record that was found; a discarded one counts as none (§4.10.1).
        init(found record: DMARCRecord, at place: DomainName) {
            self = record.discard == nil ? .record(record, at: place) : .none
        }
    }

    /// A record that was found but that receivers discard, so that no policy applies.
    package struct Discarded: Sendable, Hashable {
        package let record: DMARCRecord
        /// The domain below whose `_dmarc` the record is.
        package let place: DomainName
        package let reason: DMARCRecord.Discard
    }

    /// The most names that a walk queries (§4.10, step 2).
    package static let maximumQueries = 8

    /// The domains at whose `_dmarc` a walk from `domain` looks, in order: the domain, its parents, the top-level domain
    /// last, never the root. For a name with eight or more labels, the walk goes on with the last seven.
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
