import DNS

/// Whether a mechanism matches the client (RFC 7208 §5), and what `exp` says (§6.2).
extension SPFCheck {
    /// A step of the trace under construction.
    struct Step {
        let term: SPFTerm
        var target: String?
        var answers: [SPFAnswer] = []
        var lookups = 0
        var voidLookups = 0
        var inner: [SPFTrace] = []
        var innerMatches: [SPFMatch] = []

        init(_ term: SPFTerm) { self.term = term }

        func finished(_ outcome: SPFTrace.Outcome) -> SPFTrace.Step {
            SPFTrace.Step(
                term: term, target: target, answers: answers, lookups: lookups, voidLookups: voidLookups, outcome: outcome,
                inner: inner)
        }
    }

    mutating func matches(_ kind: SPFMechanism.Kind, _ domain: String, _ step: inout Step) async throws(Ended) -> Bool {
        switch kind {
        case .all: return true
        case .ip(let address, let length):
            return Network(address, prefixLength: length)?.contains(values.address) ?? false
        case .include(let target): return try await includeMatches(target, domain, &step)
        case .a(let target, let lengths):
            guard let name = try await namedTarget(target, domain, &step) else { return false }
            let answer = try await askForTerm(Question(name, values.address.addressType), &step)
            return holdsClient(answer, lengths)
        case .mx(let target, let lengths):
            guard let name = try await namedTarget(target, domain, &step) else { return false }
            return try await exchangeMatches(name, lengths, &step)
        case .ptr(let target):
            guard let name = try await namedTarget(target, domain, &step) else { return false }
            let client = try await findClientNames(&step.answers)
            if client.isVoid { try countVoid(of: &step) }
            return client.names.contains { $0.isEqualOrSubdomain(of: name) }
        case .exists(let target):
            guard let name = try await namedTarget(target, domain, &step) else { return false }
            // An A query whatever the client's family (§5.7).
            return try await askForTerm(Question(name, .a), &step).records?.isEmpty == false
        }
    }

    /// §5.2
    private mutating func includeMatches(
        _ target: SPFMacroString, _ domain: String, _ step: inout Step
    ) async throws(Ended) -> Bool {
        let inner = try await follow(target, domain, &step)
        switch inner.result {
        case .pass:
            step.innerMatches = inner.matches
            return true
        case .fail, .softfail, .neutral: return false
        case .temperror, .permerror:
            throw Ended(
                result: inner.result, code: inner.problem?.code ?? .syntaxError, message: inner.problem?.message ?? "",
                answer: inner.problem?.answer, origin: inner.problem)
        case .none:
            throw Ended(
                result: .permerror, code: .includeWithoutRecord,
                message: "\(step.term.text) names a domain without an SPF record")
        }
    }

    /// §5.4
    private mutating func exchangeMatches(
        _ name: DomainName, _ lengths: SPFPrefixLengths, _ step: inout Step
    ) async throws(Ended) -> Bool {
        let hosts = SPFAnswer.exchanges(in: try await askForTerm(Question(name, .mx), &step))
        guard hosts.count <= settings.limits.exchanges else {
            throw Ended(
                result: .permerror, code: .tooManyExchanges,
                message: "\(name) has \(hosts.count) MX records; mx may use at most \(settings.limits.exchanges)")
        }
        // A null MX (RFC 7505) names no host.
        let questions = hosts.filter { !$0.isRoot }.map { Question($0, values.address.addressType) }
        let answers = try await attempt(questions)
        step.answers += answers.map(SPFAnswer.init)
        for answer in answers {
            try Self.requireAnswer(answer)
            if settings.limits.countsVoidExchanges, SPFAnswer(answer).isVoid { try countVoid(of: &step) }
            if holdsClient(answer, lengths) { return true }
        }
        return false
    }

    private func holdsClient(_ answer: LookupResult, _ lengths: SPFPrefixLengths) -> Bool {
        SPFAnswer.addresses(in: answer).contains { address in
            Network(address, prefixLength: lengths[address.family])?.contains(values.address) ?? false
        }
    }

    /// Counts the term and expands the name to query; `nil` when it cannot be queried, which is no match (§4.8).
    private mutating func namedTarget(
        _ target: SPFMacroString?, _ domain: String, _ step: inout Step
    ) async throws(Ended) -> DomainName? {
        try countLookup(of: &step)
        var text = domain
        if let target { text = await expand(target, domain, &step.answers) }
        step.target = text
        return SPFTarget.name(text)
    }

    private mutating func askForTerm(_ question: Question, _ step: inout Step) async throws(Ended) -> LookupResult {
        let result = try await attempt(question)
        let answer = SPFAnswer(result)
        step.answers.append(answer)
        try Self.requireAnswer(result)
        if answer.isVoid { try countVoid(of: &step) }
        return result
    }

    /// The expanded domain-spec; empty, and so not a name, when it is far too long.
    mutating func expand(_ spec: SPFMacroString, _ domain: String, _ answers: inout [SPFAnswer]) async -> String {
        let name = spec.usesValidatedName ? await validatedName(domain, &answers) : ""
        return SPFTarget.fitted(values.expand(spec, domain: domain, validatedName: name) ?? "")
    }

    // MARK: - The client's names

    /// The value of `%{p}` (§7.3): the domain itself, or a name below it, or any other.
    private mutating func validatedName(_ domain: String, _ answers: inout [SPFAnswer]) async -> String {
        // Nothing is counted here, so only the deadline can end it.
        let names = (try? await findClientNames(&answers))?.names ?? []
        guard let current = SPFTarget.name(domain) else { return "unknown" }
        let best =
            names.first { $0 == current } ?? names.first { $0.isEqualOrSubdomain(of: current) } ?? names.first
        return best?.text ?? "unknown"
    }

    /// Looked up once for all terms. A failure is no match, but is recorded.
    private mutating func findClientNames(_ noted: inout [SPFAnswer]) async throws(Ended) -> ClientNames {
        if let clientNames {
            noted += clientNames.answers
            return clientNames
        }
        let pointers = try await attempt(Question(values.address.reverseName, .ptr))
        var found = ClientNames(answers: [SPFAnswer(pointers)])
        found.isVoid = found.answers[0].isVoid
        let names = SPFAnswer.names(in: pointers).prefix(settings.limits.pointers)
        let answers = try await attempt(names.map { Question($0, values.address.addressType) })
        for (name, answer) in zip(names, answers) {
            found.answers.append(SPFAnswer(answer))
            if SPFAnswer.addresses(in: answer).contains(values.address) { found.names.append(name) }
        }
        noted += found.answers
        passedOver += found.answers.filter { $0.failure != nil }
        clientNames = found
        return found
    }

    // MARK: - Explanation

    /// The explanation with its macros expanded; `nil` on any failure (§6.2).
    mutating func text(of explanation: Explanation) async -> String? {
        var answers: [SPFAnswer] = []
        guard let name = SPFTarget.name(await expand(explanation.location, explanation.domain, &answers)),
            let result = try? await attempt(Question(name, .txt))
        else { return nil }
        let answer = SPFAnswer(result)
        if answer.failure != nil { passedOver.append(answer) }
        guard answer.data.count == 1,
            let string = try? SPFMacroParser.parse(Array(answer.data[0].utf8)[...], in: .explanation)
        else { return nil }
        let validated = string.usesValidatedName ? await validatedName(explanation.domain, &answers) : ""
        return values.expand(string, domain: explanation.domain, validatedName: validated)
    }
}

extension IPAddress {
    /// The type of the records that hold addresses of this family.
    var addressType: RecordType { family == .ipv4 ? .a : .aaaa }
}
