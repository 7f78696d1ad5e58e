import DNS
import Facts

/// One view of the DNS, with the log that remembers what was seen from it.
struct Vantage: Sendable {
    let view: String
    let network: any SurveyNetwork
    let log: ObservationLog
    let isPublic: @Sendable (IPAddress) -> Bool

    /// An answer as a fact: its value, or why there is none, and the observation behind it.
    struct Seen: Sendable {
        let result: LookupResult
        let source: Int

        /// The records as a fact; unknown when the question did not conclude.
        func fact(_ make: ([Record]) -> FactValue) -> FactValue {
            if let unknown = result.unknown { return .unknown(unknown) }
            return make(result.records ?? [])
        }
    }

    /// Asks; `incidentally` when no verdict depends on the answer: its failure is no finding of its own.
    func ask(_ name: DomainName, _ type: RecordType, incidentally: Bool = false) async -> Seen {
        let result = await network.lookup(Question(name, type), in: view)
        return Seen(result: result, source: log.record(result, isNeeded: !incidentally))
    }

    /// The texts of TXT records at a name, strings joined.
    func texts(at name: DomainName, incidentally: Bool = false) async -> (texts: [String]?, seen: Seen) {
        let seen = await ask(name, .txt, incidentally: incidentally)
        return (seen.result.records.map { $0.compactMap(\.data.joinedText).sorted() }, seen)
    }

    /// A name's addresses in both families, asked at the same time.
    func addresses(of name: DomainName) async -> ResolvedName {
        async let ipv4 = ask(name, .a)
        async let ipv6 = ask(name, .aaaa)
        return await ResolvedName(ipv4: ipv4, ipv6: ipv6, isPublic: isPublic)
    }
}

/// What a name resolves to.
struct ResolvedName: Sendable {
    let ipv4: Vantage.Seen
    let ipv6: Vantage.Seen
    let isPublic: @Sendable (IPAddress) -> Bool

    /// Fills the fields `a`, `aaaa`, `a_special`, `aaaa_special` and `aliases`.
    func fill(_ object: inout FactObject) {
        for (field, seen) in [("a", ipv4), ("aaaa", ipv6)] {
            object.set(field, seen.fact { .addresses(Self.addresses($0)) }, from: [seen.source])
            let special = seen.fact { records in
                .objects(Self.addresses(records).filter { !isPublic($0) }.map(Self.special))
            }
            object.set("\(field)_special", special, from: [seen.source])
        }
        // One answer that came is enough to know the chain: it does not depend on the type.
        let seen = ipv4.result.records == nil ? ipv6 : ipv4
        let aliases = seen.fact { _ in
            .strings(
                seen.result.aliases.compactMap {
                    guard case .name(let target) = $0.data else { return nil }
                    return target.text
                })
        }
        object.set("aliases", aliases, from: [seen.source])
    }

    /// The same fields for a name that this deployment gives no way to look at.
    static func fillUnknown(_ object: inout FactObject, _ unknown: Unknown) {
        for field in ["a", "aaaa", "a_special", "aaaa_special", "aliases"] { object.set(field, .unknown(unknown)) }
    }

    static func addresses(_ records: [Record]) -> [IPAddress] {
        records.compactMap {
            guard case .address(let address) = $0.data else { return nil }
            return address
        }
        .sorted()
    }

    private static func special(_ address: IPAddress) -> FactObject {
        FactObject(.specialAddress)
            .setting("address", .address(address))
            .setting("kind", .string(SpecialPurpose(address)?.rawValue ?? "internal"))
    }
}
