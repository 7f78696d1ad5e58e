package import DNS

/// A domain's record for any sender: the tree of `include` and `redirect`, its cost, and the addresses that it authorises.
/// Nothing is evaluated: every term counts as not matching (the worst case of RFC 7208 §4.6.4).
package struct SPFTree: Hashable, Sendable {
    package let root: Node
    /// Over the whole tree, in the order of evaluation.
    package let problems: [Problem]
    package let authorised: Authorised
    /// `ip4`, `ip6`, `a` and `mx` blocks that another pass term of the tree already contains.
    package let overlaps: [Overlap]

    /// The terms that let every address of a family pass, if any do: `all`, or the widest blocks that together cover it.
    package let everyoneBy: [Place]

    /// A term, and the domain in whose record it stands.
    package struct Place: Hashable, Sendable {
        package let domain: String
        package let term: SPFTerm
    }

    /// Terms that query the DNS when none matches; a lower bound unless `lookupsAreKnown`.
    package var lookups: Int { root.lookups }
    /// Whether every record of the tree was read: an address that could not be looked up does not change the count.
    package var lookupsAreKnown: Bool { root.isRead }
    /// Void lookups when no term matches, for a client of the family; a lower bound while `unknowns` is not empty.
    package func voidLookups(_ family: IPAddress.Family) -> Int { root.voidLookups(family) }
    /// The same, with each `mx` host without an address of the family counted too, as several evaluators do.
    package func voidLookupsWithExchanges(_ family: IPAddress.Family) -> Int { root.voidLookupsWithExchanges(family) }
    /// Whether receivers differ: within the limit of void lookups by the RFC's count of terms, but over it where `mx` hosts
    /// are counted.
    package func voidCountsDiffer(_ family: IPAddress.Family) -> Bool {
        let limit = SPFLimits().voidLookups
        return voidLookups(family) <= limit && voidLookupsWithExchanges(family) > limit
    }
    /// The `mx` terms of the tree that have hosts without an address of the family.
    package func exchangesWithoutAddresses(_ family: IPAddress.Family) -> [VoidExchanges] {
        root.exchangesWithoutAddresses(family)
    }
    /// What could not be counted: macros, and failed queries.
    package var unknowns: [Problem] { problems.filter { $0.code.isUnknown } }
    /// Every domain whose record was read or looked for, the root first.
    package var domains: [DomainName] { root.domains }

    /// A domain and its record.
    package struct Node: Hashable, Sendable {
        /// As written in the term that led here.
        package let domain: String
        /// `nil` for text that is not a name.
        package let name: DomainName?
        package let status: Status
        /// Empty unless the status is `record`.
        package let branches: [Branch]

        package var record: SPFRecord? {
            guard case .record(let record) = status else { return nil }
            return record
        }

        package var lookups: Int { branches.reduce(0) { $0 + $1.lookups } }

        /// Whether this record and all below it were read, or are known not to exist.
        package var isRead: Bool {
            switch status {
            case .unknown, .macro, .unread: false
            case .record, .invalid, .missing, .several, .malformed, .loop:
                branches.allSatisfy { $0.inner.allSatisfy(\.isRead) }
            }
        }

        package func voidLookups(_ family: IPAddress.Family) -> Int { branches.reduce(0) { $0 + $1.voidLookups(family) } }

        package func voidLookupsWithExchanges(_ family: IPAddress.Family) -> Int {
            branches.reduce(0) { sum, branch in
                let own = (branch.voidFor.contains(family) ? 1 : 0) + (branch.voidExchanges[family]?.count ?? 0)
                return sum + own + branch.inner.reduce(0) { $0 + $1.voidLookupsWithExchanges(family) }
            }
        }

        func exchangesWithoutAddresses(_ family: IPAddress.Family) -> [VoidExchanges] {
            branches.flatMap { branch in
                let own = branch.voidExchanges[family].map { VoidExchanges(domain: domain, term: branch.term, hosts: $0) }
                return (own.map { [$0] } ?? []) + branch.inner.flatMap { $0.exchangesWithoutAddresses(family) }
            }
        }

        package var domains: [DomainName] { (name.map { [$0] } ?? []) + branches.flatMap { $0.inner.flatMap(\.domains) } }
    }

    package enum Status: Hashable, Sendable {
        case record(SPFRecord)
        /// It has a syntax error: a permerror for every record that includes it.
        case invalid(SPFRecord)
        case missing
        /// Several records: a permerror.
        case several([String])
        /// Not a name that can be queried.
        case malformed
        /// The query failed.
        case unknown(LookupResult.Failure)
        /// The target contains macros: it differs by sender.
        case macro
        /// The domain is already further up on this branch.
        case loop
        /// Not read, because of the limits of the walk.
        case unread
    }

    /// A term that can be reached, or the `redirect` that is followed.
    package struct Branch: Hashable, Sendable {
        package let term: SPFTerm
        /// 1 for a term that counts against the limit, otherwise 0.
        package let ownLookups: Int
        /// Families of clients for which the term is a void lookup.
        package let voidFor: Set<IPAddress.Family>
        /// Families in which an `a` or `mx` yields no address at all.
        package let withoutAddresses: Set<IPAddress.Family>
        /// Hosts of an `mx` without an address of the family; empty for other terms.
        package let voidExchanges: [IPAddress.Family: [DomainName]]
        /// Hosts of an `mx`; `nil` for other terms and when unknown.
        package let exchanges: [DomainName]?
        /// The blocks that the term itself names; those of an `include` are in `inner`.
        package let networks: [Network]
        package let answers: [SPFAnswer]
        /// The target of an `include` or `redirect`: one node or none.
        package let inner: [Node]
        /// Whether some networks are unknown: macros, `ptr`, `exists`, or a failed query.
        package let isIncomplete: Bool

        /// Those of the term itself and of everything below it.
        package var lookups: Int { ownLookups + inner.reduce(0) { $0 + $1.lookups } }

        package func voidLookups(_ family: IPAddress.Family) -> Int {
            (voidFor.contains(family) ? 1 : 0) + inner.reduce(0) { $0 + $1.voidLookups(family) }
        }
    }

    /// What is wrong, or unknown, somewhere in the tree.
    package struct Problem: Hashable, Sendable {
        package let code: Code
        /// The owner of the record with the term.
        package let domain: String
        package let term: SPFTerm?
        /// A sentence without the final dot.
        package let message: String
        /// For `unresolved`.
        package let cause: LookupResult.Failure?

        package enum Code: String, Sendable, CaseIterable {
            case missingRecord = "missing-record"
            case multipleRecords = "multiple-records"
            case syntaxError = "syntax-error"
            case malformedTarget = "malformed-target"
            case loop
            case tooManyExchanges = "too-many-mx"
            case tooManyLookups = "too-many-lookups"
            case tooManyVoidLookups = "too-many-void-lookups"
            /// The walk stopped: the tree already exceeds every limit.
            case tooLarge = "too-large"
            /// A query failed.
            case unresolved
            case macroTarget = "macro-target"

            package var isUnknown: Bool { self == .unresolved || self == .macroTarget || self == .tooLarge }
        }
    }

    /// The addresses that get `pass`, as far as they are known.
    package struct Authorised: Hashable, Sendable {
        /// Merged, disjoint; the widest first, then by address.
        package let networks: [Network]
        /// Saturates at `UInt64.max`.
        package let ipv4Addresses: UInt64
        /// Blocks of /64, rounded up; saturates at `UInt64.max`.
        package let ipv6Subnets: UInt64
        /// Every address of a family.
        package let everyone: Set<IPAddress.Family>
        /// Whether other addresses may get `pass` too: macros, `ptr`, `exists`, failed queries.
        package let isIncomplete: Bool

        package func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address.unmapped) } }
    }

    /// Hosts of an `mx` term without an address of a family.
    package struct VoidExchanges: Hashable, Sendable {
        /// The owner of the record with the term.
        package let domain: String
        package let term: SPFTerm
        package let hosts: [DomainName]
    }

    /// A block that is authorised twice.
    package struct Overlap: Hashable, Sendable {
        package let network: Network
        package let domain: String
        package let term: SPFTerm
        /// The block that contains it, and its place.
        package let within: Network
        package let otherDomain: String
        package let otherTerm: SPFTerm
    }
}
