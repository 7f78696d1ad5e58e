package import DNS
import Sockets
import Synchronization

/// A stub resolver: it queries name servers and leaves recursion to them.
///
/// Every query has its own socket, port, identifier and letter case (0x20); only a reply that matches them counts (RFC
/// 5452). Answers and failures are cached for the client's life unless the policy says otherwise: an audit is a snapshot,
/// so TTLs are reported but do not expire. The client sends from one thread of its own and never blocks the caller's.
package final class DNSClient: Lookup, Sendable {
    private let views: Mutex<[String: (index: Int, view: View)]>
    private let policy: ResolverPolicy
    private let engine: Engine

    package enum Failure: Error, Hashable, Sendable {
        case duplicateView(String)
        case viewWithoutServers(String)
        /// The system could not provide a thread or descriptor.
        case system(String)
    }

    /// - Parameter deadline: the end of the run; questions still pending then end as `.deadline`.
    package convenience init(
        views: [View], policy: ResolverPolicy = .init(), deadline: ContinuousClock.Instant? = nil
    ) throws {
        try self.init(views: views, policy: policy, deadline: deadline, random: SystemRandomNumberGenerator())
    }

    /// - Parameter random: the source of identifiers, ports, letter case and cookies. Anything but the system's generator
    ///   makes replies forgeable.
    package init(
        views: [View], policy: ResolverPolicy = .init(), deadline: ContinuousClock.Instant? = nil,
        random: any RandomNumberGenerator & Sendable
    ) throws {
        self.views = Mutex([:])
        self.policy = policy
        Socket.raiseDescriptorLimit()
        do { engine = try Engine(policy: policy, deadline: deadline, random: random) } catch {
            throw Failure.system(error.description)
        }
        for view in views { try add(view) }
    }

    /// Adds a view; its name must be new.
    package func add(_ view: View) throws(Failure) {
        guard !view.servers.isEmpty else { throw .viewWithoutServers(view.name) }
        let isNew = views.withLock { views in
            guard views[view.name] == nil else { return false }
            views[view.name] = (views.count, view)
            return true
        }
        guard isNew else { throw .duplicateView(view.name) }
    }

    private func known(_ name: String) -> (index: Int, view: View)? { views.withLock { $0[name] } }

    deinit { engine.shutdown() }

    /// Queries in a view, once per client, however many callers ask the same, concurrently or later. A view that does not
    /// exist has no servers: `.unreachable`, without attempts.
    package func lookup(_ question: Question, in view: String) async -> LookupResult {
        guard let (index, known) = known(view) else { return Self.noServer(question, view) }
        return await follow(question, in: known, servers: known.servers, shared: index)
    }

    /// Queries exactly this server with the settings of `view`, past the cache. Aliases that the reply leaves unresolved
    /// are queried there too.
    package func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
        guard let known = known(view)?.view else { return Self.noServer(question, view) }
        return await follow(question, in: known, servers: [server], shared: nil)
    }

    package var statistics: Statistics { engine.statistics }

    /// Ends every pending question as `.cancelled`, and the client's thread; cached answers remain available.
    package func shutdown() { engine.shutdown() }

    private static func noServer(_ question: Question, _ view: String) -> LookupResult {
        LookupResult(question: question, view: view, outcome: .failed(.unreachable))
    }

    /// Follows aliases to records, their absence, or a failure (RFC 1034 §3.6.2). All links of the chain share one
    /// deadline.
    ///
    /// - Parameter shared: the number of the view if its links are shared and cached.
    private func follow(
        _ question: Question, in view: View, servers: [Endpoint], shared: Int?
    ) async -> LookupResult {
        var chain = AliasChain(question: question, view: view.name)
        var name = question.name
        while true {
            let timeLimit = policy.questionDeadline - chain.elapsed
            guard timeLimit > .zero else { return chain.result(.failed(.timeout)) }
            let link = Question(name, question.type, recordClass: question.recordClass)
            let outcome = await engine.outcome(
                of: link, servers: servers, recursionDesired: view.recursionDesired,
                key: shared.map { PendingQuery.Key(view: $0, question: link) }, timeLimit: timeLimit)
            chain.append(outcome)
            switch outcome.result {
            case .failed(let failure, _): return chain.result(.failed(failure))
            case .answered(let reply):
                let reading = AnswerReading(reply.message, for: link, seen: chain.names, aliasesLeft: chain.aliasesLeft)
                chain.append(reading, reply)
                guard case .elsewhere(let target) = reading.end else { return chain.result(reading.end.outcome) }
                name = target
            }
        }
    }
}

extension AnswerReading.End {
    /// The outcome of a lookup; an alias target that the reply does not cover counts as no data.
    var outcome: LookupResult.Outcome {
        switch self {
        case .records(let records): .records(records)
        case .noData, .elsewhere: .noData
        case .nonexistent: .nonexistent
        case .loop, .cut(.aliases): .failed(.aliasLoop)
        case .cut: .failed(.limitReached)
        }
    }
}
