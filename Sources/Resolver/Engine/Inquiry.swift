import DNS

/// One question on its way through a view's servers.
final class Inquiry {
    typealias Waiter = CheckedContinuation<Conclusion, Never>

    /// What makes two questions the same one.
    struct Key: Hashable, Sendable {
        let view: Int
        let question: Question
    }

    let id: UInt64
    let question: Question
    let recursionDesired: Bool
    let zone: DomainName?
    /// In order of preference.
    let servers: [Endpoint]
    /// `nil` for a question that is neither shared nor cached.
    let key: Key?
    let budget: Duration
    /// A failure within a shortened budget says too little to be remembered.
    let remembersFailure: Bool

    var waiters: [UInt64: Waiter] = [:]
    /// The first packet's time; waiting in line before it costs nothing.
    var started: ContinuousClock.Instant?
    /// The server in whose line it stands.
    var waitingFor: Endpoint?
    var standings: [Endpoint: Standing] = [:]
    var exchanges: [UInt64] = []
    var attempts: [LookupResult.Attempt] = []
    var failures: [(failure: LookupResult.Failure, reply: Reply?)] = []
    /// Counts waits, so that an old wait's end is told from the current one's.
    var patienceRound = 0
    var packets = 0
    var askedUnchecked = false

    /// How things stand with one server.
    struct Standing {
        var holdsSlot = false
        var packets = 0
        /// It gave an answer that does not help; it is not asked again.
        var isOut = false
        var usesTCP = false
        var withoutEDNS = false
        var withoutMixedCase = false
        var retriedCookie = false
    }

    init(id: UInt64, _ submission: EngineState.Submission, remembersFailure: Bool) {
        self.id = id
        self.question = submission.question
        self.recursionDesired = submission.recursionDesired
        self.zone = submission.zone
        self.servers = submission.servers
        self.key = submission.key
        self.budget = submission.budget
        self.remembersFailure = remembersFailure
    }

    /// The most telling of the failures seen: what a server said counts for more than silence, and one silent server
    /// among closed ports is still a timeout.
    func worst() -> (LookupResult.Failure, Reply?) {
        let order: [LookupResult.Failure] = [
            .bogus, .servfail, .refused, .errorResponse, .mismatchFlood, .truncated, .malformed, .timeout, .unreachable,
        ]
        for failure in order {
            if let found = failures.first(where: { $0.failure == failure }) { return (failure, found.reply) }
        }
        return (.timeout, nil)
    }
}
