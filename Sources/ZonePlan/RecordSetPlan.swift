package import DNS
package import Deployment

/// Records of one name and type in one view: those that must exist, and what stands there.
package struct RecordSetPlan: Sendable, Hashable {
    package internal(set) var owner: DomainName
    package let type: RecordType
    package let view: ViewName
    package internal(set) var changes: [RecordChange]
    /// Why they must exist, in sentences.
    package let reasons: [String]
    /// Of what stands there, in seconds as the answer said; `nil` when nothing does, or nothing was asked.
    package let ttl: UInt32?
    /// For PTR records: whose request it is to the owner of the address.
    package let holder: String?
    /// For PTR records: the address.
    package let address: IPAddress?
    /// Who can make the changes.
    package internal(set) var by = Responsibility.you
    /// What the name is an alias of, as the answer said.
    package internal(set) var alias: DomainName?

    /// Whether something that stands there has to go or to change.
    package var changesLive: Bool { changes.contains { $0.state == .wrong || $0.state == .superfluous } }

    /// Whether there is something to do for whoever keeps the zone.
    package var needsChange: Bool { changes.contains { $0.state.isChange } }
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
        /// Something has to change in a zone that is somebody else's.
        case notOurs = "not-ours"
        /// Nothing was compared.
        case planned

        /// Whether the zone has to change.
        package var isChange: Bool { self == .missing || self == .wrong || self == .superfluous }
    }

    package internal(set) var state: State
    /// The record's data as in a zone file; `nil` for what must go, and for what cannot be computed.
    package internal(set) var data: String?
    /// What stands there instead, as in a zone file.
    package internal(set) var was: String?
    /// What else the operator has to know.
    package internal(set) var note: String?
    /// The findings that the change mends, as far as the plan alone can tell.
    package internal(set) var repairs: [RepairedFinding] = []

    init(_ state: State, data: String?, was: String? = nil, note: String? = nil) {
        self.state = state
        self.data = data
        self.was = was
        self.note = note
    }

    func noting(_ text: String?) -> RecordChange {
        var change = self
        change.note = [note, text].compactMap(\.self).joined(separator: "; ")
        if change.note?.isEmpty == true { change.note = nil }
        return change
    }
}

/// A finding, by its rule and the key of its subject.
package struct RepairedFinding: Sendable, Hashable {
    package let rule: String
    package let subject: String

    package init(rule: String, subject: String) {
        self.rule = rule
        self.subject = subject
    }
}

/// What no record can mend: a sentence to the operator.
package struct PlanAdvice: Sendable, Hashable {
    package let text: String
    package let repairs: [RepairedFinding]
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
    package let advice: [PlanAdvice]

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
