import DNS
import Facts
import ZonePlan

extension ViewClient {
    /// Whether `name`'s TXT records come from a wildcard.
    ///
    /// Noted only if one of the texts is what the name is needed for: a wildcard with other content supplies nothing.
    func noteWildcard(
        at name: DomainName, texts: [String]?, answer: Answer, supplies: (String) -> Bool
    ) async -> Learned<Bool> {
        let isSupplied = texts?.contains(where: supplies) ?? true
        return await compareWildcard(at: name, answer, isNoted: isSupplied, Self.texts)
    }

    /// The same for addresses.
    func noteWildcard(at name: DomainName, _ resolved: ResolvedName) async {
        let isIPv4 = resolved.ipv4.result.records?.isEmpty == false || resolved.ipv6.result.records?.isEmpty != false
        _ = await compareWildcard(at: name, isIPv4 ? resolved.ipv4 : resolved.ipv6, isNoted: true) {
            ResolvedName.addresses($0).map(\.description)
        }
    }

    private func compareWildcard(
        at name: DomainName, _ answer: Answer, isNoted: Bool, _ texts: @Sendable ([Record]) -> [String]
    ) async -> Learned<Bool> {
        let probed = await comesFromWildcard(answer, texts)
        if isNoted {
            log.note(.init(view: view, name: name, value: probed.value, sources: [answer.source] + probed.sources))
        }
        return probed.value
    }

    static func texts(_ records: [Record]) -> [String] { records.compactMap(\.data.joinedText) }

    /// Whether an answer comes from a wildcard. Probes only when there is something to compare: missing records do not come from a wildcard,
    /// and a failed query stays unknown whatever other names have.
    func comesFromWildcard(
        _ answer: Answer, _ texts: @Sendable ([Record]) -> [String]
    ) async -> (value: Learned<Bool>, sources: [Int]) {
        if let unknown = answer.result.unknown { return (.unknown(unknown), []) }
        guard let records = answer.result.records, !records.isEmpty else { return (.known(false), []) }
        let data = Set(texts(records))
        return await answersEverywhere(answer.result.question) { probe in
            // Two names with the same data have the same source only if the alias chains to it are the same too.
            probe.learned { answer.result.aliasTargets == probe.result.aliasTargets && data == Set(texts($0)) }
        }
    }

    /// Whether every name that a wildcard would answer for has the same.
    func answersEverywhere(
        _ question: Question, isSame: (Answer) -> Learned<Bool>
    ) async -> (value: Learned<Bool>, sources: [Int]) {
        var sources: [Int] = []
        for name in WildcardProbe.names(for: question.name) {
            let probe = await ask(name, question.type, incidentally: true)
            sources.append(probe.source)
            let same = isSame(probe)
            guard same == .known(true) else { return (same, sources) }
        }
        return (.known(!sources.isEmpty), sources)
    }
}
