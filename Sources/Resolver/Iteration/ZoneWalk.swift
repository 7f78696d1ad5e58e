package import DNS
import Synchronization

extension AuthorityClient {
    /// Finds the zone of a name, from the root down.
    package func path(to name: DomainName) async -> ZonePath {
        await ZoneWalk(client: self).path(to: name.lowercased)
    }

    /// The zone's servers with every address that can be found: the delegation's glue, or what their names resolve to.
    package func located(_ servers: [NameServer]) async -> [NameServer] {
        await ZoneWalk(client: self).located(servers, limit: .serversPerZone)
    }
}

/// The iteration from the root down to the zone of one name, with the lookups of server addresses that it needs, within one
/// budget of questions.
struct ZoneWalk: Sendable {
    private let client: AuthorityClient
    private let budget: Budget
    /// Server names whose addresses are being looked up: needing one of them again means a cycle.
    private let pending: Set<DomainName>

    private final class Budget: Sendable {
        private let left = Mutex(AnswerLimit.questionsPerZonePath.value)

        func take() -> Bool {
            left.withLock { left in
                guard left > 0 else { return false }
                left -= 1
                return true
            }
        }
    }

    init(client: AuthorityClient) {
        self.client = client
        budget = Budget()
        pending = []
    }

    private init(_ outer: ZoneWalk, lookingUp name: DomainName) {
        client = outer.client
        budget = outer.budget
        pending = outer.pending.union([name])
    }

    func path(to name: DomainName) async -> ZonePath {
        var path = client.knownPath(to: name)
        // A name that turns out to be an alias is not an apex: its parent may be.
        var asked = name
        while let zone = path.last, zone.zone != asked {
            let reply = await askForReferral(asked, &path)
            switch reply {
            case .failure(let problem): return ZonePath(name: name, delegations: path, problem: problem)
            case .success(let message):
                switch ZoneStep(message, asked: asked, zone: zone.zone) {
                case .below(let found), .top(let found):
                    // A server that also serves zones in between refers past them.
                    let between = await hiddenZones(between: path.last ?? zone, and: found.zone.parent ?? .root)
                    path += between
                    path.append(found.below(between.last?.zone ?? zone.zone))
                case .hidden(let found):
                    let between = await hiddenZones(between: path.last ?? zone, and: found)
                    guard !between.isEmpty else { return done(name, path) }
                    path += between
                case .alias:
                    guard let parent = asked.parent, parent.isEqualOrSubdomain(of: zone.zone) else { return done(name, path) }
                    asked = parent
                case .inside: return done(name, path)
                }
            }
        }
        return done(name, path)
    }

    private enum Reply {
        case success(Message)
        case failure(ZonePath.Problem)
    }

    /// Queries the last zone of a path for the NS records of a name. Servers without glue are looked up when those with
    /// glue do not help, and noted in the path.
    private func askForReferral(_ name: DomainName, _ path: inout [Delegation]) async -> Reply {
        guard let zone = path.last else { return .failure(.limitReached(.questionsPerZonePath)) }
        var current = zone
        var problem: ZonePath.Problem?
        for needsLookup in [false, true] {
            if needsLookup {
                guard current.servers.contains(where: { $0.addresses.isEmpty && $0.problem == nil }) else { break }
                let known = Set(current.addresses)
                let missing = zone.servers.count { $0.addresses.isEmpty }
                let servers = await located(zone.servers, limit: .lookupsPerReferral)
                current = zone.replacing(
                    servers: servers,
                    limitReached: missing > AnswerLimit.lookupsPerReferral.value ? .lookupsPerReferral : nil)
                guard Set(current.addresses) != known else { break }
            }
            guard !current.addresses.isEmpty else { continue }
            path[path.count - 1] = current
            guard let reply = await ask(name, .ns, current) else { return .failure(.limitReached(.questionsPerZonePath)) }
            if reply.failure == nil, let message = reply.message { return .success(message) }
            problem = .noAnswer(zone: zone.zone, reply.failure ?? .timeout, reply.attempts)
        }
        path[path.count - 1] = current
        return .failure(problem ?? .noAddresses(zone: zone.zone, current.servers))
    }

    private func done(_ name: DomainName, _ path: [Delegation]) -> ZonePath {
        for delegation in path where !delegation.zone.isRoot { client.remember(delegation) }
        return ZonePath(name: name, delegations: path, problem: nil)
    }

    private func ask(_ name: DomainName, _ type: RecordType, _ zone: Delegation) async -> AuthorityReply? {
        guard budget.take() else { return nil }
        return await client.ask(Question(name, type), of: zone.zone, at: zone.addresses)
    }

    /// Zones between the two that the upper zone's servers serve as well: each name in between may be an apex.
    private func hiddenZones(between upper: Delegation, and lower: DomainName) async -> [Delegation] {
        guard lower.labelCount > upper.zone.labelCount else { return [] }
        let names = ((upper.zone.labelCount + 1)...lower.labelCount).map { lower.suffix($0) }
        let replies = await concurrently(names) { await self.ask($0, .ns, upper) }
        var found: [Delegation] = []
        for (name, reply) in zip(names, replies) {
            guard let reply, reply.failure == nil, let message = reply.message,
                case .top(let next) = ZoneStep(message, asked: name, zone: found.last?.zone ?? upper.zone)
            else { continue }
            found.append(next)
        }
        return found
    }

    // MARK: Servers without glue

    /// Looks up the missing addresses of at most `limit` servers.
    func located(_ servers: [NameServer], limit: AnswerLimit) async -> [NameServer] {
        let missing = servers.indices.filter { servers[$0].addresses.isEmpty }.prefix(limit.value)
        var located = servers
        for (index, server) in zip(missing, await concurrently(missing) { await self.locate(servers[$0]) }) {
            located[index] = server
        }
        return located
    }

    private func locate(_ wanted: NameServer) async -> NameServer {
        let name = wanted.name
        var server = wanted
        guard !pending.contains(server.name) else {
            server.problem = .circular
            return server
        }
        guard pending.count < AnswerLimit.lookupDepth.value else {
            server.problem = .failed(.limitReached)
            return server
        }
        let walk = ZoneWalk(self, lookingUp: server.name)
        let path = await walk.path(to: server.name)
        guard let zone = path.zone, path.problem == nil else {
            server.problem = path.problem.map { problem in
                if case .noAddresses(_, let servers) = problem, servers.contains(where: { $0.problem == .circular }) {
                    return .circular
                }
                return .failed(problem.failure)
            }
            return server
        }
        let servers =
            zone.addresses.isEmpty ? await walk.located(zone.servers, limit: .lookupsPerReferral) : zone.servers
        let reachable = zone.replacing(servers: servers)
        guard !reachable.addresses.isEmpty else {
            server.problem = servers.contains { $0.problem == .circular } ? .circular : .failed(.unreachable)
            return server
        }
        async let ipv4 = walk.ask(name, .a, reachable)
        async let ipv6 = walk.ask(name, .aaaa, reachable)
        let replies = [await ipv4, await ipv6]
        let records = replies.flatMap { $0?.ownRecords ?? [] }
        server.addresses = Array(Set(records.compactMap(\.address)).sorted().prefix(AnswerLimit.addressesPerServer.value))
        if server.addresses.isEmpty {
            let failure = replies.lazy.compactMap { $0 == nil ? LookupResult.Failure.limitReached : $0?.failure }.first
            server.problem = records.contains { $0.type == .cname } ? .alias : failure.map { .failed($0) } ?? .noAddress
        }
        return server
    }
}

/// What the reply to an NS query means for the walk.
enum ZoneStep {
    /// The next zone on the path.
    case below(Delegation)
    /// The same servers serve the zone whose apex the name is, and possibly others in between.
    case top(Delegation)
    /// The same servers serve this zone further down.
    case hidden(DomainName)
    /// The name is an alias.
    case alias
    /// No zone cut between this zone and the name.
    case inside

    init(_ message: Message, asked: DomainName, zone: DomainName) {
        if let found = message.referral(to: asked, below: zone) {
            let records = message.authorities.filter { $0.name == found }
            self = .below(Delegation(found.lowercased, below: zone, naming: records, message.additionals, isSeenAbove: true))
            return
        }
        let own = message.answers.filter { $0.type == .ns && $0.name == asked }
        if !own.isEmpty {
            self = .top(Delegation(asked, below: zone, naming: own, message.additionals, isSeenAbove: false))
            return
        }
        if message.answers.contains(where: { $0.type == .cname || $0.type == .dname }) {
            self = .alias
            return
        }
        let apex = message.authorities.first { $0.type == .soa && asked.isEqualOrSubdomain(of: $0.name) }?.name.lowercased ?? zone
        self = apex != zone && apex.isEqualOrSubdomain(of: zone) ? .hidden(apex) : .inside
    }
}
