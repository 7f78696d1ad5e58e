package import DNS

/// A zone as the zone above hands it over.
package struct Delegation: Hashable, Sendable {
    package let zone: DomainName
    /// `nil` for the root.
    package let parent: DomainName?
    package let servers: [NameServer]
    /// Whether the zone above was seen to name these servers. One server may have both zones, and then shows the lower
    /// one's own.
    package let isSeenAbove: Bool
    /// Addresses that came along for names outside the zone above: it has no say about them, and they are not used.
    package let ignoredGlue: [Record]

    init(
        zone: DomainName, parent: DomainName?, servers: [NameServer], isSeenAbove: Bool = true, ignoredGlue: [Record] = []
    ) {
        self.zone = zone
        self.parent = parent
        self.servers = servers
        self.isSeenAbove = isSeenAbove
        self.ignoredGlue = ignoredGlue
    }

    /// Reads a referral, or a zone's own NS records, as a server of `parent` gave them. Addresses count when they are
    /// in that zone (RFC 2181 §5.4.1).
    init(_ zone: DomainName, below parent: DomainName, naming records: [Record], _ additionals: [Record], isSeenAbove: Bool) {
        let names = Set(records.compactMap(\.serverName))
        let glue = additionals.filter { $0.address != nil && names.contains($0.name) }
        self.init(
            zone: zone, parent: parent,
            servers: NameServer.all(named: records, addresses: glue.filter { $0.name.isEqualOrSubdomain(of: parent) }),
            isSeenAbove: isSeenAbove, ignoredGlue: glue.filter { !$0.name.isEqualOrSubdomain(of: parent) })
    }

    package var addresses: [IPAddress] { servers.flatMap(\.addresses) }

    func below(_ parent: DomainName) -> Delegation {
        Delegation(zone: zone, parent: parent, servers: servers, isSeenAbove: isSeenAbove, ignoredGlue: ignoredGlue)
    }

    func replacing(servers: [NameServer]) -> Delegation {
        Delegation(zone: zone, parent: parent, servers: servers, isSeenAbove: isSeenAbove, ignoredGlue: ignoredGlue)
    }
}

/// The way from the root to the zone that a name lies in.
package struct ZonePath: Sendable {
    package let name: DomainName
    /// The root first; the last is the zone of the name, as far as the way could be gone.
    package let delegations: [Delegation]
    /// Why the way ends before its goal; `nil` when it does not.
    package let problem: Problem?

    package enum Problem: Hashable, Sendable {
        /// No server of this zone gave an answer that helps.
        case noAnswer(zone: DomainName, LookupResult.Failure, [LookupResult.Attempt])
        /// The servers that this zone is delegated to have no address that could be found.
        case noAddresses(zone: DomainName, [NameServer])
        /// More questions or more lookups within each other than one name is worth.
        case tooMuchWork
    }

    package var zone: Delegation? { delegations.last }

    /// The way to each zone that is passed, the root's first.
    package var stations: [ZonePath] {
        delegations.indices.map { ZonePath(name: name, delegations: Array(delegations[...$0]), problem: nil) }
    }
}

extension ZonePath.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noAnswer(let zone, let failure, let attempts):
            let tried = attempts.map { "\($0.server) \($0.result)" }.joined(separator: ", ")
            return "no server of \(zone.absoluteText) answers: \(failure.rawValue)" + (tried.isEmpty ? "" : " (\(tried))")
        case .noAddresses(let zone, let servers):
            let why = servers.map { "\($0.name) \($0.problem ?? .noAddress)" }.joined(separator: ", ")
            return "no server of \(zone.absoluteText) can be found: \(why)"
        case .tooMuchWork: return "the way to it takes more than \(IterationLimits.questionsPerWalk) questions"
        }
    }

    /// What it counts as among the failures of a question.
    package var failure: LookupResult.Failure {
        switch self {
        case .noAnswer(_, let failure, _): failure
        case .noAddresses(_, let servers):
            servers.lazy.compactMap { if case .failed(let failure)? = $0.problem { failure } else { nil } }.first ?? .unreachable
        case .tooMuchWork: .errorResponse
        }
    }
}
