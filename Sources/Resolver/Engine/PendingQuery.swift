import DNS
import Sockets

/// A question that has no outcome yet, with its attempts at the servers of a view.
final class PendingQuery {
    /// The cache key: equal keys share one pending query and one outcome.
    struct Key: Hashable, Sendable {
        /// The number of the view, or of the list of servers.
        let view: Int
        let question: Question
    }

    let id: UInt64
    let question: Question
    let recursionDesired: Bool
    /// The zone whose servers are asked as such; `nil` for resolvers.
    let zone: DomainName?
    /// In order of preference.
    let servers: [Endpoint]
    /// `nil` for a query that is neither shared nor cached.
    let key: Key?
    /// The time from the first packet to the deadline.
    let timeLimit: Duration
    /// A failure within a shortened time limit says too little to be cached.
    let cachesFailure: Bool

    /// Those who wait for the outcome, each with whose work it does.
    var waiters: [UInt64: Allowance?] = [:]
    /// Whose work the query began as; it counts for the slots that it takes.
    let allowance: Allowance?
    /// It has not begun since others have taken what it needs: that is no time of its waiters.
    private(set) var isHeldUp = false
    /// When the first packet left. Time in a server's queue before that does not count.
    var started: ContinuousClock.Instant?
    /// The server in whose queue the query waits for a slot.
    var queuedAt: Endpoint?
    var progress: [Endpoint: ServerProgress] = [:]
    /// Attempts in flight, the oldest first.
    var inFlight: [UInt64] = []
    /// Attempts that ended, as the result reports them.
    var attempts: [LookupResult.Attempt] = []
    var failures: [(failure: LookupResult.Failure, reply: Reply?)] = []
    /// Counts retry timers: only the newest one still matters.
    var retryTimer = 0
    var packets = 0
    /// CD was set once, to tell bogus data from a broken server.
    var triedCheckingDisabled = false

    /// What this query has tried at one server.
    struct ServerProgress {
        var holdsSlot = false
        var packets = 0
        /// The server gave an answer that does not help: this query does not ask it again.
        var isExhausted = false
        var usesTCP = false
        var withoutEDNS = false
        var withoutMixedCase = false
        var retriedCookie = false
    }

    init(id: UInt64, _ submission: EngineState.Submission, cachesFailure: Bool) {
        self.id = id
        self.question = submission.question
        self.recursionDesired = submission.recursionDesired
        self.zone = submission.zone
        self.servers = submission.servers
        self.key = submission.key
        self.timeLimit = submission.timeLimit
        self.cachesFailure = cachesFailure
        allowance = submission.allowance
    }

    // MARK: Waiting

    /// One more waits for the outcome.
    func join(_ waiter: UInt64, _ allowance: Allowance?, at now: ContinuousClock.Instant) {
        waiters[waiter] = .some(allowance)
        if isHeldUp { allowance?.beginWaiting(at: now) }
    }

    func leave(_ waiter: UInt64, at now: ContinuousClock.Instant) {
        guard let allowance = waiters.removeValue(forKey: waiter) else { return }
        if isHeldUp { allowance?.endWaiting(at: now) }
    }

    func holdUp(at now: ContinuousClock.Instant) {
        guard !isHeldUp, started == nil else { return }
        isHeldUp = true
        for allowance in waiters.values { allowance?.beginWaiting(at: now) }
    }

    func goOn(at now: ContinuousClock.Instant) {
        guard isHeldUp else { return }
        isHeldUp = false
        for allowance in waiters.values { allowance?.endWaiting(at: now) }
    }

    /// The failure that says most, and the reply behind it. What a server said counts for more than silence, and one silent
    /// server among closed ports is still a timeout.
    func decisiveFailure() -> (LookupResult.Failure, Reply?) {
        let order: [LookupResult.Failure] = [
            .bogus, .servfail, .refused, .errorResponse, .mismatchFlood, .truncated, .malformed, .timeout, .unreachable,
        ]
        for failure in order {
            if let found = failures.first(where: { $0.failure == failure }) { return (failure, found.reply) }
        }
        return (.timeout, nil)
    }
}
