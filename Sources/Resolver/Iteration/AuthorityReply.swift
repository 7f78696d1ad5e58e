package import DNS

/// The reply of a zone's servers, or of one of them, to a question.
package struct AuthorityReply: Sendable {
    package let question: Question
    package let zone: DomainName
    /// The decisive reply, even if it does not help; `nil` when there was none.
    package let message: Message?
    /// Why there is no answer; `nil` for an authoritative answer or a referral.
    package let failure: LookupResult.Failure?
    package let server: Endpoint?
    package let transport: LookupResult.Transport?
    package let attempts: [LookupResult.Attempt]
    package let elapsed: Duration
    /// The limits that cut the answer.
    package let limitsReached: [AnswerLimit]

    init(_ question: Question, zone: DomainName, _ outcome: QueryOutcome, limit: AnswerLimit? = nil) {
        self.question = question
        self.zone = zone
        let reply: Reply?
        var limits = limit.map { [$0] } ?? []
        switch outcome.result {
        case .answered(let answer):
            reply = answer
            let end = AnswerReading(answer.message, for: question, seen: [question.name]).end
            if case .cut(let limit) = end { limits.append(limit) }
            if case .failed(.limitReached) = end.outcome { failure = .limitReached } else { failure = nil }
        case .failed(let why, let deciding): (reply, failure) = (deciding, why)
        }
        message = reply?.message
        server = reply?.server
        transport = reply?.transport
        attempts = outcome.attempts
        elapsed = outcome.elapsed
        limitsReached = limits
    }

    init(
        _ question: Question, zone: DomainName, failure: LookupResult.Failure, attempts: [LookupResult.Attempt] = [],
        limit: AnswerLimit? = nil
    ) {
        self.init(question, zone: zone, QueryOutcome(result: .failed(failure, nil), attempts: attempts), limit: limit)
    }

    /// The server was reached but does not serve the zone: a refusal, an error, or a non-authoritative answer.
    package var isLame: Bool {
        guard failure != nil, failure != .limitReached, let message else { return false }
        return [.refused, .serverFailure, .noError, .nonexistentDomain, ResponseCode(rawValue: 9)].contains(message.code)
    }

    /// The machine was reached and says that no server listens there. Other connection failures may be our own.
    package var isClosed: Bool {
        failure == .unreachable && !attempts.isEmpty && attempts.allSatisfy(\.isRefusedConnection)
    }

    /// The answer in the form of other lookups, its own aliases included; aliases to other zones are not followed.
    package func result(in view: String) -> LookupResult {
        let outcome: LookupResult.Outcome
        var reading: AnswerReading?
        if let failure {
            outcome = .failed(failure)
        } else if let message {
            let read = AnswerReading(message, for: question, seen: [question.name])
            reading = read
            outcome = read.end.outcome
        } else {
            outcome = .failed(.timeout)
        }
        return LookupResult(
            question: question, view: view, outcome: outcome, server: server, transport: transport, attempts: attempts,
            aliases: reading?.aliases ?? [], ttl: reading?.ttl, extendedErrors: message?.edns?.extendedErrors ?? [],
            aliasConflicts: reading?.conflicts ?? [], limitsReached: limitsReached, elapsed: elapsed)
    }

    /// Records of the answer section at the queried name, of the queried type or its alias, sorted; of every type for ANY.
    package var ownRecords: [Record] {
        guard failure == nil, let message else { return [] }
        let own = message.answers.filter {
            $0.name == question.name && (question.type == .any || [question.type, .cname].contains($0.type))
        }
        return Set(own).sorted { $0.data.zoneText < $1.data.zoneText }
    }
}
