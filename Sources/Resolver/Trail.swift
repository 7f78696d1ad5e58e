import DNS

/// What has been learned along an alias chain.
struct Trail {
    private let question: Question
    private let view: String
    private(set) var names: Set<DomainName>
    private(set) var aliases: [Record] = []
    private(set) var elapsed = Duration.zero
    private var attempts: [LookupResult.Attempt] = []
    private var ttl: UInt32?
    private var isAuthenticated = true
    private var reply: Reply?

    init(question: Question, view: String) {
        self.question = question
        self.view = view
        names = [question.name]
    }

    mutating func append(_ conclusion: Conclusion) {
        attempts += conclusion.attempts
        elapsed += conclusion.elapsed
        if case .failed(_, let deciding) = conclusion.outcome { reply = deciding }
    }

    mutating func append(_ reading: ReplyReading, _ reply: Reply) {
        self.reply = reply
        aliases += reading.aliases
        for case .name(let target) in reading.aliases.map(\.data) { names.insert(target) }
        isAuthenticated = isAuthenticated && reply.message.flags.contains(.authenticatedData)
        if let found = reading.ttl { ttl = min(ttl ?? found, found) }
    }

    func result(_ outcome: LookupResult.Outcome) -> LookupResult {
        if case .failed = outcome {
            return LookupResult(
                question: question, view: view, outcome: outcome, server: reply?.server, transport: reply?.transport,
                attempts: attempts, aliases: aliases, extendedErrors: reply?.message.edns?.extendedErrors ?? [],
                wire: reply?.wire ?? [], elapsed: elapsed)
        }
        return LookupResult(
            question: question, view: view, outcome: outcome, server: reply?.server, transport: reply?.transport,
            attempts: attempts, aliases: aliases, ttl: ttl, authenticated: isAuthenticated,
            extendedErrors: reply?.message.edns?.extendedErrors ?? [], wire: reply?.wire ?? [], elapsed: elapsed)
    }
}
