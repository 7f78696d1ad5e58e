import DNS
import Deployment
import Facts
import MailPolicy

/// The facts of one mail domain in one view, with the hosts of its MX records.
struct MailDomainView: Sendable {
    let planned: PlannedMailDomain
    let object: TypedObject<MailDomainFacts>
    let exchanges: ViewClient.Answer
    let own: ResolvedName
    let hosts: [MailExchangeHost]
    /// Its MTA-STS policy.
    let policy: MTASTSPolicy?

    /// There is no MX record, and that is certain: the domain's own addresses receive its mail (RFC 5321 §5.1).
    var isImplicit: Bool { exchanges.result.records?.isEmpty == true }
}

struct MailExchangeHost: Sendable {
    let preference: UInt16
    let exchange: DomainName
    let resolved: ResolvedName
    /// In the public view.
    let dane: HostDANE?

    /// `MX 10 192.0.2.1.`: an address where only a name is allowed, which DNS takes for a name.
    var isAddress: Bool { IPAddress(exchange.text) != nil }
}

/// The MX records of an answer.
enum MailExchanges {
    /// Preferred first.
    static func sorted(_ records: [Record]) -> [(preference: UInt16, exchange: DomainName)] {
        records.compactMap { record -> (preference: UInt16, exchange: DomainName)? in
            guard case .mailExchange(let preference, let exchange) = record.data else { return nil }
            return (preference, exchange)
        }
        .sorted { ($0.preference, $0.exchange) < ($1.preference, $1.exchange) }
    }
}

/// From and MAIL FROM domains in each view: MX, addresses, the hosts' addresses, DMARC.
struct MailDomainCollector {
    let context: SurveyContext

    func domains() async -> [MailDomainView] {
        let planned = context.plan.mailDomains.map { ($0, [MailRole.mailFrom, .from].filter($0.roles.contains)) }
        let domains = planned.map { ($0, $1.compactMap(MailDomainRole.init)) }.filter { !$1.isEmpty }
        return await concurrently(domains) { await domain($0, $1) }.compactMap(\.self)
    }

    private func domain(_ planned: PlannedMailDomain, _ roles: [MailDomainRole]) async -> MailDomainView? {
        guard let client = context.client(planned.view) else { return nil }
        let name = planned.domain.name
        async let policy = roles.contains(.from) ? DMARCCollector(context: context, client: client).dmarc(name) : nil
        async let reporting = client.singleRecord("_smtp._tls", .tlsRPT, at: name)
        async let indicator = bimi(name, client)
        async let own = client.addresses(of: name)
        let exchanges = await client.ask(name, .mx)
        async let transport =
            planned.view == .public ? MTASTSCollector(context: context, client: client).mtaSTS(at: name, exchanges) : nil
        // A null MX names no host.
        let named = MailExchanges.sorted(exchanges.result.records ?? []).filter { !$0.exchange.isRoot }
        let hosts = await concurrently(named) { preference, exchange in
            await host(preference, exchange, of: name, exchanges, client)
        }
        var object = TypedObject<MailDomainFacts>(
            .mailDomain(name, planned.view), role: roles.first.map(SubjectRole.init), name: planned.domain.written,
            view: planned.view)
        object.set(\.name, planned.domain.written)
        object.set(\.owner, name.lowercased.absoluteText)
        object.set(\.view, planned.view)
        object.set(\.roles, roles)
        object.set(\.mx, exchanges.learned(Self.exchangeFacts), from: [exchanges.source])
        let resolved = await own
        resolved.fill(&object)
        let dmarc = await policy
        if let dmarc { object.set(\.dmarc, dmarc) }
        object.set(\.enforced, Self.isEnforced(dmarc))
        object.set(\.tlsRPT, await reporting)
        object.set(\.bimi, await indicator)
        let sts = await transport
        if let sts { object.set(\.mtaSTS, sts.object) }
        return MailDomainView(
            planned: planned, object: object, exchanges: exchanges, own: resolved, hosts: hosts, policy: sts?.policy)
    }

    /// The BIMI record of a domain: its own, or else that of its organizational domain (draft-brand-indicators-for-message-
    /// identification §7.2).
    private func bimi(_ name: DomainName, _ client: ViewClient) async -> TypedObject<SingleRecordFacts> {
        let record = { (place: DomainName) in
            await client.singleRecord("default._bimi", .bimi, at: place)
        }
        var own = await record(name)
        guard own[\.records] == .known([]) else { return own }
        let answers = await DMARCAnswers(walkingFrom: [name], client)
        guard let organization = DMARCTreeWalk(name, answers: answers.answer).organizationalDomain else {
            let unknown = answers.unknown ?? Unknown(.notProbed)
            own.set(unknown: unknown, \.records, \.problems, from: answers.sources)
            return own
        }
        guard organization.lowercased != name.lowercased else { return own }
        let above = await record(organization)
        return above[\.records] == .known([]) ? own : above
    }

    private func host(
        _ preference: UInt16, _ exchange: DomainName, of domain: DomainName, _ exchanges: ViewClient.Answer,
        _ client: ViewClient
    ) async -> MailExchangeHost {
        guard client.view == .public, let associations = exchange.prepending("_25._tcp") else {
            let resolved = await client.addresses(of: exchange)
            return MailExchangeHost(preference: preference, exchange: exchange, resolved: resolved, dane: nil)
        }
        async let answer = client.ask(associations, .tlsa, incidentally: true)
        let resolved = await client.addresses(of: exchange)
        let dane = await DANECollector(context: context, client: client).dane(
            answer, of: exchange, domain: domain, exchanges: exchanges, resolved: resolved)
        return MailExchangeHost(preference: preference, exchange: exchange, resolved: resolved, dane: dane)
    }

    private static func exchangeFacts(_ records: [Record]) -> [TypedObject<MailExchangeFacts>] {
        MailExchanges.sorted(records).map { preference, exchange in
            TypedObject {
                $0.set(\.preference, Int(preference))
                $0.set(\.exchange, exchange.text)
                $0.set(\.isNull, exchange.isRoot)
            }
        }
    }

    /// Whether DMARC quarantines or rejects all mail of the domain, as BIMI requires.
    private static func isEnforced(_ dmarc: TypedObject<DMARCFacts>?) -> Learned<Bool> {
        guard let dmarc else { return .known(false) }
        return dmarc[\.effective].map { policy in
            (policy == .quarantine || policy == .reject) && dmarc[\.testing] == .known(false)
        }
    }
}
