import DNS
import Deployment
import Facts
import MailPolicy

/// The mail paths: the SPF result of each address, and which mechanism DMARC passes by.
struct MailPathCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [MailPathFacts.self]

    let context: SurveyContext

    /// The SPF result depends on the address and MAIL FROM, alignment on From and MAIL FROM, keys on the sender: each is
    /// computed once, however many paths share it.
    func collect() async -> CollectedSubjects {
        let paths = plan.paths
        guard let client = client(.public) else { return CollectedSubjects(paths.map(planned)) }
        async let spf = distinct(paths, Sending.init) { await sending($0, client) }
        async let domains = distinct(paths, Domains.init) { await answers($0, client) }
        async let signing = distinct(paths, \.sender) { await usableKeys(keys(of: $0.sender), client) }
        let usable = await signing
        let alignments = await domains.mapValues { path, existence, answers in
            var object = TypedObject<MailPathFacts>()
            setAlignment(&object, path, usable[path.sender] ?? [], existence, answers)
            return object
        }
        let sendings = await spf
        return CollectedSubjects(
            paths.map { path in
                var object = planned(path)
                if let sending = sendings[Sending(path)] {
                    object.copy(\.helo, \.heloSPF, \.spf, \.spfReason, \.spfIgnored, \.spfVoidLookups, \.spfRecord, from: sending)
                }
                if let alignment = alignments[Domains(path)] {
                    object.copy(
                        \.spfAligned, \.boundaryTags, \.strictSPF, \.strictDKIM, \.relaxedSPFRecord, \.relaxedDKIMRecord,
                        \.hasDMARC, \.dkimAlignedKeys, \.dkimAlignedNames, \.dkimKeyTypes, \.olderSPFAligned, \.olderDKIMAligned,
                        from: alignment)
                }
                return object
            })
    }

    /// The input of an SPF evaluation.
    private struct Sending: Hashable, Sendable {
        let sender: String
        let address: IPAddress
        let mailFrom: DomainName

        init(_ path: MailPath) {
            (sender, address, mailFrom) = (path.sender, path.sendingAddress, path.mailFrom.name)
        }
    }

    /// The input of an alignment check.
    private struct Domains: Hashable, Sendable {
        let sender: String
        let from: DomainName
        let mailFrom: DomainName

        init(_ path: MailPath) { (sender, from, mailFrom) = (path.sender, path.from.name, path.mailFrom.name) }
    }

    private func distinct<Key: Hashable & Sendable, Value: Sendable>(
        _ paths: [MailPath], _ key: (MailPath) -> Key, _ work: @escaping @Sendable (MailPath) async -> Value
    ) async -> [Key: Value] {
        let first = Dictionary(paths.map { (key($0), $0) }) { first, _ in first }
        return Dictionary(uniqueKeysWithValues: await concurrently(first) { ($0.key, await work($0.value)) })
    }

    private func keys(of sender: String) -> [PlannedDKIMKey] { plan.dkimKeys.filter { $0.senders.contains(sender) } }

    private func planned(_ path: MailPath) -> TypedObject<MailPathFacts> {
        var object = TypedObject<MailPathFacts>(
            .mailPath(path), role: .mail(.mailFrom), name: path.mailFrom.written, view: .public, address: path.sendingAddress,
            sender: path.sender)
        object.set(\.sender, context.title(ofSender: path.sender))
        object.set(\.address, path.sendingAddress)
        object.set(\.from, path.from.written)
        object.set(\.mailFrom, path.mailFrom.written)
        object.set(\.mailFromOwner, path.mailFrom.name.lowercased.absoluteText)
        object.set(\.view, .public)
        object.set(\.signs, plan.dkimKeys.contains { $0.senders.contains(path.sender) })
        return object
    }

    private func sending(_ path: MailPath, _ client: ViewClient) async -> TypedObject<MailPathFacts> {
        var object = TypedObject<MailPathFacts>()
        await setSPF(&object, path, client)
        return object
    }

    private func answers(
        _ path: MailPath, _ client: ViewClient
    ) async -> (path: MailPath, existence: DomainExistence, answers: DMARCAnswers) {
        let domains = [path.from.name, path.mailFrom.name] + keys(of: path.sender).map(\.domain.name)
        async let answers = DMARCAnswers(walkingFrom: domains, client)
        async let existing = client.ask(path.from.name, .mx)
        return (path, DomainExistence(await existing.result.outcome), await answers)
    }

    private func setSPF(_ object: inout TypedObject<MailPathFacts>, _ path: MailPath, _ client: ViewClient) async {
        let lookup = RecordingLookup(client)
        let (announced, unknownHELO) = await announcedName(path, client)
        let evaluator = SPFEvaluator(lookup: lookup, view: client.view.rawValue)
        async let heloResult = heloSPF(announced, path.sendingAddress, client)
        let evaluation = await evaluator.checkHost(
            path.sendingAddress, sender: "postmaster@\(path.mailFrom.name.text)",
            helo: (announced ?? path.mailFrom.name).text)
        object.set(\.helo, Learned(announced?.lowercased.text, unless: unknownHELO))
        let (helo, heloSources) = await heloResult
        object.set(\.heloSPF, unknownHELO.map(Learned.unknown) ?? helo, from: heloSources)
        let sources = lookup.sources
        let outcome = Self.outcome(evaluation, lookup)
        let unknown = outcome.unknown
        object.set(\.spf, outcome, from: sources)
        let matched = evaluation.matches.last.map { "\($0.term.text) at \($0.owner)" }
        object.set(\.spfReason, evaluation.problem?.message ?? matched ?? "no term matches", from: sources)
        let ignored = evaluation.trace?.record.ignoredTerms(naming: path.sendingAddress) ?? []
        object.set(\.spfIgnored, Learned(ignored, unless: unknown), from: sources)
        object.set(\.spfVoidLookups, Learned(evaluation.voidLookups, unless: unknown), from: sources)
        var record: String?
        if unknown == nil, evaluation.result != .pass, let own = evaluation.trace?.record {
            record = SPFRepair.adding([path.sendingAddress], to: own)
        }
        object.set(\.spfRecord, Learned(record, unless: unknown), from: sources)
    }

    /// The name that the server announces: as planned, or the address's PTR name; `nil` when it has none.
    private func announcedName(_ path: MailPath, _ client: ViewClient) async -> (DomainName?, Unknown?) {
        let planned = plan.sendingAddresses.first { $0.sender == path.sender && $0.address == path.sendingAddress }
        if case .names(let names)? = planned?.helo { return (names.first?.name, nil) }
        let pointers = await client.ask(path.sendingAddress.reverseName, .ptr)
        return (PointerNames.names(pointers).first, pointers.result.unknown)
    }

    private func heloSPF(
        _ name: DomainName?, _ address: IPAddress, _ client: ViewClient
    ) async -> (outcome: Learned<SPFOutcome?>, sources: [Int]) {
        guard let name else { return (.known(nil), []) }
        let lookup = RecordingLookup(client)
        let evaluation = await SPFEvaluator(lookup: lookup, view: client.view.rawValue).checkHost(
            address, sender: "", helo: name.text)
        return (Self.outcome(evaluation, lookup).map { $0 }, lookup.sources)
    }

    private static func outcome(_ evaluation: SPFEvaluation, _ lookup: RecordingLookup) -> Learned<SPFOutcome> {
        // The RFC ignores some failed queries; with answers to them, the result might have been a pass.
        let isKnown = evaluation.result == .pass || evaluation.passedOver.isEmpty
        guard isKnown, let outcome = SPFOutcome(evaluation.result) else {
            return .unknown(lookup.unknown ?? Unknown(.timeout, detail: evaluation.problem?.message ?? ""))
        }
        return .known(outcome)
    }

    private struct UsableKey: Sendable {
        let planned: PlannedDKIMKey
        let answer: ViewClient.Answer
        let record: DKIMKeyRecord?
        /// The sender's signing key, if the deployment file gives it.
        let given: DKIMPublicKey?

        var outcome: DMARCEvaluation.Outcome {
            if answer.result.unknown != nil { return .unknown }
            return record?.verdict == .usable && (given == nil || record?.key == given) ? .pass : .notPass
        }
    }

    private func usableKeys(_ keys: [PlannedDKIMKey], _ client: ViewClient) async -> [UsableKey] {
        await concurrently(keys) { key in
            let (texts, answer) = await client.texts(at: key.recordName)
            var record: DKIMKeyRecord?
            if case .record(let one) = DKIMAnswer(texts ?? []) { record = one }
            return UsableKey(planned: key, answer: answer, record: record, given: context.givenKeys[key.recordName])
        }
    }

    /// The tags of the record in force that alignment depends on.
    private func setStrictness(
        _ object: inout TypedObject<MailPathFacts>, _ policy: DMARCDiscovery.Result, _ unknown: Unknown, _ sources: [Int]
    ) {
        switch policy {
        case .record(let record, let place):
            let tag = { (name: String, alignment: DMARCRecord.Alignment) in
                alignment == .strict ? "\(name)=s at _dmarc.\(place.lowercased)" : nil
            }
            object.set(\.strictSPF, tag("aspf", record.spfAlignment), from: sources)
            object.set(\.strictDKIM, tag("adkim", record.dkimAlignment), from: sources)
            object.set(\.relaxedSPFRecord, record.relaxed("aspf"), from: sources)
            object.set(\.relaxedDKIMRecord, record.relaxed("adkim"), from: sources)
        case .none:
            object.set(\.strictSPF, nil, from: sources)
            object.set(\.strictDKIM, nil, from: sources)
            object.set(\.relaxedSPFRecord, nil, from: sources)
            object.set(\.relaxedDKIMRecord, nil, from: sources)
        case .unknown:
            object.set(unknown: unknown, \.strictSPF, \.strictDKIM, \.relaxedSPFRecord, \.relaxedDKIMRecord, from: sources)
        }
    }

    /// Whether a key could be aligned is a matter of its domain, whatever stands at its name.
    private func setNames(
        _ object: inout TypedObject<MailPathFacts>, _ keys: [UsableKey], _ sources: [Int], _ unknown: Unknown,
        alignment: (DomainName) -> DMARCAlignment
    ) {
        let alignments = keys.map { alignment($0.planned.domain.name) }
        let names = zip(keys, alignments).filter { $1 == .aligned }.map(\.0.planned.recordName.lowercased.text)
        object.set(
            \.dkimAlignedNames, .found(names, unless: alignments.contains(.undetermined) ? unknown : nil), from: sources)
    }

    private func setAlignment(
        _ object: inout TypedObject<MailPathFacts>, _ path: MailPath, _ keys: [UsableKey], _ existence: DomainExistence,
        _ answers: DMARCAnswers
    ) {
        let from = path.from.name
        func evaluation(_ dkim: [DMARCEvaluation.Identifier], _ reading: DMARCReading = .treeWalk) -> DMARCEvaluation {
            DMARCEvaluation(
                from: from, existence: existence, spf: .init(path.mailFrom.name, .pass), dkim: dkim, reading: reading,
                answers: answers.answer)
        }
        let unknown = answers.unknown ?? Unknown(.notProbed)
        func fact(_ alignment: DMARCAlignment) -> Learned<Bool> {
            switch alignment {
            case .aligned: .known(true)
            case .notAligned: .known(false)
            case .undetermined: .unknown(unknown)
            }
        }
        let sources = answers.sources
        let keySources = sources + keys.map(\.answer.source)
        object.set(\.spfAligned, fact(evaluation([]).spf), from: sources)
        let domains = [from, path.mailFrom.name] + keys.map(\.planned.domain.name)
        let tags = domains.compactMap { DMARCTreeWalk($0, answers: answers.answer).boundary?.tag }
        object.set(\.boundaryTags, .found(Set(tags).sorted(), unless: answers.unknown), from: sources)
        setStrictness(&object, DMARCTreeWalk(from, answers: answers.answer).policy, unknown, sources)
        object.set(\.hasDMARC, DMARCTreeWalk(from, answers: answers.answer).policy.isFound(unless: unknown), from: sources)
        var aligned: [UsableKey] = []
        var missing: Unknown?
        for key in keys {
            switch evaluation([.init(key.planned.domain.name, key.outcome)]).dkim {
            case .aligned: aligned.append(key)
            case .notAligned: break
            case .undetermined: missing = key.answer.result.unknown ?? unknown
            }
        }
        object.set(
            \.dkimAlignedKeys, .found(aligned.map(\.planned.recordName.lowercased.text), unless: missing), from: keySources)
        setNames(&object, keys, sources, unknown) { evaluation([.init($0, .pass)]).dkim }
        let types = Set(aligned.compactMap { $0.record?.key.map(DKIMKeyType.init) })
        object.set(\.dkimKeyTypes, Learned(types.sorted { $0.word < $1.word }, unless: missing), from: keySources)
        guard let publicSuffixes = context.publicSuffixes else {
            object.set(unknown: SurveyContext.noPublicSuffixList, \.olderSPFAligned, \.olderDKIMAligned)
            return
        }
        let older = evaluation(keys.map { .init($0.planned.domain.name, $0.outcome) }, .publicSuffixList(publicSuffixes))
        object.set(\.olderSPFAligned, fact(older.spf), from: sources)
        object.set(\.olderDKIMAligned, fact(older.dkim), from: keySources)
    }
}
