package import DNS

extension SPFTree {
    /// Bounds of a walk; anything beyond them is far over the limit of ten lookups.
    package struct Bounds: Hashable, Sendable {
        /// Records on one branch.
        package var depth = 11
        /// Different domains whose records are read.
        package var records = 100
        /// Nodes of the tree: a record counts as often as it is included.
        package var nodes = 400
        /// Queries for `a`, `mx` and `exists`.
        package var questions = 400

        package init() {}
    }

    /// Reads the record of `domain` and of everything that it includes or redirects to.
    ///
    /// The queries of one level are sent concurrently; the lookup is expected to send the same query once.
    package static func walk(
        from domain: DomainName, lookup: any Lookup, view: String, bounds: Bounds = Bounds()
    ) async -> SPFTree {
        let walk = SPFTreeWalk(origin: domain, lookup: lookup, view: view, bounds: bounds)
        return SPFTree(root: await walk.root())
    }
}

/// Collects the answers for a tree, level by level, and then builds it.
struct SPFTreeWalk: Sendable {
    /// The domain whose mail is sent.
    let origin: DomainName
    let lookup: any Lookup
    let view: String
    let bounds: SPFTree.Bounds

    /// The answers that the tree is built from.
    private struct Book: Sendable {
        var answers: [Question: LookupResult] = [:]
        var nodesLeft: Int
    }

    func root() async -> SPFTree.Node {
        var book = Book(nodesLeft: bounds.nodes)
        var questionsLeft = bounds.questions
        var level: Set<DomainName> = [origin]
        var read: Set<DomainName> = []
        for _ in 0..<bounds.depth where !level.isEmpty {
            let now = level.sorted().prefix(bounds.records - read.count)
            read.formUnion(now)
            var room = now.count
            await ask(now.map { Question($0, .txt) }, &book, &room)
            var next: Set<DomainName> = []
            var questions: [Question] = []
            for name in now {
                guard case .record(let record) = status(of: name, book) else { continue }
                for term in terms(of: record) {
                    if let target = followed(term, at: name) { next.insert(target) }
                    questions += self.questions(of: term, at: name)
                }
            }
            await ask(questions, &book, &questionsLeft)
            let hosts = questions.filter { $0.type == .mx }.compactMap { book.answers[$0] }.flatMap(Self.hosts)
            await ask(hosts.flatMap { [Question($0, .a), Question($0, .aaaa)] }, &book, &questionsLeft)
            level = next.subtracting(read)
        }
        return node(origin.text, origin, above: [], &book)
    }

    /// Sends new queries, within the bounds.
    private func ask(_ questions: [Question], _ book: inout Book, _ room: inout Int) async {
        let lookup = lookup
        let view = view
        var unanswered: [Question] = []
        var seen: Set<Question> = []
        for question in questions where unanswered.count < room && book.answers[question] == nil {
            if seen.insert(question).inserted { unanswered.append(question) }
        }
        room -= unanswered.count
        for result in await concurrently(unanswered, { await lookup.lookup($0, in: view) }) {
            book.answers[result.question] = result
        }
    }

    // MARK: - Queries

    private func terms(of record: SPFRecord) -> [SPFTerm] {
        record.reachableTerms + (record.effectiveRedirect.map { [$0] } ?? [])
    }

    /// The target of a term, if it is the same for every client; `nil` with macros.
    static func target(_ spec: SPFMacroString) -> DomainName? { spec.literal.flatMap { SPFTarget.name(SPFTarget.fitted($0)) } }

    /// The target of a term in the record at `owner`, if it is the same for every sender of `origin`.
    static func target(_ spec: SPFMacroString, at owner: DomainName, for origin: DomainName) -> DomainName? {
        spec.fixedText(at: owner, for: origin).flatMap { SPFTarget.name(SPFTarget.fitted($0)) }
    }

    private func target(_ spec: SPFMacroString, at owner: DomainName) -> DomainName? {
        Self.target(spec, at: owner, for: origin)
    }

    private func differsBySender(_ spec: SPFMacroString?, at owner: DomainName) -> Bool {
        spec.map { $0.fixedText(at: owner, for: origin) == nil } ?? false
    }

    /// The domain whose record an `include` or `redirect` leads to.
    private func followed(_ term: SPFTerm, at owner: DomainName) -> DomainName? {
        switch term.content {
        case .mechanism(let mechanism):
            guard case .include(let spec) = mechanism.kind else { return nil }
            return target(spec, at: owner)
        case .modifier(.redirect(let spec)): return target(spec, at: owner)
        case .modifier, .malformed: return nil
        }
    }

    /// The queries of an `a`, `mx` or `exists` that are the same for every client.
    private func questions(of term: SPFTerm, at owner: DomainName) -> [Question] {
        guard let kind = term.mechanism?.kind else { return [] }
        switch kind {
        case .a(let spec, _):
            guard let name = spec.map({ target($0, at: owner) }) ?? owner else { return [] }
            return [Question(name, .a), Question(name, .aaaa)]
        case .mx(let spec, _):
            guard let name = spec.map({ target($0, at: owner) }) ?? owner else { return [] }
            return [Question(name, .mx)]
        case .exists(let spec): return target(spec, at: owner).map { [Question($0, .a)] } ?? []
        case .all, .include, .ptr, .ip: return []
        }
    }

    /// The hosts that receivers use; a null MX has none.
    private static func hosts(_ answer: LookupResult) -> [DomainName] {
        SPFAnswer.exchanges(in: answer).prefix(SPFLimits().exchanges).filter { !$0.isRoot }
    }

    // MARK: - Building

    private func status(of name: DomainName, _ book: Book) -> SPFTree.Status {
        guard let answer = book.answers[Question(name, .txt)] else { return .unread }
        if case .failed(let failure) = answer.outcome { return .unknown(failure) }
        let records = SPFRecordSelection.records(in: SPFAnswer(answer).data)
        guard let text = records.first else { return .missing }
        guard records.count == 1 else { return .several(records) }
        let record = SPFRecord(parsing: text)
        return record.isValid ? .record(record) : .invalid(record)
    }

    private func node(_ text: String, _ name: DomainName, above: [DomainName], _ book: inout Book) -> SPFTree.Node {
        guard !above.contains(name) else { return SPFTree.Node(domain: text, name: name, status: .loop, branches: []) }
        book.nodesLeft -= 1
        guard above.count < bounds.depth, book.nodesLeft >= 0 else {
            return SPFTree.Node(domain: text, name: name, status: .unread, branches: [])
        }
        let status = status(of: name, book)
        guard case .record(let record) = status else {
            return SPFTree.Node(domain: text, name: name, status: status, branches: [])
        }
        let branches = terms(of: record).map { branch($0, at: name, above: above + [name], &book) }
        return SPFTree.Node(domain: text, name: name, status: status, branches: branches)
    }

    private func branch(_ term: SPFTerm, at owner: DomainName, above: [DomainName], _ book: inout Book) -> SPFTree.Branch {
        var draft = Draft(term: term)
        switch term.content {
        case .modifier(.redirect(let spec)): draft.inner = [inner(spec, at: owner, above: above, &book)]
        case .modifier, .malformed: break
        case .mechanism(let mechanism):
            switch mechanism.kind {
            case .all: break
            case .ip(let address, let length): draft.networks = [Network(address, prefixLength: length)].compactMap(\.self)
            case .include(let spec): draft.inner = [inner(spec, at: owner, above: above, &book)]
            case .ptr: draft.isIncomplete = true
            case .exists:
                draft.isIncomplete = true
                let answers = questions(of: term, at: owner).compactMap { book.answers[$0] }
                draft.note(answers)
                if answers.contains(where: { SPFAnswer($0).isVoid }) { draft.voidFor = [.ipv4, .ipv6] }
            case .a(_, let lengths):
                let questions = self.questions(of: term, at: owner)
                let answers = questions.compactMap { book.answers[$0] }
                draft.isIncomplete = differsBySender(mechanism.domain, at: owner) || answers.count < questions.count
                draft.addAddresses(answers, lengths)
                draft.voidFor = Set(answers.filter { SPFAnswer($0).isVoid }.map { $0.question.type == .a ? .ipv4 : .ipv6 })
            case .mx(_, let lengths):
                draft.isIncomplete = differsBySender(mechanism.domain, at: owner)
                guard let question = questions(of: term, at: owner).first else { break }
                guard let answer = book.answers[question] else {
                    draft.isIncomplete = true
                    break
                }
                draft.note([answer])
                guard answer.records != nil else { break }
                draft.exchanges = SPFAnswer.exchanges(in: answer)
                let questions = Self.hosts(answer).flatMap { [Question($0, .a), Question($0, .aaaa)] }
                let answers = questions.compactMap { book.answers[$0] }
                if answers.count < questions.count { draft.isIncomplete = true }
                draft.addAddresses(answers, lengths)
                for answer in answers where SPFAnswer(answer).isVoid {
                    draft.voidExchanges[answer.question.type == .a ? .ipv4 : .ipv6, default: []].append(answer.question.name)
                }
                if SPFAnswer(answer).isVoid { draft.voidFor = [.ipv4, .ipv6] }
            }
        }
        for node in draft.inner {
            let isVoid = node.name.flatMap { book.answers[Question($0, .txt)] }.map { SPFAnswer($0).isVoid } ?? false
            if isVoid { draft.voidFor = [.ipv4, .ipv6] }
        }
        return draft.branch
    }

    private func inner(
        _ spec: SPFMacroString, at owner: DomainName, above: [DomainName], _ book: inout Book
    ) -> SPFTree.Node {
        let fixed = spec.fixedText(at: owner, for: origin)
        let text = SPFTarget.fitted(fixed ?? "\(spec)")
        guard fixed != nil else { return SPFTree.Node(domain: text, name: nil, status: .macro, branches: []) }
        guard let name = target(spec, at: owner) else {
            return SPFTree.Node(domain: text, name: nil, status: .malformed, branches: [])
        }
        return node(text, name, above: above, &book)
    }

    /// A branch under construction.
    private struct Draft {
        let term: SPFTerm
        var voidFor: Set<IPAddress.Family> = []
        var withoutAddresses: Set<IPAddress.Family> = []
        var voidExchanges: [IPAddress.Family: [DomainName]] = [:]
        var exchanges: [DomainName]?
        var networks: [Network] = []
        var answers: [SPFAnswer] = []
        var inner: [SPFTree.Node] = []
        var isIncomplete = false

        mutating func note(_ results: [LookupResult]) {
            answers += results.map(SPFAnswer.init)
            if results.contains(where: { $0.records == nil }) { isIncomplete = true }
        }

        mutating func addAddresses(_ results: [LookupResult], _ lengths: SPFPrefixLengths) {
            note(results)
            var found: Set<Network> = []
            for address in results.flatMap(SPFAnswer.addresses) {
                if let network = Network(address, prefixLength: lengths[address.family]) { found.insert(network) }
            }
            networks = found.sorted { ($0.base, $0.prefixLength) < ($1.base, $1.prefixLength) }
            // After a failed query, nothing is known about this family.
            guard !isIncomplete else { return }
            withoutAddresses = Set(IPAddress.Family.allCases.filter { family in !found.contains { $0.base.family == family } })
        }

        var branch: SPFTree.Branch {
            SPFTree.Branch(
                term: term, ownLookups: term.causesLookup ? 1 : 0, voidFor: voidFor, withoutAddresses: withoutAddresses,
                voidExchanges: voidExchanges, exchanges: exchanges, networks: networks, answers: answers, inner: inner,
                isIncomplete: isIncomplete)
        }
    }
}
