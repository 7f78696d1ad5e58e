import DNS
import Facts

extension Vantage {
    /// A label that nobody publishes: what answers for it answers for everything beside it.
    static let improbableLabel = "sendready-wildcard-probe"

    /// Whether `name`'s TXT records are those of any other name beside it, noted for the name's own facts.
    func noteWildcard(at name: DomainName, texts: [String]?, seen: Seen) async -> FactValue {
        await compareWildcard(at: name, seen) { sibling in
            let (other, probe) = await self.texts(at: sibling, incidentally: true)
            return (texts.map(Set.init), other.map(Set.init), probe)
        }
    }

    /// The same for addresses.
    func noteWildcard(at name: DomainName, _ resolved: ResolvedName) async {
        _ = await compareWildcard(at: name, resolved.ipv4) { sibling in
            let probe = await ask(sibling, .a, incidentally: true)
            let texts = { (seen: Seen) in seen.result.records.map { Set(ResolvedName.addresses($0).map(\.description)) } }
            return (texts(resolved.ipv4), texts(probe), probe)
        }
    }

    private func compareWildcard(
        at name: DomainName, _ seen: Seen,
        compare: @escaping @Sendable (DomainName) async -> (own: Set<String>?, other: Set<String>?, probe: Seen)
    ) async -> FactValue {
        guard let sibling = name.parent?.prepending(Self.improbableLabel) else { return .boolean(false) }
        let (own, other, probe) = await compare(sibling)
        let value: FactValue
        if let own, own.isEmpty {
            // What is not there does not come from a wildcard.
            value = .boolean(false)
        } else if let own, let other {
            value = .boolean(own == other)
        } else {
            value = .unknown(seen.result.unknown ?? probe.result.unknown ?? Unknown(.notProbed))
        }
        log.note(.init(view: view, name: name, value: value, sources: [seen.source, probe.source]))
        return value
    }
}
