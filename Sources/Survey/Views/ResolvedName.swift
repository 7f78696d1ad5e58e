import DNS
import Facts

/// What a name resolves to.
struct ResolvedName: Sendable {
    let ipv4: ViewClient.Answer
    let ipv6: ViewClient.Answer
    let isPublic: @Sendable (IPAddress) -> Bool

    var answers: [ViewClient.Answer] { [ipv4, ipv6] }

    /// The known addresses, and why others are unknown.
    var addresses: (known: Set<IPAddress>, unknown: Unknown?) {
        let families = answers.map { $0.learned(Self.addresses) }
        return (Set(families.flatMap { $0.value ?? [] }), Unknown.merging(families.compactMap(\.unknown)))
    }

    func fill<Declaration: ResolvedDeclaration>(_ object: inout TypedObject<Declaration>) {
        let fields = TypedObject<Declaration>.resolved
        object.set(fields.a, ipv4.learned(Self.addresses), from: [ipv4.source])
        object.set(fields.aSpecial, special(ipv4), from: [ipv4.source])
        object.set(fields.aaaa, ipv6.learned(Self.addresses), from: [ipv6.source])
        object.set(fields.aaaaSpecial, special(ipv6), from: [ipv6.source])
        // One successful answer is enough to know the chain: it does not depend on the type.
        let answer = ipv4.result.records == nil ? ipv6 : ipv4
        let aliases = answer.result.aliases.compactMap { alias -> String? in
            guard case .name(let target) = alias.data else { return nil }
            return target.text
        }
        object.set(fields.aliases, answer.learned(aliases), from: [answer.source])
    }

    /// The same fields for a name that this deployment provides no way to check.
    static func fillUnknown<Declaration: ResolvedDeclaration>(_ object: inout TypedObject<Declaration>, _ unknown: Unknown) {
        object.set(
            unknown: unknown, \.resolved.a, \.resolved.aaaa, \.resolved.aSpecial, \.resolved.aaaaSpecial, \.resolved.aliases)
    }

    static func addresses(_ records: [Record]) -> [IPAddress] {
        records.compactMap {
            guard case .address(let address) = $0.data else { return nil }
            return address
        }
        .sorted()
    }

    /// Addresses of either family that are not public.
    var special: Learned<[TypedObject<SpecialAddressFacts>]> {
        let families = answers.map(special)
        return .found(families.flatMap { $0.value ?? [] }, unless: Unknown.merging(families.compactMap(\.unknown)))
    }

    private func special(_ answer: ViewClient.Answer) -> Learned<[TypedObject<SpecialAddressFacts>]> {
        answer.learned { records in
            Self.addresses(records).filter { !isPublic($0) }.map { address in
                TypedObject {
                    $0.set(\.address, address)
                    $0.set(\.kind, SpecialPurpose(address).map(AddressKind.special) ?? .internal)
                }
            }
        }
    }
}

extension TypedObject where Declaration: ResolvedDeclaration {
    /// The known addresses of a fact object, and why others are unknown.
    var resolvedAddresses: (addresses: Set<IPAddress>, unknown: Unknown?) {
        // Not key paths: where types are generic, one is made anew for every use.
        let fields = Self.resolved
        let families = [fields.a, fields.aaaa].map { field in self[{ _ in field }] }
        return (Set(families.flatMap { $0.value ?? [] }), Unknown.merging(families.compactMap { $0.unknown }))
    }
}
