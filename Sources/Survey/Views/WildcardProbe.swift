import DNS
import Facts

extension ViewClient {
    /// A label that nobody publishes: what answers for it answers for everything beside it.
    static let improbableLabel = "sendready-wildcard-probe"

    /// Whether `name`'s TXT records are those of any other name beside it, noted for the name's own facts.
    func noteWildcard(at name: DomainName, texts: [String]?, answer: Answer) async -> Learned<Bool> {
        await compareWildcard(at: name, answer, own: texts.map(Set.init), type: .txt) { $0.compactMap(\.data.joinedText) }
    }

    /// The same for addresses.
    func noteWildcard(at name: DomainName, _ resolved: ResolvedName) async {
        let texts = { @Sendable (records: [Record]) in ResolvedName.addresses(records).map(\.description) }
        let own = resolved.ipv4.result.records.map { Set(texts($0)) }
        _ = await compareWildcard(at: name, resolved.ipv4, own: own, type: .a, texts)
    }

    /// Asks beside the name only when there is something to compare: what is not there does not come from a wildcard, and
    /// what could not be had stays unknown whatever stands beside it.
    private func compareWildcard(
        at name: DomainName, _ answer: Answer, own: Set<String>?, type: RecordType, _ texts: @Sendable ([Record]) -> [String]
    ) async -> Learned<Bool> {
        guard let sibling = name.parent?.prepending(Self.improbableLabel) else { return .known(false) }
        var value = Learned.known(false)
        var sources = [answer.source]
        if let own, !own.isEmpty {
            let probe = await ask(sibling, type, incidentally: true)
            sources.append(probe.source)
            value = probe.learned { own == Set(texts($0)) }
        } else if let unknown = answer.result.unknown {
            value = .unknown(unknown)
        }
        log.note(.init(view: view, name: name, value: value, sources: sources))
        return value
    }
}
