import DNS

/// One run of check_host() (RFC 7208 §4): the counters, and the recursion through `include` and `redirect`.
struct SPFCheck: Sendable {
    let settings: SPFEvaluator
    let values: SPFMacroValues
    var lookups = 0
    var voidLookups = 0
    var passedOver: [SPFAnswer] = []
    /// Set once they are known.
    var clientNames: ClientNames?

    /// The PTR names that resolve back to the client (§5.5), and the queries that found them.
    struct ClientNames {
        var names: [DomainName] = []
        var answers: [SPFAnswer] = []
        var isVoid = false
    }

    /// Why evaluation must stop.
    struct Ended: Error {
        let result: SPFResult
        let code: SPFEvaluationProblem.Code
        let message: String
        var answer: SPFAnswer?
        /// The problem of the included record, if that is the reason.
        var origin: SPFEvaluationProblem?
    }

    /// The result of a domain's record.
    struct Verdict {
        var result: SPFResult
        var matches: [SPFMatch] = []
        var problem: SPFEvaluationProblem?
        var trace: SPFTrace?
        var explanation: Explanation?
        /// The TXT answer, if the query was sent.
        var answer: SPFAnswer?
    }

    struct Explanation {
        let location: SPFMacroString
        let domain: String
    }

    init(_ settings: SPFEvaluator, _ identity: SPFIdentity, address: IPAddress) {
        self.settings = settings
        values = SPFMacroValues(identity: identity, address: address, receiver: settings.receiver, now: settings.now)
    }

    mutating func run() async -> SPFEvaluation {
        let domain = values.identity.domain
        let verdict = await evaluate(domain)
        var explanation: String?
        if verdict.result == .fail, let source = verdict.explanation { explanation = await text(of: source) }
        return SPFEvaluation(
            result: verdict.result, domain: domain, explanation: explanation, lookups: lookups, voidLookups: voidLookups,
            matches: verdict.matches, problem: verdict.problem, trace: verdict.trace, passedOver: passedOver)
    }

    /// Finds the record of a domain and evaluates it (§4.3 to §4.5).
    private mutating func evaluate(_ domain: String) async -> Verdict {
        func ended(_ result: SPFResult, _ code: SPFEvaluationProblem.Code, _ message: String, _ answer: SPFAnswer?) -> Verdict {
            let failed = result == .temperror ? answer : nil
            return Verdict(
                result: result,
                problem: SPFEvaluationProblem(code: code, domain: domain, term: nil, message: message, answer: failed),
                answer: answer)
        }
        // Address literals are not domains, with brackets or without.
        guard let name = SPFTarget.name(domain), !domain.hasPrefix("["), IPAddress(domain) == nil else {
            return ended(.none, .invalidDomain, "\"\(domain)\" is not a domain name of at least two labels", nil)
        }
        let answer: LookupResult
        do throws(Ended) { answer = try await ask(Question(name, .txt)) } catch {
            return ended(error.result, error.code, error.message, error.answer)
        }
        let noted = SPFAnswer(answer)
        let records = SPFRecordSelection.records(in: noted.data)
        guard let text = records.first else { return ended(.none, .noRecord, "\(domain) has no SPF record", noted) }
        guard records.count == 1 else {
            return ended(.permerror, .multipleRecords, "\(domain) has \(records.count) SPF records", noted)
        }
        let record = SPFRecord(parsing: text)
        if let error = record.syntaxErrors.first {
            var verdict = ended(.permerror, .syntaxError, "the record of \(domain) has a syntax error: \(error.message)", noted)
            verdict.trace = SPFTrace(owner: name, record: record, steps: [], result: .permerror)
            return verdict
        }
        var verdict = await evaluate(record, name, domain)
        verdict.answer = noted
        return verdict
    }

    /// §4.6, §4.7.
    private mutating func evaluate(_ record: SPFRecord, _ owner: DomainName, _ domain: String) async -> Verdict {
        var steps: [SPFTrace.Step] = []
        func verdict(_ result: SPFResult) -> Verdict {
            Verdict(result: result, trace: SPFTrace(owner: owner, record: record, steps: steps, result: result))
        }
        func ended(_ error: Ended, _ step: Step) -> Verdict {
            steps.append(step.finished(error.result == .temperror ? .temperror : .permerror))
            var verdict = verdict(error.result)
            verdict.problem =
                error.origin
                ?? SPFEvaluationProblem(
                    code: error.code, domain: domain, term: step.term, message: error.message, answer: error.answer)
            return verdict
        }
        steps.reserveCapacity(record.terms.count)
        // The loop ends at `all`, which always matches.
        for term in record.terms {
            guard let mechanism = term.mechanism else { continue }
            var step = Step(term)
            let isMatch: Bool
            do throws(Ended) { isMatch = try await matches(mechanism.kind, domain, &step) } catch { return ended(error, step) }
            steps.append(step.finished(isMatch ? .matched : .notMatched))
            guard isMatch else { continue }
            var verdict = verdict(mechanism.qualifier.result)
            verdict.matches = [SPFMatch(owner: owner, term: term)] + step.innerMatches
            verdict.explanation = record.explanation.map { Explanation(location: $0, domain: domain) }
            return verdict
        }
        guard let redirect = record.effectiveRedirect, let target = redirect.domain else { return verdict(.neutral) }
        var step = Step(redirect)
        let next: Verdict
        do throws(Ended) { next = try await follow(target, domain, &step) } catch { return ended(error, step) }
        guard next.result != .none else {
            let message = "\(redirect.text) leads to a name without an SPF record"
            return ended(Ended(result: .permerror, code: .redirectWithoutRecord, message: message), step)
        }
        steps.append(step.finished(.followed))
        var verdict = verdict(next.result)
        verdict.matches = next.matches
        verdict.problem = next.problem
        verdict.explanation = next.explanation
        return verdict
    }

    /// Evaluates the record that an `include` or `redirect` names.
    mutating func follow(_ target: SPFMacroString, _ domain: String, _ step: inout Step) async throws(Ended) -> Verdict {
        try countLookup(of: &step)
        let text = await expand(target, domain, &step.answers)
        step.target = text
        let verdict = await evaluate(text)
        step.inner = verdict.trace.map { [$0] } ?? []
        if let answer = verdict.answer {
            step.answers.append(answer)
            if answer.isVoid { try countVoid(of: &step) }
        }
        return verdict
    }

    // MARK: - Counting and queries

    mutating func countLookup(of step: inout Step) throws(Ended) {
        lookups += 1
        step.lookups = 1
        guard lookups <= settings.limits.lookups else {
            throw Ended(
                result: .permerror, code: .tooManyLookups,
                message: "\(step.term.text) is one more than the \(settings.limits.lookups) terms that may query the DNS")
        }
    }

    mutating func countVoid(of step: inout Step) throws(Ended) {
        voidLookups += 1
        step.voidLookups += 1
        guard voidLookups <= settings.limits.voidLookups else {
            throw Ended(
                result: .permerror, code: .tooManyVoidLookups,
                message: "\(step.term.text) is one more than the \(settings.limits.voidLookups) terms that may be void lookups")
        }
    }

    /// The answer; throws when the query fails, which ends the evaluation (§4.4, §5).
    func ask(_ question: Question) async throws(Ended) -> LookupResult {
        let result = try await attempt(question)
        try Self.requireAnswer(result)
        return result
    }

    static func requireAnswer(_ result: LookupResult) throws(Ended) {
        guard case .failed(let failure) = result.outcome else { return }
        throw Ended(
            result: .temperror, code: .lookupFailed, message: "the question \(result.question) failed: \(failure.rawValue)",
            answer: SPFAnswer(result))
    }

    /// The result, which may be a failure.
    func attempt(_ question: Question) async throws(Ended) -> LookupResult {
        try requireTime()
        return await settings.lookup.lookup(question, in: settings.view)
    }

    private func requireTime() throws(Ended) {
        guard let deadline = settings.deadline, deadline <= .now else { return }
        throw Ended(result: .temperror, code: .deadline, message: "the deadline of the evaluation has passed")
    }

    /// Queries concurrently; failures are among the results.
    func attempt(_ questions: [Question]) async throws(Ended) -> [LookupResult] {
        try requireTime()
        let lookup = settings.lookup
        let view = settings.view
        return await concurrently(questions) { await lookup.lookup($0, in: view) }
    }
}

extension SPFQualifier {
    /// §4.6.2
    var result: SPFResult {
        switch self {
        case .pass: .pass
        case .fail: .fail
        case .softfail: .softfail
        case .neutral: .neutral
        }
    }
}
