import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// The results of probing the mail servers of the deployment's domains.
struct MailServers: Sendable {
    var smtp: [TypedObject<SMTPEndpointFacts>] = []
    /// Their certificates and versions, with STARTTLS.
    var tls: [TypedObject<TLSEndpointFacts>] = []

    /// Whether all servers of a MAIL FROM domain accept bounces, in one view; unproven without a probe.
    func takeBounces(of planned: PlannedReturnPath) -> Learned<Bool> {
        let own = smtp.filter { $0[\.domain] == planned.domain.written && $0[\.view] == planned.view }
        let accepted = own.map { $0[\.acceptance] }
        if accepted.isEmpty || accepted.contains(.known(.rejected)) { return .known(false) }
        return Learned(true, unless: Unknown.merging(accepted.compactMap(\.unknown)))
    }
}

/// Probes every address of every host that receives mail for a From or MAIL FROM domain, if the deployment allows it.
struct MailServerCollector {
    let context: SurveyContext

    func servers(_ domains: [MailDomainView]) async -> MailServers {
        guard context.needs([SMTPEndpointFacts.self, ReturnPathFacts.self, TLSEndpointFacts.self]),
            let prober = context.prober(for: SMTPEndpointFacts.self)
        else { return MailServers() }
        let seen = await concurrently(domains.flatMap(targets)) { await self.server($0, prober) }
        return MailServers(smtp: SharedHosts.marking(seen.map(\.smtp)), tls: Self.once(seen.compactMap(\.tls)))
    }

    /// Two domains may share a host: its certificate is checked and reported once. DANE secures it only if it does so on
    /// the path from each of them.
    private static func once(_ endpoints: [TypedObject<TLSEndpointFacts>]) -> [TypedObject<TLSEndpointFacts>] {
        var result: [TypedObject<TLSEndpointFacts>] = []
        var places: [TypedObject<SubjectFacts>?: Int] = [:]
        for endpoint in endpoints {
            guard let index = places[endpoint[\.subject]] else {
                places[endpoint[\.subject]] = result.count
                result.append(endpoint)
                continue
            }
            let values = [result[index][\.vouchedByDANE], endpoint[\.vouchedByDANE]]
            let unknown = values.contains(.known(false)) ? nil : Unknown.merging(values.compactMap(\.unknown))
            result[index].set(
                \.vouchedByDANE, Learned(values.allSatisfy { $0 == .known(true) }, unless: unknown),
                from: result[index].sources(of: \.vouchedByDANE) + endpoint.sources(of: \.vouchedByDANE))
        }
        return result
    }

    private struct Target: Sendable {
        let domain: MailDomainView
        let host: DomainName
        let address: IPAddress
        let source: Int
        let dane: HostDANE?
    }

    private func targets(_ domain: MailDomainView) -> [Target] {
        let hosts: [(DomainName, ResolvedName, HostDANE?)] =
            domain.isImplicit
            ? [(domain.planned.domain.name, domain.own, nil)] : domain.hosts.map { ($0.exchange, $0.resolved, $0.dane) }
        return hosts.flatMap { host, resolved, dane in
            resolved.answers.flatMap { answer in
                ResolvedName.addresses(answer.result.records ?? []).map { address in
                    Target(domain: domain, host: host.lowercased, address: address, source: answer.source, dane: dane)
                }
            }
        }
    }

    private func server(
        _ target: Target, _ prober: Prober
    ) async -> (smtp: TypedObject<SMTPEndpointFacts>, tls: TypedObject<TLSEndpointFacts>?) {
        let planned = target.domain.planned
        let domain = planned.domain.name.lowercased
        let isReturnPath = planned.roles.contains(.mailFrom)
        let endpoint = Endpoint(address: target.address, port: prober.settings.smtpPort)
        let report = await prober.smtp(
            SMTPTarget(endpoint: endpoint, host: target.host, bounceDomain: isReturnPath ? domain : nil))
        let facts = SMTPFactReader(report: report, isPublic: context.plan.isPublic(target.address), view: planned.view)
        let source = context.log.record(facts.observation)
        var object = TypedObject<SMTPEndpointFacts>(
            .smtpEndpoint(domain: domain, host: target.host, target.address, planned.view),
            role: isReturnPath ? .mail(.mailFrom) : .mailExchanger, name: planned.domain.written, view: planned.view,
            address: target.address)
        object.set(\.domain, planned.domain.written)
        object.set(\.exchange, target.host.text, from: [target.domain.exchanges.source])
        object.set(\.address, target.address, from: [target.source])
        object.set(\.view, planned.view)
        object.set(\.place, "\(target.host) (\(target.address))")
        object.set(\.returnPath, isReturnPath)
        facts.fill(&object, from: [source])
        let isRequired = target.domain.policy.map { $0.mode == .enforce && $0.allows(target.host) } ?? false
        object.set(\.tlsRequired, isRequired)
        if let client = context.client(planned.view) {
            let pointers = await client.ask(target.address.reverseName, .ptr, incidentally: true)
            object.set(
                \.ptrNames, pointers.learned { PointerNames.names($0).map(\.lowercased.text) }, from: [pointers.source])
        }
        setDANE(&object, target, report, facts, source: source, now: prober.settings.now)
        return (object, await secured(target, report, prober))
    }

    private func setDANE(
        _ object: inout TypedObject<SMTPEndpointFacts>, _ target: Target, _ report: SMTPReport, _ facts: SMTPFactReader,
        source: Int, now: Int64
    ) {
        guard let dane = target.dane else {
            object.set(\.tlsa, [])
            object.set(\.daneSecure, false)
            object.set(\.tlsaMatches, false)
            return
        }
        object.set(\.tlsaWanted, report.served.first.map(DANEAssociation.record), from: [source])
        let sources = [dane.answer.source, source]
        object.set(\.tlsa, dane.answer.learned(dane.usable.map(\.parameters)), from: sources)
        object.set(\.daneSecure, dane.isSecure, from: sources)
        let names = [target.host, target.domain.planned.domain.name]
        object.set(
            \.tlsaMatches,
            Learned(
                dane.matches(report.served, names: names, at: now), unless: facts.noSession ?? dane.answer.result.unknown),
            from: sources)
    }

    /// Certificate and versions of a server that offers STARTTLS.
    private func secured(_ target: Target, _ report: SMTPReport, _ prober: Prober) async -> TypedObject<TLSEndpointFacts>? {
        switch report.startTLS {
        case nil, .notOffered?: return nil
        case .failed?, .established?: break
        }
        let tls = await prober.tls(TLSTarget(endpoint: report.target.endpoint, serverName: target.host, opening: .smtp))
        let facts = TLSFactReader(
            report: tls, isPublic: context.plan.isPublic(target.address), view: target.domain.planned.view)
        let source = context.log.record(facts.observation)
        var object = facts.object(
            role: .mailExchanger, name: target.host.text, key: target.host.text, addressSources: [target.source], from: [source])
        if let dane = target.dane {
            let names = [target.host, target.domain.planned.domain.name]
            object.set(
                \.vouchedByDANE, dane.vouches(for: tls.served, names: names, at: prober.settings.now),
                from: [dane.answer.source, source])
        }
        return object
    }
}
