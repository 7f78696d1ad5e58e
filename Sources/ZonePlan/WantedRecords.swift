import DNS
import Deployment

/// Records of one name and type that a deployment wants, before the comparison.
struct WantedRecords: Sendable {
    let owner: DomainName
    let type: RecordType
    let view: ViewName
    var data: [RecordData]
    /// Whether other existing records must be removed.
    var isExact: Bool
    var reasons: [String]
    var note: String?
    var holder: String?
    var address: IPAddress?
    /// Records that should exist too but are unknown yet: one sentence each.
    var open: [String] = []
    /// Records to remove even though other records of the set may stay.
    var unwanted: [RecordData] = []
    /// By what is wanted, what stands there in its place.
    var replaced: [RecordData: RecordData] = [:]
}

/// Wanted records by name, type and view: wishes for the same set are merged.
struct WantedTable: Sendable {
    struct Key: Hashable, Sendable {
        let owner: DomainName
        let type: RecordType
        let view: ViewName
    }

    private(set) var sets: [Key: WantedRecords] = [:]

    mutating func want(
        _ owner: DomainName, _ type: RecordType, _ view: ViewName, _ data: [RecordData], exact: Bool, why: String,
        note: String? = nil, holder: String? = nil, address: IPAddress? = nil
    ) {
        let key = Key(owner: owner, type: type, view: view)
        var set =
            sets[key]
            ?? WantedRecords(owner: owner.lowercased, type: type, view: view, data: [], isExact: exact, reasons: [])
        set.data += data.filter { !set.data.contains($0) }
        set.isExact = set.isExact || exact
        if !set.reasons.contains(why) { set.reasons.append(why) }
        set.note = set.note ?? note
        set.holder = set.holder ?? holder
        set.address = set.address ?? address
        sets[key] = set
    }

    /// A name's addresses, by family.
    mutating func want(_ owner: DomainName, at addresses: [IPAddress], _ view: ViewName, exact: Bool, why: String) {
        for family in IPAddress.Family.allCases {
            let own = Set(addresses.filter { $0.family == family }).sorted()
            guard !own.isEmpty || exact else { continue }
            want(owner, .address(family), view, own.map(RecordData.address), exact: exact, why: why)
        }
    }

    mutating func leaveOpen(_ owner: DomainName, _ type: RecordType, _ view: ViewName, why: String, _ sentence: String) {
        want(owner, type, view, [], exact: false, why: why)
        sets[Key(owner: owner, type: type, view: view)]?.open.append(sentence)
    }

    mutating func unwant(_ owner: DomainName, _ type: RecordType, _ view: ViewName, _ data: [RecordData], why: String) {
        want(owner, type, view, [], exact: false, why: why)
        let key = Key(owner: owner, type: type, view: view)
        let wanted = sets[key]?.data ?? []
        sets[key]?.unwanted += data.filter { !wanted.contains($0) }
    }

    subscript(owner: DomainName, type: RecordType, view: ViewName) -> WantedRecords? {
        sets[Key(owner: owner, type: type, view: view)]
    }

    /// The planned addresses of a name.
    func addresses(of owner: DomainName, _ view: ViewName) -> Set<IPAddress> {
        Set(
            IPAddress.Family.allCases.flatMap { self[owner, .address($0), view]?.data ?? [] }.compactMap {
                if case .address(let address) = $0 { address } else { nil }
            })
    }
}

extension RecordType {
    static func address(_ family: IPAddress.Family) -> RecordType { family == .ipv4 ? .a : .aaaa }
}

extension RecordData {
    /// One TXT record, split into strings.
    static func text(_ text: String) -> RecordData { self.text(octets: Array(text.utf8)) }

    static func text(octets: [UInt8]) -> RecordData {
        var rest = octets[...]
        var strings: [[UInt8]] = []
        repeat {
            strings.append(Array(rest.prefix(255)))
            rest = rest.dropFirst(255)
        } while !rest.isEmpty
        return .text(strings)
    }

    /// Equal for receivers: the split of a TXT record into strings has no meaning.
    func isEquivalent(to other: RecordData) -> Bool {
        if case .text(let left) = self, case .text(let right) = other { return left.flatMap(\.self) == right.flatMap(\.self) }
        return self == other
    }
}
