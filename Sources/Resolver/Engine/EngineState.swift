import DNS
import DequeModule
import Sockets

/// All that a client knows and has under way. Nothing in here blocks.
///
/// Entry points do one thing and then `settle()`, which lets every question that may move on move on. Results are
/// collected, not delivered: waiters are resumed by the caller after the lock is free.
struct EngineState {
    enum Timer {
        case patience(inquiry: UInt64, round: Int)
        case deadline(inquiry: UInt64)
        /// The first of its servers to fall silent has been so for as long as a question may take.
        case silence(inquiry: UInt64)
        case everything
    }

    let policy: ResolverPolicy
    let poller: Poller
    /// The audit's end.
    let deadline: ContinuousClock.Instant?
    var random: RandomSource

    var isClosed = false
    var inquiries: [UInt64: Inquiry] = [:]
    var exchanges: [UInt64: Exchange] = [:]
    var servers: [Endpoint: ServerState] = [:]
    var timers = TimerHeap<Timer>()
    var statistics = Statistics()
    var buffer = [UInt8](repeating: 0, count: 65_535)
    private var underWay: [Inquiry.Key: UInt64] = [:]
    private var cache: [Inquiry.Key: Conclusion] = [:]
    private var lastIdentifier: UInt64 = 0
    /// Who may move on.
    private var ready: [UInt64] = []
    /// Whose line may move on.
    private var freed: [Endpoint] = []
    /// Who waits for a socket of the overall limit.
    var withoutSocket: [UInt64] = []
    var results: [(waiter: Inquiry.Waiter, conclusion: Conclusion)] = []

    init(
        policy: ResolverPolicy, poller: Poller, deadline: ContinuousClock.Instant?,
        random: any RandomNumberGenerator & Sendable
    ) {
        self.policy = policy
        self.poller = poller
        self.deadline = deadline
        self.random = RandomSource(random)
        if let deadline { timers.insert(.everything, due: deadline) }
    }

    mutating func identifier() -> UInt64 {
        lastIdentifier += 1
        return lastIdentifier
    }

    // MARK: Entry points

    /// A question and who wants to know.
    struct Submission: Sendable {
        let question: Question
        let servers: [Endpoint]
        let recursionDesired: Bool
        /// The zone whose servers are asked as such; `nil` for resolvers.
        let zone: DomainName?
        let key: Inquiry.Key?
        let budget: Duration
        let waiter: UInt64
        let continuation: Inquiry.Waiter
    }

    mutating func submit(_ submission: Submission, at now: ContinuousClock.Instant) {
        let continuation = submission.continuation
        statistics.questions += 1
        if let key = submission.key, let conclusion = cache[key] {
            statistics.cacheHits += 1
            results.append((continuation, conclusion))
        } else if isClosed {
            results.append((continuation, Conclusion(outcome: .failed(.cancelled, nil))))
        } else if let deadline, now >= deadline {
            results.append((continuation, Conclusion(outcome: .failed(.deadline, nil))))
        } else if let key = submission.key, let id = underWay[key], let inquiry = inquiries[id] {
            statistics.cacheHits += 1
            inquiry.waiters[submission.waiter] = continuation
        } else {
            let inquiry = Inquiry(
                id: identifier(), submission, remembersFailure: submission.budget * 2 >= policy.questionDeadline)
            inquiry.waiters[submission.waiter] = continuation
            inquiries[inquiry.id] = inquiry
            if let key = inquiry.key { underWay[key] = inquiry.id }
            ready.append(inquiry.id)
            settle(now)
        }
    }

    /// Lets go of one waiter; a question that nobody waits for any more ends.
    mutating func cancel(waiter: UInt64, at now: ContinuousClock.Instant) {
        guard let inquiry = inquiries.values.first(where: { $0.waiters[waiter] != nil }),
            let continuation = inquiry.waiters.removeValue(forKey: waiter)
        else { return }
        results.append((continuation, conclusion(.failed(.cancelled, nil), of: inquiry, at: now)))
        if inquiry.waiters.isEmpty { conclude(inquiry, .failed(.cancelled, nil), at: now) }
        settle(now)
    }

    mutating func fireTimers(at now: ContinuousClock.Instant) {
        while let timer = timers.popDue(now) {
            switch timer {
            case .patience(let id, let round):
                guard let inquiry = inquiries[id], inquiry.patienceRound == round else { continue }
                patienceEnded(inquiry)
            case .deadline(let id):
                guard let inquiry = inquiries[id] else { continue }
                end(inquiry, isAudit: false, at: now)
            case .silence(let id):
                guard let inquiry = inquiries[id],
                    inquiry.servers.allSatisfy({ servers[$0]?.isDown(policy, at: now) == true })
                else { continue }
                end(inquiry, isAudit: false, at: now)
            case .everything:
                for inquiry in inquiries.values { end(inquiry, isAudit: true, at: now) }
            }
        }
        if timers.count > 4 * inquiries.count + 1024 {
            let live = inquiries
            timers.keep { timer in
                switch timer {
                case .patience(let id, let round): live[id]?.patienceRound == round
                case .deadline(let id), .silence(let id): live[id] != nil
                case .everything: true
                }
            }
        }
        settle(now)
    }

    mutating func close(at now: ContinuousClock.Instant) {
        isClosed = true
        for inquiry in inquiries.values { conclude(inquiry, .failed(.cancelled, nil), at: now) }
    }

    // MARK: Moving on

    /// A loop instead of recursion: five hundred questions may end one another.
    mutating func settle(_ now: ContinuousClock.Instant) {
        while true {
            if !ready.isEmpty {
                let batch = ready
                ready = []
                for id in batch {
                    if let inquiry = inquiries[id] { advance(inquiry, at: now) }
                }
            } else if let server = freed.popLast() {
                callNext(server)
            } else {
                return
            }
        }
    }

    mutating func makeReady(_ inquiry: Inquiry) { ready.append(inquiry.id) }

    /// Calls as many from a server's line as it has slots.
    private mutating func callNext(_ endpoint: Endpoint) {
        guard var state = servers[endpoint] else { return }
        var slots = policy.questionsPerServer - state.busy
        var called = 0
        while slots > 0, called < state.line.count {
            if let inquiry = inquiries[state.line[called]], inquiry.waitingFor == endpoint {
                inquiry.waitingFor = nil
                ready.append(inquiry.id)
                slots -= 1
            }
            called += 1
        }
        state.line.removeFirst(called)
        servers[endpoint] = state
        // Those who were called may prefer another server by now: then the next ones are due.
        if called > 0, !state.line.isEmpty { freed.append(endpoint) }
    }

    /// Sends a whole line to look elsewhere: its server has fallen silent.
    private mutating func dissolveLine(of endpoint: Endpoint) {
        for id in servers[endpoint]?.line ?? [] {
            guard let inquiry = inquiries[id], inquiry.waitingFor == endpoint else { continue }
            inquiry.waitingFor = nil
            ready.append(id)
        }
        servers[endpoint]?.line = []
    }

    private mutating func patienceEnded(_ inquiry: Inquiry) {
        for id in inquiry.exchanges {
            guard let exchange = exchanges[id], !exchange.isOverdue else { continue }
            exchange.isOverdue = true
            statistics.servers[exchange.server, default: .init()].unanswered += 1
            servers[exchange.server]?.leftUnanswered(sent: exchange.started)
            if servers[exchange.server]?.isSuspect(policy) == true { dissolveLine(of: exchange.server) }
        }
        ready.append(inquiry.id)
    }

    /// Takes a slot at the server, or a place in its line.
    mutating func takeSlot(at endpoint: Endpoint, for inquiry: Inquiry) -> Bool {
        if inquiry.standings[endpoint]?.holdsSlot == true { return true }
        guard let state = servers[endpoint], state.busy < policy.questionsPerServer else {
            inquiry.waitingFor = endpoint
            servers[endpoint]?.line.append(inquiry.id)
            return false
        }
        servers[endpoint]?.busy += 1
        inquiry.standings[endpoint, default: .init()].holdsSlot = true
        return true
    }

    mutating func state(of endpoint: Endpoint) -> ServerState {
        if let known = servers[endpoint] { return known }
        // A cookie of its own for each server (RFC 7873 §4.1): no server can tell what another was sent.
        let cookie = random.next()
        let fresh = ServerState(clientCookie: stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: cookie >> $0) })
        servers[endpoint] = fresh
        return fresh
    }

    // MARK: Ending

    /// Time is up.
    private mutating func end(_ inquiry: Inquiry, isAudit: Bool, at now: ContinuousClock.Instant) {
        for id in inquiry.exchanges {
            guard let exchange = exchanges[id] else { continue }
            if !exchange.isOverdue {
                statistics.servers[exchange.server, default: .init()].unanswered += 1
                servers[exchange.server]?.leftUnanswered(sent: exchange.started)
            }
            let strays = exchange.mismatches == 0 ? "" : " after \(exchange.mismatches) mismatched replies"
            note("timeout" + strays, of: exchange, at: now)
            inquiry.failures.append((exchange.escalation?.failure ?? .timeout, nil))
        }
        guard !isAudit else { return conclude(inquiry, .failed(.deadline, nil), at: now) }
        let (failure, reply) = inquiry.worst()
        conclude(inquiry, .failed(failure, reply), at: now)
    }

    func note(_ result: String, of exchange: Exchange, at now: ContinuousClock.Instant) {
        let unchecked = exchange.query.checkingDisabled ? " with checking disabled" : ""
        exchange.inquiry.attempts.append(
            LookupResult.Attempt(
                server: exchange.server, transport: exchange.transport, result: result + unchecked,
                elapsed: exchange.started.duration(to: now)))
    }

    private func conclusion(
        _ outcome: Conclusion.Outcome, of inquiry: Inquiry, at now: ContinuousClock.Instant
    ) -> Conclusion {
        Conclusion(
            outcome: outcome, attempts: inquiry.attempts, elapsed: inquiry.started.map { $0.duration(to: now) } ?? .zero)
    }

    mutating func conclude(_ inquiry: Inquiry, _ outcome: Conclusion.Outcome, at now: ContinuousClock.Instant) {
        guard inquiries.removeValue(forKey: inquiry.id) != nil else { return }
        let conclusion = conclusion(outcome, of: inquiry, at: now)
        for id in inquiry.exchanges { exchanges[id] = nil }
        inquiry.exchanges = []
        for (endpoint, standing) in inquiry.standings where standing.holdsSlot {
            servers[endpoint]?.busy -= 1
            freed.append(endpoint)
        }
        ready += withoutSocket
        withoutSocket = []
        results += inquiry.waiters.values.map { ($0, conclusion) }
        inquiry.waiters = [:]
        guard let key = inquiry.key else { return }
        underWay[key] = nil
        switch outcome {
        case .answered: cache[key] = conclusion
        case .failed(.cancelled, _), .failed(.deadline, _): break
        case .failed: if inquiry.remembersFailure { cache[key] = conclusion }
        }
    }
}
