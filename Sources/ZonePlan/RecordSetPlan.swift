package import DNS
package import Deployment

/// Records of one name and type in one view: the required ones, and the existing ones.
package struct RecordSetPlan: Sendable, Hashable {
    package internal(set) var owner: DomainName
    package let type: RecordType
    package let view: ViewName
    package internal(set) var changes: [RecordChange]
    /// Why they must exist, in sentences.
    package let reasons: [String]
    /// The TTL of the existing records in seconds; `nil` if there are none, or none were queried.
    package let ttl: UInt32?
    /// For PTR records: who requests it from the owner of the address.
    package let holder: String?
    /// For PTR records: the address.
    package let address: IPAddress?
    /// Who can make the changes.
    package internal(set) var by = Responsibility.you
    /// Everything that stands there, as in a zone file, with texts in the strings in which they are served.
    package internal(set) var standing: [String] = []
    /// What else stands there, and stays: data as in a zone file.
    package internal(set) var beside: [String] = []
    /// What the name is an alias of, as the answer said.
    package internal(set) var alias: DomainName?
    /// Where its chain of aliases ends.
    package internal(set) var aliasEnd: DomainName?
    /// The names at which the records are looked for, where they stand at the end of those names' aliases, or where the SPF records of those
    /// names lead to them.
    package internal(set) var lookedForAt: [DomainName] = []

    /// Whether an existing record must be removed or changed.
    package var changesLive: Bool { changes.contains { $0.state == .wrong || $0.state == .superfluous } }

    /// Whether records of this kind take the place of the name's alias.
    var replacesAlias: Bool { changes.contains { $0.was?.hasPrefix("CNAME ") == true } && type != .cname }

    /// Whether the zone's owner has something to do.
    package var needsChange: Bool { changes.contains { $0.state.isChange } }
}

/// One record to publish, to change or to remove.
package struct RecordChange: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
        /// It exists, or an equivalent record does.
        case present
        case missing
        /// Another record is in its place.
        case wrong
        /// It exists, but must not.
        case superfluous
        /// The existing records are unknown.
        case unknown
        /// Another owner's zone must change.
        case notOurs = "not-ours"
        /// Nothing was compared.
        case planned

        /// Whether the zone must change.
        package var isChange: Bool { self == .missing || self == .wrong || self == .superfluous }
    }

    package internal(set) var state: State
    /// The record's data in zone-file format; `nil` for removals and for data that cannot be computed.
    package internal(set) var data: String?
    /// The existing record instead, in zone-file format.
    package internal(set) var was: String?
    /// Notes for the operator.
    package internal(set) var note: String?
    /// The findings that the change fixes, as far as the plan alone can tell.
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

/// A problem that no record can fix: a sentence for the operator.
package struct PlanAdvice: Sendable, Hashable {
    package let text: String
    package let repairs: [RepairedFinding]
}

/// Everything that must be published for a deployment, by zone, compared with the existing records.
package struct ZonePlan: Sendable {
    package let deployment: String
    package let scheme: String
    /// Whether any query was made.
    package let isCompared: Bool
    package let zones: [Zone]
    /// PTR records: their zones belong to the owners of the addresses.
    package let requests: [RecordSetPlan]
    package let advice: [PlanAdvice]
    /// Types of which nothing is planned because no server was looked at.
    package var unplanned: [RecordType] = []

    /// Why they are not planned, and who looks at them.
    package static let unplannedReason =
        "they follow from the certificates and keys that servers show: plan connects to none, audit looks at them"

    package struct Zone: Sendable {
        package let name: DomainName
        package let view: ViewName
        /// The zone's existing SOA and NS records; placeholders if they are unknown.
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
