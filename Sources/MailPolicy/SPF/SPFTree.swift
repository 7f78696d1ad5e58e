public import DNS

/// What a domain's record comes to for any sender: the tree of `include` and `redirect`, what it can cost, and the
/// addresses that it authorises. Nothing is evaluated: every term counts as not matching (the worst case of
/// RFC 7208 §4.6.4).
public struct SPFTree: Hashable, Sendable {
    public let root: Node
    /// Over the whole tree, in the order of evaluation.
    public let problems: [Problem]
    public let authorised: Authorised
    /// `ip4`, `ip6`, `a` and `mx` blocks that another pass term of the tree holds already.
    public let overlaps: [Overlap]

    /// Terms that ask the DNS when none matches; a lower bound unless `lookupsAreKnown`.
    public var lookups: Int { root.lookups }
    /// Whether every record of the tree was read: an address that could not be had does not change the count.
    public var lookupsAreKnown: Bool { root.isRead }
    /// Terms that find nothing when none matches, for a client of the family; a lower bound while `unknowns` is not
    /// empty.
    public func voidLookups(_ family: IPAddress.Family) -> Int { root.voidLookups(family) }
    /// What could not be counted: macros, and questions that failed.
    public var unknowns: [Problem] { problems.filter { $0.code.isUnknown } }
    /// Every domain whose record was read or looked for, the root first.
    public var domains: [DomainName] { root.domains }

    /// A domain and its record.
    public struct Node: Hashable, Sendable {
        /// As written in the term that led here.
        public let domain: String
        /// `nil` for text that is no name.
        public let name: DomainName?
        public let status: Status
        /// Empty unless the status is `record`.
        public let branches: [Branch]

        public var record: SPFRecord? {
            guard case .record(let record) = status else { return nil }
            return record
        }

        public var lookups: Int { branches.reduce(0) { $0 + $1.lookups } }

        /// Whether this record and all beneath it were read, or are known not to exist.
        public var isRead: Bool {
            switch status {
            case .unknown, .macro, .unread: false
            case .record, .invalid, .missing, .several, .malformed, .loop:
                branches.allSatisfy { $0.inner.allSatisfy(\.isRead) }
            }
        }

        public func voidLookups(_ family: IPAddress.Family) -> Int { branches.reduce(0) { $0 + $1.voidLookups(family) } }

        public var domains: [DomainName] { (name.map { [$0] } ?? []) + branches.flatMap { $0.inner.flatMap(\.domains) } }
    }

    public enum Status: Hashable, Sendable {
        case record(SPFRecord)
        /// It has a syntax error: a permerror for whoever includes it.
        case invalid(SPFRecord)
        case missing
        /// Several records: a permerror.
        case several([String])
        /// Not a name that can be asked.
        case malformed
        /// The question failed.
        case unknown(LookupResult.Failure)
        /// The target holds macros: it differs by sender.
        case macro
        /// The domain stands further up on this branch.
        case loop
        /// Not read: the limits of the walk.
        case unread
    }

    /// A term that can be reached, or the `redirect` that is followed.
    public struct Branch: Hashable, Sendable {
        public let term: SPFTerm
        /// 1 for a term that counts against the limit, otherwise 0.
        public let ownLookups: Int
        /// Families of clients for which the term's query finds nothing.
        public let voidFor: Set<IPAddress.Family>
        /// Families in which an `a` or `mx` yields no address at all.
        public let withoutAddresses: Set<IPAddress.Family>
        /// Hosts of an `mx`; `nil` for other terms and when unknown.
        public let exchanges: [DomainName]?
        /// The blocks that the term itself names; those of an `include` stand in `inner`.
        public let networks: [Network]
        public let answers: [SPFAnswer]
        /// The target of an `include` or `redirect`: one node or none.
        public let inner: [Node]
        /// Whether the networks are not all known: macros, `ptr`, `exists`, or a failed question.
        public let isIncomplete: Bool

        /// The term's own and those beneath it.
        public var lookups: Int { ownLookups + inner.reduce(0) { $0 + $1.lookups } }

        public func voidLookups(_ family: IPAddress.Family) -> Int {
            (voidFor.contains(family) ? 1 : 0) + inner.reduce(0) { $0 + $1.voidLookups(family) }
        }
    }

    /// What is wrong, or unknown, somewhere in the tree.
    public struct Problem: Hashable, Sendable {
        public let code: Code
        /// The owner of the record in which the term stands.
        public let domain: String
        public let term: SPFTerm?
        /// A sentence without the final dot.
        public let message: String
        /// For `unresolved`.
        public let cause: LookupResult.Failure?

        public enum Code: String, Sendable, CaseIterable {
            case missingRecord = "missing-record"
            case multipleRecords = "multiple-records"
            case syntaxError = "syntax-error"
            case malformedTarget = "malformed-target"
            case loop
            case tooManyExchanges = "too-many-mx"
            case tooManyLookups = "too-many-lookups"
            case tooManyVoidLookups = "too-many-void-lookups"
            /// The walk stopped: the tree is over every limit already.
            case tooLarge = "too-large"
            /// A question failed.
            case unresolved
            case macroTarget = "macro-target"

            public var isUnknown: Bool { self == .unresolved || self == .macroTarget || self == .tooLarge }
        }
    }

    /// The addresses that get `pass`, as far as they are known.
    public struct Authorised: Hashable, Sendable {
        /// Merged, disjoint; the widest first, then by address.
        public let networks: [Network]
        /// Saturates at `UInt64.max`.
        public let ipv4Addresses: UInt64
        /// Blocks of /64, rounded up; saturates at `UInt64.max`.
        public let ipv6Subnets: UInt64
        /// Every address of a family.
        public let everyone: Set<IPAddress.Family>
        /// Whether other addresses may get `pass` too: macros, `ptr`, `exists`, failed questions.
        public let isIncomplete: Bool

        public func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address.unmapped) } }
    }

    /// A block that is authorised twice.
    public struct Overlap: Hashable, Sendable {
        public let network: Network
        public let domain: String
        public let term: SPFTerm
        /// The block that holds it, and where that stands.
        public let within: Network
        public let otherDomain: String
        public let otherTerm: SPFTerm
    }
}
