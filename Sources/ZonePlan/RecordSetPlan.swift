package import DNS
package import Deployment

/// Records of one name and type in one view: those that must exist, and what stands there.
package struct RecordSetPlan: Sendable, Hashable {
    package let owner: DomainName
    package let type: RecordType
    package let view: ViewName
    package let changes: [RecordChange]
    /// Why they must exist, in sentences.
    package let reasons: [String]
    /// Of what stands there, in seconds as the answer said; `nil` when nothing does, or nothing was asked.
    package let ttl: UInt32?
    /// For PTR records: whose request it is to the owner of the address.
    package let holder: String?
    /// For PTR records: the address.
    package let address: IPAddress?

    /// Whether something that stands there has to go or to change.
    package var changesLive: Bool { changes.contains { $0.state == .wrong || $0.state == .superfluous } }
}

/// One record to publish, to change or to remove.
package struct RecordChange: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
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

    package let state: State
    /// The record's data as in a zone file; `nil` for what must go, and for what cannot be computed.
    package let data: String?
    /// What stands there instead, as in a zone file.
    package let was: String?
    /// What else the operator has to know.
    package let note: String?

    init(_ state: State, data: String?, was: String? = nil, note: String? = nil) {
        self.state = state
        self.data = data
        self.was = was
        self.note = note
    }
}

/// Everything that must be published for a deployment, by zone, compared with what is.
package struct ZonePlan: Sendable {
    package let deployment: String
    package let scheme: String
    /// Whether anything was asked.
    package let isCompared: Bool
    package let zones: [Zone]
    /// PTR records: their zones belong to whoever owns the addresses.
    package let requests: [RecordSetPlan]

    package struct Zone: Sendable {
        package let name: DomainName
        package let view: ViewName
        /// SOA and NS of the zone as they are; stand-ins where they could not be had.
        package let apex: [Record]
        package let isApexLive: Bool
        /// In canonical order.
        package let sets: [RecordSetPlan]
    }

    package var sets: [RecordSetPlan] { zones.flatMap(\.sets) + requests }

    package func count(_ state: RecordChange.State) -> Int {
        sets.reduce(0) { $0 + $1.changes.count { $0.state == state } }
    }
}
