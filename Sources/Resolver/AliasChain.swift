import DNS

/// The aliases from a question to its answer, and what was learned along the chain.
struct AliasChain {
    private let question: Question
    private let view: String
    /// Every name of the chain, the asked one included.
    private(set) var names: Set<DomainName>
    private(set) var aliases: [Record] = []
    private(set) var elapsed = Duration.zero
    private var conflicts: [Record] = []
    private var limits: Set<AnswerLimit> = []
    private var attempts: [LookupResult.Attempt] = []
    private var ttl: UInt32?
    private var isAuthenticated = true
    private var reply: Reply?

    init(question: Question, view: String) {
        self.question = question
        self.view = view
        names = [question.name]
    }

    /// How many more aliases may be followed.
    var aliasesLeft: Int { AnswerLimit.aliases.value - aliases.count }

    mutating func append(_ outcome: QueryOutcome) {
        attempts += outcome.attempts
        elapsed += outcome.elapsed
        if case .failed(_, let deciding) = outcome.result { reply = deciding }
    }

    mutating func append(_ reading: AnswerReading, _ reply: Reply) {
        self.reply = reply
        aliases += reading.aliases
        conflicts += reading.conflicts
        if case .cut(let limit) = reading.end { limits.insert(limit) }
        for case .name(let target) in reading.aliases.map(\.data) { names.insert(target) }
        isAuthenticated = isAuthenticated && reply.message.flags.contains(.authenticatedData)
        if let found = reading.ttl { ttl = min(ttl ?? found, found) }
    }

    func result(_ outcome: LookupResult.Outcome) -> LookupResult {
        var isFailure = false
        if case .failed = outcome { isFailure = true }
        return LookupResult(
            question: question, view: view, outcome: outcome, server: reply?.server, transport: reply?.transport,
            attempts: attempts, aliases: aliases, ttl: isFailure ? nil : ttl, authenticated: !isFailure && isAuthenticated,
            extendedErrors: reply?.message.edns?.extendedErrors ?? [], aliasConflicts: conflicts,
            limitsReached: limits.sorted(), wire: reply?.wire ?? [], elapsed: elapsed)
    }
}
