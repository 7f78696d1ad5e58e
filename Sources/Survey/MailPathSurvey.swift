import DNS
import Deployment
import Facts
import MailPolicy

extension Survey {
    /// One way that mail takes: what SPF says of its address, and by what DMARC passes.
    func mailPath(_ path: MailPath) async -> FactObject {
        let view = ViewName.public.rawValue
        var object = FactObject(.mailPath)
        object.set(
            "subject",
            FactObject.identity(
                key: path.key, role: MailRole.mailFrom.rawValue, name: path.mailFrom.written, view: view,
                address: path.sendingAddress,
                sender: path.sender))
        object.set("sender", .string(path.sender))
        object.set("address", .address(path.sendingAddress))
        object.set("from", .string(path.from.written))
        object.set("mail_from", .string(path.mailFrom.written))
        object.set("mail_from_owner", .string(path.mailFrom.name.lowercased.absoluteText))
        object.set("view", .string(view))
        let keys = plan.dkimKeys.filter { $0.senders.contains(path.sender) }
        object.set("signs", .boolean(!keys.isEmpty))
        guard let vantage = vantage(.public) else { return object }
        async let answers = DMARCAnswers(walkingFrom: [path.from.name, path.mailFrom.name] + keys.map(\.domain.name), vantage)
        async let usable = usableKeys(keys, vantage)
        async let existing = vantage.ask(path.from.name, .mx)
        await setSPF(&object, path, vantage)
        let existence = DomainExistence(await existing.result.outcome)
        setAlignment(&object, path, await usable, existence, await answers)
        return object
    }

    private func setSPF(_ object: inout FactObject, _ path: MailPath, _ vantage: Vantage) async {
        let noted = NotedLookup(vantage)
        let (announced, unknownHELO) = await announcedName(path, vantage)
        let evaluator = SPFEvaluator(lookup: noted, view: vantage.view)
        async let heloResult = heloSPF(announced, path.sendingAddress, vantage)
        let evaluation = await evaluator.checkHost(
            path.sendingAddress, sender: "postmaster@\(path.mailFrom.name.text)",
            helo: (announced ?? path.mailFrom.name).text)
        object.set("helo", unknownHELO.map(FactValue.unknown) ?? .optional(announced?.lowercased.text))
        let helo = await heloResult
        object.set("helo_spf", unknownHELO.map(FactValue.unknown) ?? helo)
        let sources = noted.sources
        let unknown = noted.unknown ?? Unknown(.timeout, detail: evaluation.problem?.message ?? "")
        // The RFC passes over some failed questions; with their answers the result might have been a pass.
        let isKnown = evaluation.result == .pass || evaluation.result != .temperror && evaluation.passedOver.isEmpty
        object.set("spf", isKnown ? .string(evaluation.result.rawValue) : .unknown(unknown), from: sources)
        let matched = evaluation.matches.last.map { "\($0.term.text) at \($0.owner)" }
        object.set("spf_reason", .string(evaluation.problem?.message ?? matched ?? "no term matches"), from: sources)
        object.set("spf_void_lookups", isKnown ? .integer(evaluation.voidLookups) : .unknown(unknown), from: sources)
        var record: String?
        if isKnown, evaluation.result != .pass, let own = evaluation.trace?.record {
            record = SPFRepair.adding([path.sendingAddress], to: own)
        }
        object.set("spf_record", isKnown ? .optional(record) : .unknown(unknown), from: sources)
    }

    /// The name that the server announces: as planned, or the address's PTR name; `nil` when it has none.
    private func announcedName(_ path: MailPath, _ vantage: Vantage) async -> (DomainName?, Unknown?) {
        let planned = plan.sendingAddresses.first { $0.sender == path.sender && $0.address == path.sendingAddress }
        if case .names(let names)? = planned?.helo { return (names.first?.name, nil) }
        let pointers = await vantage.ask(path.sendingAddress.reverseName, .ptr)
        return (Self.pointerNames(pointers.result.records ?? []).first, pointers.result.unknown)
    }

    private func heloSPF(_ name: DomainName?, _ address: IPAddress, _ vantage: Vantage) async -> FactValue {
        guard let name else { return .absent }
        let noted = NotedLookup(vantage)
        let evaluation = await SPFEvaluator(lookup: noted, view: vantage.view).checkHost(address, sender: "", helo: name.text)
        guard evaluation.result == .temperror else { return .string(evaluation.result.rawValue) }
        return .unknown(noted.unknown ?? Unknown(.timeout, detail: evaluation.problem?.message ?? ""))
    }

    private struct UsableKey: Sendable {
        let planned: PlannedDKIMKey
        let seen: Vantage.Seen
        let record: DKIMKeyRecord?
        /// What the sender signs with, where the deployment file says so.
        let given: DKIMPublicKey?

        var outcome: DMARCEvaluation.Outcome {
            if seen.result.unknown != nil { return .unknown }
            return record?.verdict == .usable && (given == nil || record?.key == given) ? .pass : .notPass
        }
    }

    private func usableKeys(_ keys: [PlannedDKIMKey], _ vantage: Vantage) async -> [UsableKey] {
        await concurrently(keys) { key in
            let (texts, seen) = await vantage.texts(at: key.recordName)
            var record: DKIMKeyRecord?
            if case .record(let one) = DKIMAnswer(texts ?? []) { record = one }
            return UsableKey(planned: key, seen: seen, record: record, given: givenKeys[key.recordName])
        }
    }

    private func setAlignment(
        _ object: inout FactObject, _ path: MailPath, _ keys: [UsableKey], _ existence: DomainExistence, _ answers: DMARCAnswers
    ) {
        let from = path.from.name
        func evaluation(_ dkim: [DMARCEvaluation.Identifier], _ reading: DMARCReading = .treeWalk) -> DMARCEvaluation {
            DMARCEvaluation(
                from: from, existence: existence, spf: .init(path.mailFrom.name, .pass), dkim: dkim, reading: reading,
                answers: answers.answer)
        }
        let unknown = answers.unknown ?? Unknown(.notProbed)
        func fact(_ alignment: DMARCAlignment) -> FactValue {
            switch alignment {
            case .aligned: .boolean(true)
            case .notAligned: .boolean(false)
            case .undetermined: .unknown(unknown)
            }
        }
        let sources = answers.sources
        let keySources = sources + keys.map(\.seen.source)
        object.set("spf_aligned", fact(evaluation([]).spf), from: sources)
        let policy = DMARCTreeWalk(from, answers: answers.answer).policy
        object.set("has_dmarc", Self.found(policy, unless: unknown), from: sources)
        var aligned: [UsableKey] = []
        var missing: Unknown?
        for key in keys {
            switch evaluation([.init(key.planned.domain.name, key.outcome)]).dkim {
            case .aligned: aligned.append(key)
            case .notAligned: break
            case .undetermined: missing = key.seen.result.unknown ?? unknown
            }
        }
        object.set(
            "dkim_aligned_keys", .found(aligned.map(\.planned.recordName.lowercased.text), unless: missing), from: keySources)
        let types = Set(aligned.compactMap { $0.record?.key?.keyType }).sorted()
        object.set("dkim_key_types", missing.map(FactValue.unknown) ?? .strings(types), from: keySources)
        guard let publicSuffixes else {
            for field in ["older_spf_aligned", "older_dkim_aligned"] { object.set(field, .unknown(Self.noPublicSuffixList)) }
            return
        }
        let older = evaluation(keys.map { .init($0.planned.domain.name, $0.outcome) }, .publicSuffixList(publicSuffixes))
        object.set("older_spf_aligned", fact(older.spf), from: sources)
        object.set("older_dkim_aligned", fact(older.dkim), from: keySources)
    }
}
