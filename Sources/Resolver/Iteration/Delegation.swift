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
    /// The limits that cut the list of servers, or of their addresses.
    package let limitsReached: Set<AnswerLimit>

    init(
        zone: DomainName, parent: DomainName?, servers: [NameServer], isSeenAbove: Bool = true, ignoredGlue: [Record] = [],
        limitsReached: Set<AnswerLimit> = []
    ) {
        self.zone = zone
        self.parent = parent
        self.servers = servers
        self.isSeenAbove = isSeenAbove
        self.ignoredGlue = ignoredGlue
        self.limitsReached = limitsReached
    }

    /// Reads a referral, or a zone's own NS records, as a server of `parent` gave them. Addresses count when they are
    /// in that zone (RFC 2181 §5.4.1).
    init(_ zone: DomainName, below parent: DomainName, naming records: [Record], _ additionals: [Record], isSeenAbove: Bool) {
        let names = Set(records.compactMap(\.serverName))
        let glue = additionals.filter { $0.address != nil && names.contains($0.name) }
        let list = NameServer.List(records, addresses: glue.filter { $0.name.isEqualOrSubdomain(of: parent) })
        self.init(
            zone: zone, parent: parent, servers: list.servers, isSeenAbove: isSeenAbove,
            ignoredGlue: glue.filter { !$0.name.isEqualOrSubdomain(of: parent) }, limitsReached: list.limitsReached)
    }

    package var addresses: [IPAddress] { servers.flatMap(\.addresses) }

    func below(_ parent: DomainName) -> Delegation {
        Delegation(
            zone: zone, parent: parent, servers: servers, isSeenAbove: isSeenAbove, ignoredGlue: ignoredGlue,
            limitsReached: limitsReached)
    }

    func replacing(servers: [NameServer], limitReached: AnswerLimit? = nil) -> Delegation {
        Delegation(
            zone: zone, parent: parent, servers: servers, isSeenAbove: isSeenAbove, ignoredGlue: ignoredGlue,
            limitsReached: limitsReached.union(limitReached.map { [$0] } ?? []))
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
        /// The way costs more than is spent on one name.
        case limitReached(AnswerLimit)
    }

    /// The limits that ended the way, or cut lists of servers on it.
    package var limitsReached: Set<AnswerLimit> {
        var limits = delegations.reduce(into: Set()) { $0.formUnion($1.limitsReached) }
        if case .limitReached(let limit)? = problem { limits.insert(limit) }
        return limits
    }

    package var zone: Delegation? { delegations.last }

    /// The way to each zone on it, the root's first.
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
        case .limitReached(let limit): return "the way to it costs more than \(limit) allows"
        }
    }

    /// What it counts as among the failures of a question.
    package var failure: LookupResult.Failure {
        switch self {
        case .noAnswer(_, let failure, _): failure
        case .noAddresses(_, let servers):
            servers.lazy.compactMap { if case .failed(let failure)? = $0.problem { failure } else { nil } }.first ?? .unreachable
        case .limitReached: .limitReached
        }
    }
}
