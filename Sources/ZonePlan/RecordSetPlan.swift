public import DNS
public import Deployment

/// Records of one name and type in one view: those that must exist, and what stands there.
public struct RecordSetPlan: Sendable, Hashable {
    public let owner: DomainName
    public let type: RecordType
    public let view: ViewName
    public let changes: [RecordChange]
    /// Why they must exist, in sentences.
    public let reasons: [String]
    /// Of what stands there, in seconds as the answer said; `nil` when nothing does, or nothing was asked.
    public let ttl: UInt32?
    /// For PTR records: whose request it is to the owner of the address.
    public let holder: String?
    /// For PTR records: the address.
    public let address: IPAddress?

    /// Whether something that stands there has to go or to change.
    public var changesLive: Bool { changes.contains { $0.state == .wrong || $0.state == .superfluous } }
}

/// One record to publish, to change or to remove.
public struct RecordChange: Sendable, Hashable {
    public enum State: String, Sendable, CaseIterable {
        /// It stands there, or something that does the same.
        case present
        case missing
        /// Another record stands in its place.
        case wrong
        /// It stands there, and must not.
        case superfluous
        /// What stands there could not be learned.
        case unknown
        /// Nothing was compared.
        case planned
    }

    public let state: State
    /// The record's data as in a zone file; `nil` for what must go, and for what cannot be computed.
    public let data: String?
    /// What stands there instead, as in a zone file.
    public let was: String?
    /// What else the operator has to know.
    public let note: String?

    init(_ state: State, data: String?, was: String? = nil, note: String? = nil) {
        self.state = state
        self.data = data
        self.was = was
        self.note = note
    }
}

/// Everything that must be published for a deployment, by zone, compared with what is.
public struct ZonePlan: Sendable {
    public let deployment: String
    public let scheme: String
    /// Whether anything was asked.
    public let isCompared: Bool
    public let zones: [Zone]
    /// PTR records: their zones belong to whoever owns the addresses.
    public let requests: [RecordSetPlan]

    public struct Zone: Sendable {
        public let name: DomainName
        public let view: ViewName
        /// SOA and NS of the zone as they are; stand-ins where they could not be had.
        public let apex: [Record]
        public let isApexLive: Bool
        /// In canonical order.
        public let sets: [RecordSetPlan]
    }

    public var sets: [RecordSetPlan] { zones.flatMap(\.sets) + requests }

    public func count(_ state: RecordChange.State) -> Int {
        sets.reduce(0) { $0 + $1.changes.count { $0.state == state } }
    }
}
