import Resolver
import Survey

/// How the deployments of a process are audited.
struct AuditSettings: Sendable {
    /// Per deployment, from its first query; time spent waiting for others does not count.
    var timeout = Duration.seconds(30)
    /// Concurrent deployments.
    var concurrency = defaultConcurrency
    /// Also collects facts that no rule reads, for saved facts.
    var gathersEverything = false
    /// Records that count as published, by view.
    var overlays: [String: Overlay] = [:]
    /// The servers of the demonstration, instead of those on the Internet.
    var demonstration: DemoServers?
    /// Answers and reports expire, and only the newest are kept: for runs over more deployments than fit into memory.
    var isEndless = false
    /// Packets per second to one name server, and connections per second to one address; `nil` for no limit.
    var serverRate: Double?
    var addressRate: Double?
    /// The number of processes that share the work and thus every server's budget.
    var shards = 1

    static let defaultConcurrency = 64

    /// The maximum age of an answer to another deployment's query, if answers expire. It takes this long until a repair is
    /// visible.
    private static let maximumAge = Duration.seconds(300)
    /// Failed queries are repeated after this time (RFC 9520 §3.2 requires at least one second).
    private static let failureAge = Duration.seconds(5)
    /// Octets of replies as the cache counts them; decoded, they take a few times as much.
    private static let cacheOctets = 8 << 20
    /// Queries to authoritative servers after which the knowledge about zones is dropped.
    private static let authorityQuestions = 50_000
    private static let reportsKept = 2_000

    /// Each question of one deployment is asked once, however short its TTL.
    private var lifetime: CacheLifetime {
        isEndless
            ? .timeToLive(minimum: min(timeout, Self.maximumAge), maximum: Self.maximumAge, failures: Self.failureAge) : .snapshot
    }

    var resolverPolicy: ResolverPolicy { bounded(ResolverPolicy()) }

    var authorityPolicy: AuthorityPolicy {
        var policy = AuthorityPolicy()
        policy.resolver = bounded(policy.resolver)
        return policy
    }

    /// The policy with this process's share of every server's budget, and its cache limits.
    private func bounded(_ policy: ResolverPolicy) -> ResolverPolicy {
        var policy = policy
        policy.questionsPerServer = max(policy.questionsPerServer / shards, 1)
        policy.packetsPerSecond = serverRate.map { $0 / Double(shards) }
        policy.cacheLifetime = lifetime
        if isEndless { policy.cacheOctets = Self.cacheOctets }
        return policy
    }

    var connectionsPerSecond: Double? { addressRate.map { $0 / Double(shards) } }

    var authorityGeneration: (lifetime: Duration, questions: Int)? {
        isEndless ? (Self.maximumAge, Self.authorityQuestions) : nil
    }

    var probeReports: (count: Int, lifetime: Duration)? { isEndless ? (Self.reportsKept, Self.maximumAge) : nil }
}
