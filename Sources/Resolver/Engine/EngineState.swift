import DNS
import DequeModule
import Sockets

/// The resolver's state machine: pending queries, attempts in flight, servers, timers and the cache.
///
/// It is given the time and the network, and never waits or blocks, so that tests drive it in virtual time. Each entry
/// point does one thing and then calls `settle()`, which advances every query that can go on. Outcomes are collected, and
/// the caller delivers them after releasing its lock.
struct EngineState {
    enum Timer {
        /// The attempts in flight have had no reply: start the next one.
        case retry(query: UInt64, number: Int)
        /// A query has reached its time limit.
        case queryDeadline(query: UInt64)
        /// The first of the query's servers to fall silent has been silent for as long as a question may take.
        case silence(query: UInt64)
        /// The deadline of the whole run.
        case runDeadline
        /// The rate limit permits another packet to this server.
        case turn(server: Endpoint)
    }

    let policy: ResolverPolicy
    let transport: any QueryTransport
    /// The deadline of the whole run.
    let deadline: ContinuousClock.Instant?
    var random: RandomSource

    private var isClosed = false
    var pending: [UInt64: PendingQuery] = [:]
    /// Attempts in flight, by the token of their socket.
    var inFlight: [UInt64: QueryAttempt] = [:]
    var servers: [Endpoint: ServerState] = [:]
    var timers = TimerHeap<Timer>()
    var statistics = Statistics()
    var buffer = [UInt8](repeating: 0, count: 65_535)
    private var cache: QueryCache
    private var pendingByKey: [PendingQuery.Key: UInt64] = [:]
    private var pendingByWaiter: [UInt64: UInt64] = [:]
    private var lastIdentifier: UInt64 = 0
    /// Pending queries that can go on.
    private var runnable: [UInt64] = []
    /// Servers with a free slot and possibly a queue.
    private var serversWithFreeSlots: [Endpoint] = []
    /// Pending queries waiting for a free socket.
    var awaitingSocket: [UInt64] = []
    /// Outcomes to deliver to the waiters.
    var outcomes: [(waiter: UInt64, outcome: QueryOutcome)] = []

    init(
        policy: ResolverPolicy, transport: any QueryTransport, deadline: ContinuousClock.Instant?,
        random: any RandomNumberGenerator & Sendable
    ) {
        self.policy = policy
        self.transport = transport
        self.deadline = deadline
        self.random = RandomSource(random)
        cache = QueryCache(policy.cacheLifetime, capacity: policy.cacheOctets)
        if let deadline { timers.insert(.runDeadline, due: deadline) }
    }

    mutating func nextIdentifier() -> UInt64 {
        lastIdentifier += 1
        return lastIdentifier
    }

    // MARK: Entry points

    /// A question and the waiter for its outcome.
    struct Submission: Sendable {
        let question: Question
        let servers: [Endpoint]
        let recursionDesired: Bool
        /// The zone whose authoritative servers are queried; `nil` for resolvers.
        let zone: DomainName?
        let key: PendingQuery.Key?
        let timeLimit: Duration
        let waiter: UInt64
        /// The allowance it is charged to; `nil` where nothing is shared.
        var allowance: Allowance?
    }

    mutating func submit(_ submission: Submission, at now: ContinuousClock.Instant) {
        let waiter = submission.waiter
        statistics.questions += 1
        submission.allowance?.count(.questions)
        if let key = submission.key, let outcome = cache.outcome(for: key, at: now) {
            statistics.cacheHits += 1
            outcomes.append((waiter, outcome))
        } else if isClosed {
            outcomes.append((waiter, QueryOutcome(result: .failed(.cancelled, nil))))
        } else if let deadline, now >= deadline {
            outcomes.append((waiter, QueryOutcome(result: .failed(.deadline, nil))))
        } else if let key = submission.key, let id = pendingByKey[key], let shared = pending[id] {
            statistics.cacheHits += 1
            shared.join(waiter, submission.allowance, at: now)
            pendingByWaiter[waiter] = id
        } else {
            let query = PendingQuery(
                id: nextIdentifier(), submission, cachesFailure: submission.timeLimit * 2 >= policy.questionDeadline)
            query.join(waiter, submission.allowance, at: now)
            pending[query.id] = query
            pendingByWaiter[waiter] = query.id
            if let key = query.key { pendingByKey[key] = query.id }
            runnable.append(query.id)
            settle(now)
        }
    }

    /// Removes one waiter. A query without waiters ends.
    mutating func cancel(waiter: UInt64, at now: ContinuousClock.Instant) {
        guard let id = pendingByWaiter.removeValue(forKey: waiter), let query = pending[id] else { return }
        query.leave(waiter, at: now)
        outcomes.append((waiter, outcome(.failed(.cancelled, nil), of: query, at: now)))
        if query.waiters.isEmpty { finish(query, .failed(.cancelled, nil), at: now) }
        settle(now)
    }

    mutating func fireTimers(at now: ContinuousClock.Instant) {
        while let timer = timers.popDue(now) {
            switch timer {
            case .retry(let id, let number):
                guard let query = pending[id], query.retryTimer == number else { continue }
                retryTimeoutPassed(query)
            case .queryDeadline(let id):
                guard let query = pending[id] else { continue }
                expire(query, isRunDeadline: false, at: now)
            case .silence(let id):
                guard let query = pending[id],
                    query.servers.allSatisfy({ servers[$0]?.isDown(policy, at: now) == true })
                else { continue }
                expire(query, isRunDeadline: false, at: now)
            case .runDeadline:
                for query in pending.values { expire(query, isRunDeadline: true, at: now) }
            case .turn(let server):
                servers[server]?.isTurnPlanned = false
                serversWithFreeSlots.append(server)
            }
        }
        if timers.count > 4 * pending.count + 1024 {
            let live = pending
            timers.keep { timer in
                switch timer {
                case .retry(let id, let number): live[id]?.retryTimer == number
                case .queryDeadline(let id), .silence(let id): live[id] != nil
                case .runDeadline, .turn: true
                }
            }
        }
        settle(now)
    }

    /// Ends every pending query as cancelled. Cached answers remain available.
    mutating func close(at now: ContinuousClock.Instant) {
        isClosed = true
        for query in pending.values { finish(query, .failed(.cancelled, nil), at: now) }
    }

    // MARK: Advancing queries

    /// Advances every query that can go on. A loop instead of recursion: the end of one query may unblock hundreds.
    mutating func settle(_ now: ContinuousClock.Instant) {
        while true {
            if !runnable.isEmpty {
                let batch = runnable
                runnable = []
                for id in batch {
                    if let query = pending[id] { advance(query, at: now) }
                }
            } else if let server = serversWithFreeSlots.popLast() {
                admitQueued(at: server, now)
            } else {
                return
            }
        }
    }

    mutating func makeRunnable(_ query: PendingQuery) { runnable.append(query.id) }

    /// Admits as many queries from a server's queue as it has free slots.
    private mutating func admitQueued(at endpoint: Endpoint, _ now: ContinuousClock.Instant) {
        var slots = policy.questionsPerServer - (servers[endpoint]?.slotsInUse ?? policy.questionsPerServer)
        if let rate = policy.packetsPerSecond, let state = servers[endpoint] {
            slots = min(slots, state.tokens(rate, at: now))
            planTurn(of: endpoint, rate, at: now)
        }
        var hasAdmitted = false
        while slots > 0, let id = servers[endpoint]?.queue.popFirst() {
            hasAdmitted = true
            guard let query = pending[id], query.queuedAt == endpoint else { continue }
            query.queuedAt = nil
            runnable.append(id)
            slots -= 1
        }
        // An admitted query may prefer another server by now; then the next ones get their turn.
        if hasAdmitted, servers[endpoint]?.queue.isEmpty == false { serversWithFreeSlots.append(endpoint) }
    }

    /// Moves a server's whole queue to other servers, because it has stopped answering.
    private mutating func releaseQueue(of endpoint: Endpoint) {
        // The time that a silent server costs the queries in its queue is charged to them.
        for id in servers[endpoint]?.queue ?? [] {
            guard let query = pending[id], query.queuedAt == endpoint else { continue }
            query.queuedAt = nil
            runnable.append(id)
        }
        servers[endpoint]?.queue = []
    }

    private mutating func retryTimeoutPassed(_ query: PendingQuery) {
        for id in query.inFlight {
            guard let attempt = inFlight[id], !attempt.isOverdue else { continue }
            attempt.isOverdue = true
            countUnanswered(attempt)
            if servers[attempt.server]?.isUnresponsive(policy) == true { releaseQueue(of: attempt.server) }
        }
        runnable.append(query.id)
    }

    private mutating func countUnanswered(_ attempt: QueryAttempt) {
        statistics.servers[attempt.server, default: .init()].unanswered += 1
        servers[attempt.server]?.timedOut(sent: attempt.started)
    }

    /// Takes a slot at the server, or a place in its queue.
    mutating func takeSlot(at endpoint: Endpoint, for query: PendingQuery, _ now: ContinuousClock.Instant) -> Bool {
        if query.progress[endpoint]?.holdsSlot == true { return true }
        guard let state = servers[endpoint] else { return false }
        let isOutOfTurn = policy.packetsPerSecond.map { state.tokens($0, at: now) < 1 } ?? false
        guard state.slotsInUse < policy.questionsPerServer, !isOutOfTurn else {
            query.queuedAt = endpoint
            servers[endpoint]?.queue.append(query.id)
            // A responsive server whose slots others hold is merely busy. Waiting for an unresponsive one, or for this
            // deployment's own queries, counts against the query's time.
            if isOutOfTurn || state.isTakenByOthers(than: query.allowance) && !state.isUnresponsive(policy) {
                query.holdUp(at: now)
            }
            if isOutOfTurn, let rate = policy.packetsPerSecond { planTurn(of: endpoint, rate, at: now) }
            return false
        }
        servers[endpoint]?.take(for: query.allowance)
        query.progress[endpoint, default: .init()].holdsSlot = true
        return true
    }

    /// Schedules another look at a server's queue for when it may be sent the next packet.
    private mutating func planTurn(of endpoint: Endpoint, _ rate: Double, at now: ContinuousClock.Instant) {
        guard let state = servers[endpoint], !state.queue.isEmpty, !state.isTurnPlanned, state.tokens(rate, at: now) < 1 else {
            return
        }
        servers[endpoint]?.isTurnPlanned = true
        timers.insert(.turn(server: endpoint), due: max(state.nextTurn, now))
    }

    mutating func state(of endpoint: Endpoint) -> ServerState {
        if let known = servers[endpoint] { return known }
        // A client cookie per server (RFC 7873 §4.1): servers cannot correlate clients by it.
        let cookie = random.next()
        let fresh = ServerState(clientCookie: stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: cookie >> $0) })
        servers[endpoint] = fresh
        return fresh
    }

    // MARK: Ending

    /// A deadline has passed: the query's own, or the run's.
    private mutating func expire(_ query: PendingQuery, isRunDeadline: Bool, at now: ContinuousClock.Instant) {
        for id in query.inFlight {
            guard let attempt = inFlight[id] else { continue }
            if !attempt.isOverdue { countUnanswered(attempt) }
            let strays = attempt.mismatches == 0 ? "" : " after \(attempt.mismatches) mismatched replies"
            note("timeout" + strays, of: attempt, at: now)
            query.failures.append((attempt.tcpReason?.failure ?? .timeout, nil))
        }
        guard !isRunDeadline else { return finish(query, .failed(.deadline, nil), at: now) }
        let (failure, reply) = query.decisiveFailure()
        finish(query, .failed(failure, reply), at: now)
    }

    /// Records a finished attempt for the result.
    func note(_ result: String, of attempt: QueryAttempt, at now: ContinuousClock.Instant) {
        let unchecked = attempt.query.checkingDisabled ? " with checking disabled" : ""
        attempt.pending.attempts.append(
            LookupResult.Attempt(
                server: attempt.server, transport: attempt.transport, result: result + unchecked,
                elapsed: attempt.started.duration(to: now)))
    }

    private func outcome(
        _ result: QueryOutcome.Result, of query: PendingQuery, at now: ContinuousClock.Instant
    ) -> QueryOutcome {
        QueryOutcome(result: result, attempts: query.attempts, elapsed: query.started.map { $0.duration(to: now) } ?? .zero)
    }

    /// Ends a query: closes its sockets, frees its slots, caches and delivers the outcome.
    mutating func finish(_ query: PendingQuery, _ result: QueryOutcome.Result, at now: ContinuousClock.Instant) {
        guard pending.removeValue(forKey: query.id) != nil else { return }
        let outcome = outcome(result, of: query, at: now)
        for id in query.inFlight { inFlight[id] = nil }
        query.inFlight = []
        for (endpoint, progress) in query.progress where progress.holdsSlot {
            servers[endpoint]?.release(for: query.allowance)
            serversWithFreeSlots.append(endpoint)
        }
        runnable += awaitingSocket
        awaitingSocket = []
        query.goOn(at: now)
        for waiter in query.waiters.keys {
            pendingByWaiter[waiter] = nil
            outcomes.append((waiter, outcome))
        }
        query.waiters = [:]
        guard let key = query.key else { return }
        pendingByKey[key] = nil
        switch result {
        case .answered: cache.store(outcome, for: key, at: now)
        case .failed(.cancelled, _), .failed(.deadline, _): break
        case .failed: if query.cachesFailure { cache.store(outcome, for: key, at: now) }
        }
    }
}
