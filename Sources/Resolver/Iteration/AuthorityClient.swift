package import DNS
import Sockets
import Synchronization

/// How zones' own servers are asked.
package struct AuthorityPolicy: Sendable, Hashable {
    /// From a question's first packet to its end: five packets to a silent server.
    package var questionDeadline = Duration.seconds(5)
    /// As in `ResolverPolicy`: no server recurses, so that a reply that takes longer was lost.
    package var firstPatience = Duration.milliseconds(800)
    package var patience = Duration.milliseconds(300)...Duration.seconds(1)
    /// At one server at the same time: they are strangers' (RFC 9520 and common rate limits).
    package var questionsPerServer = 8
    /// Over the client's life. A deployment of two hundred names on four servers stays below.
    package var questions = 20_000
    /// The port that name servers listen on.
    package var port: UInt16 = 53

    package init() {}

    var resolver: ResolverPolicy {
        var policy = ResolverPolicy()
        policy.questionDeadline = questionDeadline
        policy.firstPatience = firstPatience
        policy.patience = patience
        policy.questionsPerServer = questionsPerServer
        policy.wantsSignatures = true
        return policy
    }
}

/// Asks zones' own servers, found from the root by itself: no resolver is involved, and no cache but its own.
///
/// Every question is asked once for the client's life, of one server or of any of a zone's. Answers count with
/// authority only; a referral must lead downwards (RFC 1034 §5.3.3).
package final class AuthorityClient: Sendable {
    let hints: RootHints
    private let policy: AuthorityPolicy
    private let engine: Engine
    private let state = Mutex(State())

    private struct State {
        /// A number for each list of servers: questions are cached by it.
        var lists: [ServerList: Int] = [:]
        var delegations: [DomainName: Delegation] = [:]
        var questions = 0
        var reach: [IPAddress.Family: Bool] = [:]
    }

    private struct ServerList: Hashable {
        let zone: DomainName
        let servers: [Endpoint]
    }

    package convenience init(
        hints: RootHints, policy: AuthorityPolicy = .init(), deadline: ContinuousClock.Instant? = nil
    ) throws(DNSClient.Failure) {
        try self.init(hints: hints, policy: policy, deadline: deadline, random: SystemRandomNumberGenerator())
    }

    /// - Parameter random: see `DNSClient`.
    package init(
        hints: RootHints, policy: AuthorityPolicy, deadline: ContinuousClock.Instant?,
        random: any RandomNumberGenerator & Sendable
    ) throws(DNSClient.Failure) {
        self.hints = hints
        self.policy = policy
        Socket.raiseDescriptorLimit()
        do throws(SystemError) {
            engine = try Engine(policy: policy.resolver, deadline: deadline, random: random)
        } catch { throw .system(error.description) }
    }

    deinit { engine.shutdown() }

    package func shutdown() { engine.shutdown() }

    package var statistics: Statistics { engine.statistics }

    /// Asks servers of a zone until one answers with authority or refers further down; `isRepeated` asks although the
    /// answer is known.
    package func ask(
        _ question: Question, of zone: DomainName, at addresses: [IPAddress], isRepeated: Bool = false
    ) async -> AuthorityReply {
        let servers = addresses.filter(canReach).map { Endpoint(address: $0, port: policy.port) }
        guard !servers.isEmpty else { return AuthorityReply(question, zone: zone, failure: .unreachable) }
        let list = state.withLock { state -> Int? in
            guard state.questions < policy.questions else { return nil }
            state.questions += 1
            let key = ServerList(zone: zone, servers: servers)
            let number = state.lists[key] ?? state.lists.count
            state.lists[key] = number
            return number
        }
        guard let list else { return AuthorityReply(question, zone: zone, failure: .cancelled) }
        let conclusion = await engine.conclude(
            question, servers: servers, recursionDesired: false, asServersOf: zone,
            key: isRepeated ? nil : Inquiry.Key(view: list, question: question), budget: policy.questionDeadline)
        return AuthorityReply(question, zone: zone, conclusion)
    }

    /// Whether this machine has a way to the address's family at all: a server is not to blame for our lack of IPv6.
    package func canReach(_ address: IPAddress) -> Bool {
        if let known = state.withLock({ $0.reach[address.family] }) { return known }
        let reach = Socket.hasRoute(to: Endpoint(address: address, port: policy.port))
        // A family that works once works; one that does not may do so for another address.
        if reach { state.withLock { $0.reach[address.family] = true } }
        return reach
    }

    // MARK: What was learned of zones

    func known(_ zone: DomainName) -> Delegation? { state.withLock { $0.delegations[zone] } }

    func remember(_ delegation: Delegation) { state.withLock { $0.delegations[delegation.zone] = delegation } }

    /// The delegations that are known on the way to a name, the root's first.
    func knownPath(to name: DomainName) -> [Delegation] {
        let root = Delegation(zone: .root, parent: nil, servers: hints.servers)
        return state.withLock { state in
            var below: [Delegation] = []
            for count in stride(from: name.labelCount, through: 1, by: -1) {
                guard let found = state.delegations[name.suffix(count)] else { continue }
                guard below.isEmpty || below.last?.parent == found.zone else { continue }
                below.append(found)
            }
            // Only a way without a gap will do.
            guard let top = below.last, top.parent?.isRoot == true else { return [root] }
            return [root] + below.reversed()
        }
    }
}
