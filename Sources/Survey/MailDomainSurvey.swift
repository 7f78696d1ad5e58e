import DNS
import Deployment
import Facts
import MailPolicy

/// What one mail domain showed in one view, with the hosts that its MX records name.
struct MailDomainView: Sendable {
    let planned: PlannedMailDomain
    let object: FactObject
    let exchanges: Vantage.Seen
    let own: ResolvedName
    let hosts: [MailExchangeHost]
    /// Its MTA-STS policy.
    let policy: MTASTSPolicy?
}

struct MailExchangeHost: Sendable {
    let preference: UInt16
    let exchange: DomainName
    let resolved: ResolvedName
    /// In the public view.
    let dane: HostDANE?

    /// `MX 10 192.0.2.1.`: people write an address where only a name may stand, and DNS takes it for a name.
    var isAddress: Bool { IPAddress(exchange.text) != nil }
}

extension Survey {
    /// A From or MAIL FROM domain in one view: MX, addresses, the hosts' addresses, DMARC.
    func mailDomain(_ planned: PlannedMailDomain) async -> MailDomainView? {
        guard let vantage = vantage(planned.view) else { return nil }
        let name = planned.domain.name
        async let policy = dmarc(planned, vantage)
        async let reporting = singleRecord("_smtp._tls", .tlsRPT, at: name, vantage, isCandidate: TLSRPTRecord.isCandidate)
        async let indicator = singleRecord("default._bimi", .bimi, at: name, vantage, isCandidate: BIMIRecord.isCandidate)
        async let own = vantage.addresses(of: name)
        let exchanges = await vantage.ask(name, .mx)
        async let transport = planned.view == .public ? mtaSTS(at: name, exchanges, vantage) : nil
        let hosts = await concurrently(Self.exchanges(exchanges.result.records ?? [])) { preference, exchange in
            guard planned.view == .public, let associations = exchange.prepending("_25._tcp") else {
                let resolved = await vantage.addresses(of: exchange)
                return MailExchangeHost(preference: preference, exchange: exchange, resolved: resolved, dane: nil)
            }
            async let seen = vantage.ask(associations, .tlsa, incidentally: true)
            let resolved = await vantage.addresses(of: exchange)
            let dane = await self.dane(
                seen, of: exchange, domain: name, exchanges: exchanges, resolved: resolved, vantage)
            return MailExchangeHost(preference: preference, exchange: exchange, resolved: resolved, dane: dane)
        }
        let roles = [MailRole.mailFrom, .from].filter(planned.roles.contains).map(\.rawValue)
        var object = FactObject(.mailDomain)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(name.lowercased)/\(vantage.view)", role: roles.first, name: planned.domain.written, view: vantage.view))
        object.set("name", .string(planned.domain.written))
        object.set("owner", .string(name.lowercased.absoluteText))
        object.set("view", .string(vantage.view))
        object.set("roles", .strings(roles))
        object.set("mx", exchanges.fact { .objects(Self.mailExchangeFacts($0)) }, from: [exchanges.source])
        let resolved = await own
        resolved.fill(&object)
        let dmarc = await policy
        if let dmarc { object.set("dmarc", .object(dmarc)) }
        object.set("enforced", Self.isEnforced(dmarc))
        object.set("tls_rpt", .object(await reporting))
        object.set("bimi", .object(await indicator))
        let sts = await transport
        if let sts { object.set("mta_sts", .object(sts.object)) }
        return MailDomainView(
            planned: planned, object: object, exchanges: exchanges, own: resolved, hosts: hosts, policy: sts?.policy)
    }

    /// The hosts to resolve, preferred first; a null MX names none.
    private static func exchanges(_ records: [Record]) -> [(UInt16, DomainName)] {
        sortedExchanges(records).filter { !$0.exchange.isRoot }
    }

    static func sortedExchanges(_ records: [Record]) -> [(preference: UInt16, exchange: DomainName)] {
        records.compactMap { record -> (preference: UInt16, exchange: DomainName)? in
            guard case .mailExchange(let preference, let exchange) = record.data else { return nil }
            return (preference, exchange)
        }
        .sorted { ($0.preference, $0.exchange) < ($1.preference, $1.exchange) }
    }

    private static func mailExchangeFacts(_ records: [Record]) -> [FactObject] {
        sortedExchanges(records).map { preference, exchange in
            FactObject(.mailExchange)
                .setting("preference", .integer(Int(preference)))
                .setting("exchange", .string(exchange.text))
                .setting("is_null", .boolean(exchange.isRoot))
        }
    }

    /// A host that an MX record of the domain names, as a subject of its own.
    func exchangeHosts(_ domain: MailDomainView) -> [FactObject] {
        domain.hosts.map { host in
            let view = domain.exchanges.result.view
            let exchange = host.exchange.lowercased.text
            let source = [domain.exchanges.source]
            var object = FactObject(.exchangeHost)
            object.set(
                "subject",
                FactObject.identity(
                    key: "\(domain.planned.domain.name.lowercased)/\(exchange)/\(view)", role: "mx", name: exchange, view: view))
            object.set("domain", .string(domain.planned.domain.written))
            object.set("view", .string(view))
            object.set("exchange", .string(exchange), from: source)
            object.set("preference", .integer(Int(host.preference)), from: source)
            object.set("is_address", .boolean(host.isAddress), from: source)
            host.resolved.fill(&object)
            host.dane?.fill(&object)
            return object
        }
    }

    /// The way of a sender's bounces in one view, from what the MAIL FROM domain showed there.
    func returnPath(_ planned: PlannedReturnPath, _ domain: MailDomainView?, outside: MailDomainView?, _ servers: MailServers)
        -> FactObject
    {
        let view = planned.view.rawValue
        var object = FactObject(.returnPath)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(planned.sender)/\(planned.domain.name.lowercased)/\(view)", role: MailRole.mailFrom.rawValue,
                name: planned.domain.written, view: view, sender: planned.sender))
        object.set("sender", .string(planned.sender))
        object.set("domain", .string(planned.domain.written))
        object.set("owner", .string(planned.domain.name.lowercased.absoluteText))
        object.set("view", .string(view))
        object.set("destination", .string(planned.destination.rawValue))
        object.set("expected", .addresses(planned.expected))
        object.set("split_dns", .boolean(splitsDNS(planned)))
        object.set("platform", .addresses(plan.mailServerAddresses))
        object.set("relayed", .boolean(plan.deployment.senders.contains { $0.name == planned.sender && $0.route == .relay }))
        object.set(
            "is_from", .boolean(plan.deployment.senders.contains { $0.from.contains { $0.name == planned.domain.name } }))
        object.set("leads_as_public", leadsAsPublic(planned, domain, outside))
        object.set("forwarding_proven", forwarding(planned, servers))
        let owner = planned.domain.name.lowercased
        let relay = planned.destination == .relay ? plan.deployment.relay?.host.name.lowercased : nil
        object.set("host", .string((relay ?? owner.prepending("mta") ?? owner).absoluteText))
        guard let domain else {
            object.set("routes", .unknown(Self.notDescribed(planned.domain, planned.view)))
            return object
        }
        object.set("routes", domain.exchanges.fact { _ in .objects(routes(domain)) }, from: [domain.exchanges.source])
        return object
    }

    /// Whether the routes of a view end where those of the public view do. No route at all is no such place.
    private func leadsAsPublic(
        _ planned: PlannedReturnPath, _ domain: MailDomainView?, _ outside: MailDomainView?
    ) -> FactValue {
        guard planned.view != .public else { return .boolean(false) }
        guard let domain, let outside else { return .unknown(Self.notDescribed(planned.domain, planned.view)) }
        var ends: [Set<IPAddress>] = []
        var unknowns: [Unknown] = []
        for view in [domain, outside] {
            if let unknown = view.exchanges.result.unknown { unknowns.append(unknown) }
            let found = routes(view).map(Self.resolvedAddresses)
            unknowns += found.compactMap(\.unknown)
            ends.append(found.reduce(into: []) { $0.formUnion($1.addresses) })
        }
        return Unknown.merging(unknowns).map(FactValue.unknown) ?? .boolean(!ends[0].isEmpty && ends[0] == ends[1])
    }

    /// Split DNS sends each view elsewhere; other routes must end at the sender in the public view alone.
    private func splitsDNS(_ planned: PlannedReturnPath) -> Bool {
        plan.deployment.relay?.splitDNS == true
            && plan.deployment.senders.contains { $0.name == planned.sender && $0.route == .relay }
    }

    private func routes(_ domain: MailDomainView) -> [FactObject] {
        let source = [domain.exchanges.source]
        let route = { (exchange: String, preference: Int, implicit: Bool, resolved: ResolvedName) in
            var object = FactObject(.route)
            object.set("exchange", .string(exchange), from: source)
            object.set("preference", .integer(preference), from: source)
            object.set("implicit", .boolean(implicit), from: source)
            resolved.fill(&object)
            return object
        }
        // No MX record, and the answer is certain: the domain's own addresses take its mail (RFC 5321 §5.1).
        if domain.exchanges.result.records?.isEmpty == true {
            return [route(domain.planned.domain.name.lowercased.text, 0, true, domain.own)]
        }
        return domain.hosts.map { route($0.exchange.lowercased.text, Int($0.preference), false, $0.resolved) }
    }
}
