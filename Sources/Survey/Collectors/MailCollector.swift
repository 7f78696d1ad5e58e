import DNS
import Deployment
import Facts

/// From and MAIL FROM domains, the hosts that receive their mail, and the routes of bounces.
struct MailCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [
        MailDomainFacts.self, ExchangeHostFacts.self, ReturnPathFacts.self, SMTPEndpointFacts.self, TLSEndpointFacts.self,
    ]

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        let domains = await MailDomainCollector(context: context).domains()
        let servers = await MailServerCollector(context: context).servers(domains)
        var subjects = CollectedSubjects(domains.map(\.object))
        subjects.add(
            SharedHosts.marking(
                domains.flatMap(exchangeHosts),
                isInsecure: domains.flatMap { $0.hosts.map { $0.dane?.isHostInsecure ?? false } }))
        subjects.add(ReturnPathCollector(context: context).returnPaths(domains, servers))
        subjects.add(servers.smtp)
        subjects.add(servers.tls)
        return subjects
    }

    private func exchangeHosts(_ domain: MailDomainView) -> [TypedObject<ExchangeHostFacts>] {
        domain.hosts.map { host in
            let planned = domain.planned
            let exchange = host.exchange.lowercased.text
            let source = [domain.exchanges.source]
            var object = TypedObject<ExchangeHostFacts>(
                .exchangeHost(domain: planned.domain.name, host: host.exchange, planned.view), role: .mailExchanger,
                name: exchange, view: planned.view)
            object.set(\.domain, planned.domain.written)
            object.set(\.view, planned.view)
            object.set(\.exchange, exchange, from: source)
            object.set(\.preference, Int(host.preference), from: source)
            object.set(\.isAddress, host.isAddress, from: source)
            host.resolved.fill(&object)
            host.dane?.fill(&object)
            return object
        }
    }
}
