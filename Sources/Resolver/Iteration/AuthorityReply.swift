package import DNS

/// What the servers of a zone, or one of them, said to a question.
package struct AuthorityReply: Sendable {
    package let question: Question
    package let zone: DomainName
    /// The reply that decided, also when it is of no use; `nil` when there was none.
    package let message: Message?
    /// Why there is no answer; `nil` for an authoritative answer or a referral.
    package let failure: LookupResult.Failure?
    package let server: Endpoint?
    package let transport: LookupResult.Transport?
    package let attempts: [LookupResult.Attempt]
    package let elapsed: Duration

    init(_ question: Question, zone: DomainName, _ conclusion: Conclusion) {
        self.question = question
        self.zone = zone
        let reply: Reply?
        switch conclusion.outcome {
        case .answered(let answer): (reply, failure) = (answer, nil)
        case .failed(let why, let deciding): (reply, failure) = (deciding, why)
        }
        message = reply?.message
        server = reply?.server
        transport = reply?.transport
        attempts = conclusion.attempts
        elapsed = conclusion.elapsed
    }

    init(_ question: Question, zone: DomainName, failure: LookupResult.Failure) {
        self.init(question, zone: zone, Conclusion(outcome: .failed(failure, nil)))
    }

    /// The server was reached, and it does not serve the zone: a refusal, an error, or words without authority.
    package var isLame: Bool {
        guard failure != nil, let message else { return false }
        return [.refused, .serverFailure, .noError, .nonexistentDomain, ResponseCode(rawValue: 9)].contains(message.code)
    }

    /// The machine was reached, and says that no server listens there. Other ways of not being reached may be our own.
    package var isClosed: Bool {
        failure == .unreachable && !attempts.isEmpty && attempts.allSatisfy(\.isRefusedConnection)
    }

    /// The answer as other lookups give it, its own aliases included; aliases out of the zone are not followed.
    package func result(in view: String) -> LookupResult {
        let outcome: LookupResult.Outcome
        var reading: ReplyReading?
        if let failure {
            outcome = .failed(failure)
        } else if let message {
            let read = ReplyReading(message, for: question, seen: [question.name])
            reading = read
            outcome =
                switch read.end {
                case .records(let records): .records(records)
                case .noData, .elsewhere: .noData
                case .nonexistent: .nonexistent
                case .loop: .failed(.aliasLoop)
                }
        } else {
            outcome = .failed(.timeout)
        }
        return LookupResult(
            question: question, view: view, outcome: outcome, server: server, transport: transport, attempts: attempts,
            aliases: reading?.aliases ?? [], ttl: reading?.ttl, extendedErrors: message?.edns?.extendedErrors ?? [],
            elapsed: elapsed)
    }

    /// Records of the answer section at the asked name, of the asked type or the alias that stands there, sorted; of
    /// every type for ANY.
    package var ownRecords: [Record] {
        guard failure == nil, let message else { return [] }
        let own = message.answers.filter {
            $0.name == question.name && (question.type == .any || [question.type, .cname].contains($0.type))
        }
        return Set(own).sorted { $0.data.zoneText < $1.data.zoneText }
    }
}
