import DNS
import Deployment
import HostNames
import MailPolicy

/// What the DNS already shows about the platform being described. Failed queries give no default.
struct DefaultsInDNS {
    /// `nil` makes no queries.
    let lookup: (any Lookup)?

    private func records(_ name: DomainName?, _ type: RecordType) async -> [RecordData] {
        guard let lookup, let name else { return [] }
        let result = await lookup.lookup(Question(name, type), in: ViewName.public.rawValue)
        return result.records?.map(\.data) ?? []
    }

    private static func name(_ text: String) -> DomainName? { try? DomainName(unicode: text) }

    /// The addresses of a host in both families.
    func addresses(of host: String) async -> [IPAddress] {
        let name = Self.name(host)
        async let ipv4 = records(name, .a)
        async let ipv6 = records(name, .aaaa)
        return (await ipv4 + (await ipv6)).compactMap { if case .address(let address) = $0 { address } else { nil } }.sorted()
    }

    /// The first of some names that has an address.
    func resolving(_ candidates: [String]) async -> String? {
        for candidate in candidates where await !addresses(of: candidate).isEmpty { return candidate }
        return nil
    }

    /// A subdomain of the From domain that already receives bounces.
    func mailFrom(of from: String) async -> String? {
        for label in ["bounce", "bounces", "rp", "return", "mail"] {
            let candidate = "\(label).\(from)"
            if await !records(Self.name(candidate), .mx).isEmpty { return candidate }
        }
        return nil
    }

    /// The likely sending addresses: single addresses of the SPF record at the MAIL FROM domain, or else its MX hosts.
    func sendingAddresses(of mailFrom: String) async -> [IPAddress] {
        let name = Self.name(mailFrom)
        let texts = await records(name, .txt).compactMap(\.joinedText)
        if let text = SPFRecordSelection.records(in: texts).first {
            let networks = SPFRecord(parsing: text).terms.compactMap { $0.mechanism?.network }
            let single = networks.flatMap(Self.few)
            if !single.isEmpty { return single }
        }
        var found: [IPAddress] = []
        for case .mailExchange(_, let exchange) in await records(name, .mx) where !exchange.isRoot {
            found += await addresses(of: exchange.text)
        }
        return Set(found).sorted()
    }

    /// The addresses of a block of at most eight.
    private static func few(_ network: Network) -> [IPAddress] {
        let bits = network.base.bitWidth - network.prefixLength
        guard bits <= 3 else { return [] }
        return (0..<(1 << bits)).map { IPAddress(family: network.base.family, number: network.base.number + UInt128($0)) }
    }

    /// The first common selector with a key.
    func selector(of domain: String) async -> String? {
        for selector in ["ak", "s1", "s2026", "s2025", "default", "dkim", "mail", "k1", "selector1"] {
            let texts = await records(Self.name(domain)?.prepending("\(selector)._domainkey"), .txt).compactMap(\.joinedText)
            if texts.contains(where: DKIMKeyRecord.isRecognisable) { return selector }
        }
        return nil
    }
}
