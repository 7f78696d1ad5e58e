package import DNS
import Sockets

/// Asks name servers, as a stub: recursion is theirs.
///
/// Every question goes out on a socket, port, identifier and letter case of its own; only a reply that repeats them
/// counts (RFC 5452). Answers and failures are kept for the client's life: an audit is a snapshot, TTLs are reported
/// but do not expire. Packets leave from one thread of the client's own; nothing blocks the caller's.
package final class DNSClient: Lookup, Sendable {
    private let views: [String: (index: Int, view: View)]
    private let policy: ResolverPolicy
    private let engine: Engine

    package enum Failure: Error, Hashable, Sendable {
        case duplicateView(String)
        case viewWithoutServers(String)
        /// The system gave no thread or descriptor.
        case system(String)
    }

    /// - Parameter deadline: the audit's end; questions that are open then conclude as `.deadline`.
    package convenience init(
        views: [View], policy: ResolverPolicy = .init(), deadline: ContinuousClock.Instant? = nil
    ) throws {
        try self.init(views: views, policy: policy, deadline: deadline, random: SystemRandomNumberGenerator())
    }

    /// - Parameter random: where identifiers, ports, letter case and cookies come from. Anything but the
    ///   system's generator makes replies forgeable.
    package init(
        views: [View], policy: ResolverPolicy = .init(), deadline: ContinuousClock.Instant? = nil,
        random: any RandomNumberGenerator & Sendable
    ) throws {
        var table: [String: (index: Int, view: View)] = [:]
        for (index, view) in views.enumerated() {
            guard !view.servers.isEmpty else { throw Failure.viewWithoutServers(view.name) }
            guard table.updateValue((index, view), forKey: view.name) == nil else { throw Failure.duplicateView(view.name) }
        }
        self.views = table
        self.policy = policy
        Socket.raiseDescriptorLimit()
        do { engine = try Engine(policy: policy, deadline: deadline, random: random) } catch {
            throw Failure.system(error.description)
        }
    }

    deinit { engine.shutdown() }

    /// Asks in a view: once per client, however many ask the same, at the same time or later. A view that does not
    /// exist has no servers: `.unreachable`, without attempts.
    package func lookup(_ question: Question, in view: String) async -> LookupResult {
        guard let (index, known) = views[view] else { return Self.noServer(question, view) }
        return await follow(question, in: known, servers: known.servers, shared: index)
    }

    /// Asks exactly this server, in the manner of `view`, past the cache. Aliases that the reply leaves open are
    /// asked of it too.
    package func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
        guard let known = views[view]?.view else { return Self.noServer(question, view) }
        return await follow(question, in: known, servers: [server], shared: nil)
    }

    package var statistics: Statistics { engine.statistics }

    /// Ends every open question as `.cancelled` and the client's thread; the cache still answers.
    package func shutdown() { engine.shutdown() }

    private static func noServer(_ question: Question, _ view: String) -> LookupResult {
        LookupResult(question: question, view: view, outcome: .failed(.unreachable))
    }

    /// Follows aliases until records, their absence, or a failure (RFC 1034 §3.6.2). All links share one budget.
    ///
    /// - Parameter shared: the view's number when links are shared and cached.
    private func follow(
        _ question: Question, in view: View, servers: [Endpoint], shared: Int?
    ) async -> LookupResult {
        var trail = Trail(question: question, view: view.name)
        var name = question.name
        while true {
            let budget = policy.questionDeadline - trail.elapsed
            guard budget > .zero else { return trail.result(.failed(.timeout)) }
            let link = Question(name, question.type, recordClass: question.recordClass)
            let conclusion = await engine.conclude(
                link, servers: servers, recursionDesired: view.recursionDesired,
                key: shared.map { Inquiry.Key(view: $0, question: link) }, budget: budget)
            trail.append(conclusion)
            switch conclusion.outcome {
            case .failed(let failure, _): return trail.result(.failed(failure))
            case .answered(let reply):
                let reading = ReplyReading(reply.message, for: link, seen: trail.names)
                trail.append(reading, reply)
                guard trail.aliases.count <= policy.aliases else { return trail.result(.failed(.aliasLoop)) }
                switch reading.end {
                case .records(let records): return trail.result(.records(records))
                case .noData: return trail.result(.noData)
                case .nonexistent: return trail.result(.nonexistent)
                case .loop: return trail.result(.failed(.aliasLoop))
                case .elsewhere(let target): name = target
                }
            }
        }
    }
}
