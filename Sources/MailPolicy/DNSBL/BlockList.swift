package import DNS

/// A DNS block list: how it is queried, and what its answers mean (RFC 5782).
package struct BlockList: Sendable, Hashable {
    package let zone: DomainName

    package init(_ zone: DomainName) { self.zone = zone }

    /// `2.0.0.127.zen.spamhaus.org` for an address; `nil` when the name would be too long.
    package func name(of address: IPAddress) -> DomainName? {
        // The reverse name without in-addr.arpa or ip6.arpa.
        DomainName(labels: address.reverseName.labels.dropLast(2) + zone.labels)
    }

    /// `example.com.dbl.spamhaus.org` for a domain.
    package func name(of domain: DomainName) -> DomainName? { DomainName(labels: domain.labels + zone.labels) }

    /// What an address list must list, and what it must not (RFC 5782 §5).
    package var addressTests: (listed: DomainName, unlisted: DomainName)? {
        guard let listed = name(of: IPAddress(family: .ipv4, number: 0x7f00_0002)),
            let unlisted = name(of: IPAddress(family: .ipv4, number: 0x7f00_0001))
        else { return nil }
        return (listed, unlisted)
    }

    /// What a domain list must list, and what it must not: `TEST` and `INVALID` (RFC 5782 §5), or the list's own test
    /// point.
    package var domainTests: (listed: DomainName, unlisted: DomainName)? {
        guard let point = DomainName(BlockListCodes.testPoints[zone.lowercased.text] ?? "test"), let listed = name(of: point),
            let invalid = DomainName("invalid"), let unlisted = name(of: invalid)
        else { return nil }
        return (listed, unlisted)
    }
}

/// The meaning of a list's answer.
package enum BlockListVerdict: Sendable, Hashable {
    case unlisted
    /// With the codes, and whether all of them mean policy (such as a dynamic range) rather than abuse.
    case listed(codes: [IPAddress], isPolicy: Bool)
    /// The list does not serve the querying resolver, and why.
    case refused(String)
}

extension BlockList {
    /// Interprets the addresses of an answer. An answer outside 127.0.0.0/8 is not a listing (RFC 5782 §2.1).
    package func verdict(_ answer: [IPAddress]) -> BlockListVerdict {
        let codes = answer.filter { $0.family == .ipv4 && $0.octets.first == 127 }.sorted()
        let known = BlockListCodes.of(zone)
        if let reason = codes.lazy.compactMap({ known.refusals[$0.description] ?? BlockListCodes.errors[$0.description] }).first {
            return .refused(reason)
        }
        let meant = codes.filter { !known.harmless.contains($0.description) }
        guard !meant.isEmpty else { return .unlisted }
        return .listed(codes: meant, isPolicy: meant.allSatisfy { known.policy.contains($0.description) })
    }
}
