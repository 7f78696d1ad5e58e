import DNS

/// How long a client keeps outcomes.
package enum CacheLifetime: Hashable, Sendable {
    /// For the client's life: an audit is a snapshot. TTLs are reported and do not expire.
    case snapshot
    /// According to the TTL of a reply, at most `maximum` (RFC 8767 §4 names a week); failures for `failures`, which RFC
    /// 9520 §3.2 limits to between one second and five minutes. `minimum` replaces a shorter TTL, so that one deployment
    /// asks each question only once.
    case timeToLive(minimum: Duration = .zero, maximum: Duration, failures: Duration)
}

/// Outcomes by view and question, limited in octets. The oldest are evicted first.
struct QueryCache {
    private struct Entry {
        let outcome: QueryOutcome
        /// `nil` in a snapshot.
        let expires: ContinuousClock.Instant?
    }

    private let lifetime: CacheLifetime
    private let capacity: Int
    private var entries: [PendingQuery.Key: Entry] = [:]
    /// Keys in insertion order; those before `oldest` are gone.
    private var order: [PendingQuery.Key] = []
    private var oldest = 0
    private var octets = 0

    /// - Parameter capacity: octets of replies as received.
    init(_ lifetime: CacheLifetime, capacity: Int) {
        self.lifetime = lifetime
        self.capacity = capacity
    }

    var count: Int { entries.count }

    mutating func outcome(for key: PendingQuery.Key, at now: ContinuousClock.Instant) -> QueryOutcome? {
        guard let entry = entries[key] else { return nil }
        guard let expires = entry.expires, expires <= now else { return entry.outcome }
        remove(key)
        return nil
    }

    mutating func store(_ outcome: QueryOutcome, for key: PendingQuery.Key, at now: ContinuousClock.Instant) {
        remove(key)
        let expires: ContinuousClock.Instant?
        switch lifetime {
        case .snapshot: expires = nil
        case .timeToLive(let minimum, let maximum, let failures):
            let time = outcome.timeToLive.map { max(min($0, maximum), minimum) } ?? failures
            guard time > .zero else { return }
            expires = now + time
        }
        entries[key] = Entry(outcome: outcome, expires: expires)
        order.append(key)
        octets += outcome.octets
        while octets > capacity, oldest < order.count {
            remove(order[oldest])
            oldest += 1
        }
        if oldest > order.count / 2 {
            order.removeFirst(oldest)
            oldest = 0
        }
    }

    private mutating func remove(_ key: PendingQuery.Key) {
        if let entry = entries.removeValue(forKey: key) { octets -= entry.outcome.octets }
    }
}

extension QueryOutcome {
    /// The outcome's cost in the cache, with a rough share for keys and values.
    fileprivate var octets: Int {
        switch result {
        case .answered(let reply), .failed(_, let reply?): reply.wire.count + 512
        case .failed(_, nil): 512
        }
    }

    /// The lowest TTL of the answer, or of its negative answer (RFC 2308 §5); zero when the reply has neither; `nil` for a
    /// failure.
    fileprivate var timeToLive: Duration? {
        guard case .answered(let reply) = result else { return nil }
        let lowest = reply.message.answers.map(\.ttl).min() ?? reply.message.authorities.lazy.compactMap(\.negativeTTL).first
        return .seconds(lowest ?? 0)
    }
}
