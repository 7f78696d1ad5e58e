import Resolver
import Survey

/// How the deployments of a process are audited.
struct AuditSettings: Sendable {
    /// For each deployment, from its first question; what it waits for others is not counted.
    var timeout = Duration.seconds(30)
    /// Deployments at the same time.
    var concurrency = defaultConcurrency
    /// Looks also at what no rule reads: for facts that are saved.
    var gathersEverything = false
    /// Records that count as published, by view.
    var overlays: [String: Overlay] = [:]
    /// The servers of the demonstration, in place of those on the Internet.
    var demonstration: DemoServers?
    /// Answers and reports age, and only the newest are kept: for runs over more deployments than memory holds.
    var isEndless = false
    /// Packets a second to one name server, and connections a second to one address; `nil` for as many as it takes.
    var serverRate: Double?
    var addressRate: Double?
    /// How many processes share the work, and so every server's budget.
    var shards = 1

    static let defaultConcurrency = 64

    /// How old an answer may be that another deployment had, where answers age. A domain that was just repaired is seen so soon.
    private static let maximumAge = Duration.seconds(300)
    /// A failure is asked again after so long (RFC 9520 §3.2 asks for one second at least).
    private static let failureAge = Duration.seconds(5)
    /// Octets of replies as the cache counts them; what they are decoded to takes a few times as much.
    private static let cacheOctets = 8 << 20
    /// Questions to zones' own servers after which what was learned of zones is let go of.
    private static let authorityQuestions = 50_000
    private static let reportsKept = 2_000

    /// What belongs to one deployment is asked once, however short its TTL.
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

    /// The share of one process in every server's budget, and what it keeps.
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
