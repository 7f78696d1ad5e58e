import DNS
import Deployment

/// What stands in the DNS now; without a network, nothing that is known.
struct LiveAnswers: Lookup {
    let network: (any Lookup)?

    var isCompared: Bool { network != nil }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        guard let network else { return LookupResult(question: question, view: view, outcome: .nonexistent) }
        return await network.lookup(question, in: view)
    }

    func ask(_ name: DomainName, _ type: RecordType, _ view: ViewName) async -> LookupResult {
        await lookup(Question(name, type), in: view.rawValue)
    }

    /// A name's addresses in both families; `nil` when one of the answers could not be had.
    func addresses(of name: DomainName, _ view: ViewName) async -> [IPAddress]? {
        async let ipv4 = ask(name, .a, view)
        async let ipv6 = ask(name, .aaaa, view)
        guard let first = await ipv4.records, let second = await ipv6.records else { return nil }
        return (first + second).compactMap { if case .address(let address) = $0.data { address } else { nil } }
    }

    func texts(at name: DomainName, _ view: ViewName = .public) async -> (texts: [String]?, result: LookupResult) {
        let result = await ask(name, .txt, view)
        return (result.records.map { $0.compactMap(\.data.joinedText).sorted() }, result)
    }

    /// The zone in which a name lies: the nearest SOA record at or above it, without following aliases.
    func zone(of name: DomainName, _ view: ViewName) async -> DomainName? {
        guard isCompared else { return nil }
        var step: DomainName? = name
        while let candidate = step, !candidate.isRoot {
            let result = await ask(candidate, .soa, view)
            guard let records = result.records else { return nil }
            if result.aliases.isEmpty, !records.isEmpty { return candidate.lowercased }
            step = candidate.parent
        }
        return .root
    }
}
