package import DNS
import Sockets
import Synchronization

/// How authoritative servers are queried.
package struct AuthorityPolicy: Sendable, Hashable {
    /// How each server is queried.
    package var resolver: ResolverPolicy
    /// The port that name servers listen on.
    package var port: UInt16 = 53

    package init() {
        resolver = ResolverPolicy()
        // Counted from the first packet: five packets to a silent server.
        resolver.questionDeadline = .seconds(5)
        // These servers do not recurse, so a reply that takes longer was lost.
        resolver.initialRetryTimeout = .milliseconds(800)
        resolver.retryTimeout = .milliseconds(300)...Duration.seconds(1)
        // The servers belong to third parties (RFC 9520 and common rate limits).
        resolver.questionsPerServer = 8
        resolver.wantsSignatures = true
    }
}

/// Queries authoritative servers, found by its own iteration from the root: no resolver involved, no cache but its own.
///
/// Every question is asked once in the client's life, of a single server or of any of a zone's servers. Only authoritative
/// answers count; a referral must lead downwards (RFC 1034 §5.3.3). Zones name the addresses that it connects to, so a
/// filter decides which of them are allowed.
package final class AuthorityClient: Sendable {
    let hints: RootHints
    /// The end of the run.
    let deadline: ContinuousClock.Instant?
    private let filter: ConnectionFilter
    private let policy: AuthorityPolicy
    private let engine: Engine
    private let state = Mutex(State())

    private struct State {
        /// A cache key for each list of servers.
        var lists: [ServerList: Int] = [:]
        var delegations: [DomainName: Delegation] = [:]
        var questions = 0
        var reach: [IPAddress.Family: Bool] = [:]
    }

    private struct ServerList: Hashable {
        let zone: DomainName
        let servers: [Endpoint]
    }

    /// - Parameters:
    /// - scopes: the deployment's `networks`.
    /// - deadline: the end of the run; questions still pending then end as `.deadline`.
    package convenience init(
        hints: RootHints, scopes: AddressScopes = AddressScopes(), policy: AuthorityPolicy = .init(),
        deadline: ContinuousClock.Instant? = nil
    ) throws(DNSClient.Failure) {
        try self.init(
            hints: hints, filter: ConnectionFilter(scopes: scopes, besides: hints.servers.flatMap(\.addresses)),
            policy: policy, deadline: deadline, random: SystemRandomNumberGenerator())
    }

    /// - Parameter random: see `DNSClient`.
    package init(
        hints: RootHints, filter: ConnectionFilter, policy: AuthorityPolicy, deadline: ContinuousClock.Instant?,
        random: any RandomNumberGenerator & Sendable
    ) throws(DNSClient.Failure) {
        self.hints = hints
        self.filter = filter
        self.policy = policy
        self.deadline = deadline
        Socket.raiseDescriptorLimit()
        do throws(SystemError) {
            engine = try Engine(policy: policy.resolver, deadline: deadline, random: random)
        } catch { throw .system(error.description) }
    }

    deinit { engine.shutdown() }

    package func shutdown() { engine.shutdown() }

    package var statistics: Statistics { engine.statistics }

    /// Queries servers of a zone until one answers authoritatively or refers further down; `isRepeated` queries again
    /// although the answer is known.
    package func ask(
        _ question: Question, of zone: DomainName, at addresses: [IPAddress], isRepeated: Bool = false
    ) async -> AuthorityReply {
        let refused = addresses.compactMap { address in
            filter.refusal(of: address).map {
                LookupResult.Attempt(
                    server: endpoint(address), transport: .udp, result: "not asked: \($0)", elapsed: .zero)
            }
        }
        let permitted = addresses.filter { filter.refusal(of: $0) == nil }
        let servers = permitted.filter(canReach).map(endpoint)
        guard !servers.isEmpty else {
            let failure = permitted.isEmpty && !refused.isEmpty ? LookupResult.Failure.notPermitted : .unreachable
            return AuthorityReply(question, zone: zone, failure: failure, attempts: refused)
        }
        let own = Allowance.current?.count(.authorityQuestions)
        let list = state.withLock { state -> Int? in
            state.questions += 1
            guard own ?? state.questions <= AnswerLimit.questionsPerRun.value else { return nil }
            let key = ServerList(zone: zone, servers: servers)
            let number = state.lists[key] ?? state.lists.count
            state.lists[key] = number
            return number
        }
        guard let list else {
            return AuthorityReply(question, zone: zone, failure: .limitReached, limit: .questionsPerRun)
        }
        var outcome = await engine.outcome(
            of: question, servers: servers, recursionDesired: false, asServersOf: zone,
            key: isRepeated ? nil : PendingQuery.Key(view: list, question: question), timeLimit: policy.resolver.questionDeadline)
        outcome.attempts += refused
        return AuthorityReply(question, zone: zone, outcome)
    }

    private func endpoint(_ address: IPAddress) -> Endpoint { Endpoint(address: address, port: policy.port) }

    /// Whether this machine has a route for the address's family: a server is not to blame for our lack of IPv6. An address
    /// that must not be connected to is not tried, and its reply says so.
    package func canReach(_ address: IPAddress) -> Bool {
        guard filter.refusal(of: address) == nil else { return true }
        if let known = state.withLock({ $0.reach[address.family] }) { return known }
        let reach = Socket.hasRoute(to: endpoint(address))
        // A family that works once works; one that fails may work for another address.
        if reach { state.withLock { $0.reach[address.family] = true } }
        return reach
    }

    // MARK: Known zones

    func known(_ zone: DomainName) -> Delegation? { state.withLock { $0.delegations[zone] } }

    func remember(_ delegation: Delegation) { state.withLock { $0.delegations[delegation.zone] = delegation } }

    /// The known delegations on the path to a name, the root's first.
    func knownPath(to name: DomainName) -> [Delegation] {
        let root = Delegation(zone: .root, parent: nil, servers: hints.servers)
        return state.withLock { state in
            var below: [Delegation] = []
            for count in stride(from: name.labelCount, through: 1, by: -1) {
                guard let found = state.delegations[name.suffix(count)] else { continue }
                guard below.isEmpty || below.last?.parent == found.zone else { continue }
                below.append(found)
            }
            // Only a path without gaps will do.
            guard let top = below.last, top.parent?.isRoot == true else { return [root] }
            return [root] + below.reversed()
        }
    }
}
