import DNS
import Sockets

/// A question without an outcome yet, with its attempts at the servers of a view.
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
    /// The zone whose authoritative servers are queried; `nil` for resolvers.
    let zone: DomainName?
    /// In order of preference.
    let servers: [Endpoint]
    /// `nil` for a query that is neither shared nor cached.
    let key: Key?
    /// The time from the first packet to the deadline.
    let timeLimit: Duration
    /// A failure within a shortened time limit is too weak to be cached.
    let cachesFailure: Bool

    /// The waiters for the outcome, each with its allowance.
    var waiters: [UInt64: Allowance?] = [:]
    /// The allowance the query started under; its slots are charged to it.
    let allowance: Allowance?
    /// It has not started because others hold what it needs: that time is not charged to its waiters.
    private(set) var isHeldUp = false
    /// When the first packet was sent. Earlier time in a server's queue does not count.
    var started: ContinuousClock.Instant?
    /// The server in whose queue the query waits for a slot.
    var queuedAt: Endpoint?
    var progress: [Endpoint: ServerProgress] = [:]
    /// Attempts in flight, the oldest first.
    var inFlight: [UInt64] = []
    /// Finished attempts, as the result reports them.
    var attempts: [LookupResult.Attempt] = []
    var failures: [(failure: LookupResult.Failure, reply: Reply?)] = []
    /// Numbers the retry timers: only the newest one still matters.
    var retryTimer = 0
    var packets = 0
    /// CD has been set once, to tell bogus data from a broken server.
    var triedCheckingDisabled = false

    /// What this query has tried at one server.
    struct ServerProgress {
        var holdsSlot = false
        var packets = 0
        /// The server's answer does not help: this query does not ask it again.
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

    /// Adds a waiter for the outcome.
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

    /// The most telling failure, and the reply behind it. A server's reply counts for more than silence, and one silent
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
