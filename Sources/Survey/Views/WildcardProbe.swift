import DNS
import Facts

extension ViewClient {
    /// A label that is never published: anything that answers for it is a wildcard.
    static let improbableLabel = "sendready-wildcard-probe"

    /// An unpublished sibling of a name; `nil` for the root.
    static func sibling(of name: DomainName) -> DomainName? { name.parent?.prepending(improbableLabel) }

    /// Whether `name`'s TXT records equal those of any other sibling.
    ///
    /// Noted only if one of the texts is what the name is needed for: a wildcard with other content supplies nothing.
    func noteWildcard(
        at name: DomainName, texts: [String]?, answer: Answer, supplies: (String) -> Bool
    ) async -> Learned<Bool> {
        let isSupplied = texts?.contains(where: supplies) ?? true
        return await compareWildcard(at: name, answer, type: .txt, isNoted: isSupplied) { $0.compactMap(\.data.joinedText) }
    }

    /// The same for addresses.
    func noteWildcard(at name: DomainName, _ resolved: ResolvedName) async {
        let isIPv4 = resolved.ipv4.result.records?.isEmpty == false || resolved.ipv6.result.records?.isEmpty != false
        _ = await compareWildcard(
            at: name, isIPv4 ? resolved.ipv4 : resolved.ipv6, type: isIPv4 ? .a : .aaaa, isNoted: true
        ) { ResolvedName.addresses($0).map(\.description) }
    }

    /// Queries the sibling only when there is something to compare: missing records do not come from a wildcard, and a
    /// failed query stays unknown whatever the sibling has.
    private func compareWildcard(
        at name: DomainName, _ answer: Answer, type: RecordType, isNoted: Bool, _ texts: @Sendable ([Record]) -> [String]
    ) async -> Learned<Bool> {
        guard let sibling = Self.sibling(of: name) else { return .known(false) }
        var value = Learned.known(false)
        var sources = [answer.source]
        if let records = answer.result.records, !records.isEmpty {
            let probe = await ask(sibling, type, incidentally: true)
            sources.append(probe.source)
            // Two names with the same data have the same source only if the alias chains to it are the same too.
            value = probe.learned {
                answer.result.aliasTargets == probe.result.aliasTargets && Set(texts(records)) == Set(texts($0))
            }
        } else if let unknown = answer.result.unknown {
            value = .unknown(unknown)
        }
        if isNoted { log.note(.init(view: view, name: name, value: value, sources: sources)) }
        return value
    }
}
