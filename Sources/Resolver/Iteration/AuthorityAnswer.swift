package import DNS

/// The answers of the authoritative servers for a name, and for each zone that its aliases lead to.
package struct AuthorityAnswer: Sendable {
    package let question: Question
    /// The name itself first, then the target of each alias.
    package let links: [Link]
    /// Why the last link is not the end; `nil` if it is.
    package let problem: Problem?

    package enum Problem: Hashable, Sendable { case aliasLoop }

    /// The limits that cut the links or the paths to their zones, sorted.
    package let limitsReached: [AnswerLimit]

    init(question: Question, links: [Link], problem: Problem?, isCut: Bool = false) {
        self.question = question
        self.links = links
        self.problem = problem
        var limits = Set(links.flatMap { $0.path.limitsReached })
        for reply in links.flatMap(\.replies) { limits.formUnion(reply.reply?.limitsReached ?? []) }
        if isCut { limits.insert(.aliases) }
        limitsReached = limits.sorted()
    }

    /// Which of a zone's servers are queried.
    package enum Breadth: Sendable {
        case every
        /// Those that are authoritative for the zone.
        case authoritative
        /// Any one of them.
        case one
    }

    package struct Link: Sendable {
        package let question: Question
        package let path: ZonePath
        /// Sorted by address.
        package let replies: [ServerReply]

        /// The first authoritative one.
        package var decisive: AuthorityReply? {
            replies.lazy.compactMap(\.reply).first { $0.failure == nil }
        }
    }

    package struct ServerReply: Sendable {
        /// The names under which the server is known, sorted.
        package let names: [DomainName]
        package let address: IPAddress
        /// `nil` when this machine has no route for this address family.
        package let reply: AuthorityReply?
    }
}

extension AuthorityClient {
    /// Follows a question along its aliases to the end. `breadth` says how many servers of a zone are queried.
    package func answer(
        to question: Question, breadth: @Sendable (DomainName) -> AuthorityAnswer.Breadth = { _ in .every }
    ) async -> AuthorityAnswer {
        var links: [AuthorityAnswer.Link] = []
        var seen: Set<DomainName> = []
        var name = question.name
        while seen.insert(name).inserted {
            guard links.count <= AnswerLimit.aliases.value else {
                return AuthorityAnswer(question: question, links: links, problem: .aliasLoop, isCut: true)
            }
            let link = await self.link(Question(name, question.type, recordClass: question.recordClass), breadth)
            links.append(link)
            guard let target = link.decisive?.aliasTarget else { return .init(question: question, links: links, problem: nil) }
            name = target
        }
        return AuthorityAnswer(question: question, links: links, problem: .aliasLoop)
    }

    private func link(_ question: Question, _ breadth: @Sendable (DomainName) -> AuthorityAnswer.Breadth) async
        -> AuthorityAnswer.Link
    {
        var path = await path(to: question.name)
        // A DS record belongs to the parent of the zone whose apex it names (RFC 4035 §3.1.4.1).
        if question.type == .ds, path.problem == nil, path.zone?.zone == question.name, path.delegations.count > 1 {
            path = ZonePath(name: path.name, delegations: path.delegations.dropLast(), problem: nil)
        }
        guard path.problem == nil, let zone = path.zone else { return .init(question: question, path: path, replies: []) }
        let breadth = breadth(zone.zone)
        guard breadth != .one else {
            let servers = zone.addresses.isEmpty ? await located(zone.servers) : zone.servers
            let reply = await ask(question, of: zone.zone, at: servers.flatMap(\.addresses))
            let address = reply.server?.address ?? servers.flatMap(\.addresses).first
            let replies = address.map { address in
                [
                    AuthorityAnswer.ServerReply(
                        names: servers.filter { $0.addresses.contains(address) }.map(\.name), address: address, reply: reply)
                ]
            }
            return .init(question: question, path: path, replies: replies ?? [])
        }
        var names: [IPAddress: [DomainName]] = [:]
        if let servers = await self.servers(at: path) {
            for server in servers.servers where breadth == .every || server.hasAuthority {
                names[server.address, default: []].append(server.name)
            }
        } else {
            for server in zone.servers { for address in server.addresses { names[address, default: []].append(server.name) } }
        }
        let replies = await each(question, of: zone.zone, at: names.keys.sorted())
        return .init(
            question: question, path: path,
            replies: replies.sorted { $0.key < $1.key }.map { address, reply in
                .init(names: (names[address] ?? []).sorted(), address: address, reply: reply)
            })
    }
}

extension AuthorityReply {
    /// The target of the queried name's alias; `nil` when the queried type is there, or nothing is.
    var aliasTarget: DomainName? {
        guard failure == nil, let message, question.type != .cname else { return nil }
        let reading = AnswerReading(message, for: question, seen: [question.name])
        guard let alias = reading.aliases.first, case .name(let target) = alias.data else { return nil }
        return target.lowercased
    }
}
