package import DNS

/// A zone as its parent delegates it.
package struct Delegation: Hashable, Sendable {
    package let zone: DomainName
    /// `nil` for the root.
    package let parent: DomainName?
    package let servers: [NameServer]
    /// Whether the parent was seen to name these servers. A server of both zones shows the child's own records instead.
    package let isSeenAbove: Bool
    /// Glue for names outside the parent zone: the parent has no authority over them, so it is not used.
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

    /// Reads a referral, or a zone's own NS records, as a server of `parent` gave them. Addresses count only if they are in
    /// that zone (RFC 2181 §5.4.1).
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

/// The path from the root to the zone of a name.
package struct ZonePath: Sendable {
    package let name: DomainName
    /// The root first; the last is the zone of the name, or the last one that could be reached.
    package let delegations: [Delegation]
    /// Why the path ends early; `nil` if it does not.
    package let problem: Problem?

    package enum Problem: Hashable, Sendable {
        /// No server of this zone gave a useful answer.
        case noAnswer(zone: DomainName, LookupResult.Failure, [LookupResult.Attempt])
        /// No address could be found for the servers that this zone is delegated to.
        case noAddresses(zone: DomainName, [NameServer])
        /// The path costs more than is spent on one name.
        case limitReached(AnswerLimit)
    }

    /// The limits that ended the path, or cut lists of servers on it.
    package var limitsReached: Set<AnswerLimit> {
        var limits = delegations.reduce(into: Set()) { $0.formUnion($1.limitsReached) }
        if case .limitReached(let limit)? = problem { limits.insert(limit) }
        return limits
    }

    package var zone: Delegation? { delegations.last }

    /// The path to each zone on it, the root's first.
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
        case .limitReached(let limit): return "finding its zone costs more than \(limit) allows"
        }
    }

    /// The equivalent failure of a question.
    package var failure: LookupResult.Failure {
        switch self {
        case .noAnswer(_, let failure, _): failure
        case .noAddresses(_, let servers):
            servers.lazy.compactMap { if case .failed(let failure)? = $0.problem { failure } else { nil } }.first ?? .unreachable
        case .limitReached: .limitReached
        }
    }
}
