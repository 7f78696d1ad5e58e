import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// What the mail servers of the deployment's domains said.
struct MailServers: Sendable {
    var smtp: [FactObject] = []
    /// Their certificates and versions, with STARTTLS.
    var tls: [FactObject] = []
}

extension Survey {
    /// Talks to every address of every host that takes mail for a From or MAIL FROM domain, when the deployment allows it.
    func mailServers(_ domains: [MailDomainView]) async -> MailServers {
        guard let prober, plan.deployment.probes.smtp else { return MailServers() }
        let targets = domains.flatMap(mailServerTargets)
        let seen = await concurrently(targets) { await self.mailServer($0, prober) }
        // Two domains may share a host: its certificate is looked at, and told of, once.
        var keys: Set<FactValue> = []
        return MailServers(
            smtp: seen.map(\.smtp), tls: seen.compactMap(\.tls).filter { keys.insert($0["subject"] ?? .absent).inserted })
    }

    private struct MailServerTarget: Sendable {
        let domain: MailDomainView
        let host: DomainName
        let address: IPAddress
        let source: Int
        let dane: HostDANE?
    }

    private func mailServerTargets(_ domain: MailDomainView) -> [MailServerTarget] {
        // No MX record, and the answer is certain: the domain's own addresses take its mail (RFC 5321 §5.1).
        let isImplicit = domain.exchanges.result.records?.isEmpty == true
        let hosts: [(DomainName, ResolvedName, HostDANE?)] =
            isImplicit
            ? [(domain.planned.domain.name, domain.own, nil)] : domain.hosts.map { ($0.exchange, $0.resolved, $0.dane) }
        return hosts.flatMap { host, resolved, dane in
            [resolved.ipv4, resolved.ipv6].flatMap { seen in
                ResolvedName.addresses(seen.result.records ?? []).map { address in
                    MailServerTarget(
                        domain: domain, host: host.lowercased, address: address, source: seen.source, dane: dane)
                }
            }
        }
    }

    private func mailServer(_ target: MailServerTarget, _ prober: Prober) async -> (smtp: FactObject, tls: FactObject?) {
        let planned = target.domain.planned
        let view = planned.view.rawValue
        let domain = planned.domain.name.lowercased
        let isReturnPath = planned.roles.contains(.mailFrom)
        let endpoint = Endpoint(address: target.address, port: prober.settings.smtpPort)
        let report = await prober.smtp(
            SMTPTarget(endpoint: endpoint, host: target.host, bounceDomain: isReturnPath ? domain : nil))
        let facts = SMTPFacts(report: report, isPublic: plan.isPublic(target.address), view: view)
        let source = log.record(facts.observation)
        var object = FactObject(.smtpEndpoint)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(domain)/\(target.host)/\(target.address)/\(view)", role: isReturnPath ? "mail-from" : "mx",
                name: planned.domain.written, view: view, address: target.address))
        object.set("domain", .string(planned.domain.written))
        object.set("exchange", .string(target.host.text), from: [target.domain.exchanges.source])
        object.set("address", .address(target.address), from: [target.source])
        object.set("view", .string(view))
        object.set("place", .string("\(target.host) (\(target.address))"))
        object.set("return_path", .boolean(isReturnPath))
        facts.fill(&object, from: [source])
        let isRequired = target.domain.policy.map { $0.mode == .enforce && $0.allows(target.host) } ?? false
        object.set("tls_required", .boolean(isRequired))
        if let vantage = vantage(planned.view) {
            let pointers = await vantage.ask(target.address.reverseName, .ptr, incidentally: true)
            object.set(
                "ptr_names", pointers.fact { .strings(Self.pointerNames($0).map(\.lowercased.text)) }, from: [pointers.source])
        }
        fillDANE(&object, target, report, facts, source: source, now: prober.settings.now)
        return (object, await secured(target, report, prober))
    }

    private func fillDANE(
        _ object: inout FactObject, _ target: MailServerTarget, _ report: SMTPReport, _ facts: SMTPFacts, source: Int, now: Int64
    ) {
        guard let dane = target.dane else {
            object.set("tlsa", .list([]))
            object.set("dane_secure", .boolean(false))
            object.set("tlsa_matches", .boolean(false))
            return
        }
        object.set("tlsa_wanted", .optional(report.served.first.map(DANEAssociation.record)), from: [source])
        let sources = [dane.seen.source, source]
        object.set("tlsa", dane.seen.fact { _ in .strings(dane.usable.map(\.parameters)) }, from: sources)
        object.set("dane_secure", dane.isSecure, from: sources)
        let names = [target.host, target.domain.planned.domain.name]
        object.set(
            "tlsa_matches",
            facts.noSession.map(FactValue.unknown)
                ?? dane.seen.fact { _ in .boolean(dane.matches(report.served, names: names, at: now)) },
            from: sources)
    }

    /// Certificate and versions of a server that offers STARTTLS.
    private func secured(_ target: MailServerTarget, _ report: SMTPReport, _ prober: Prober) async -> FactObject? {
        switch report.startTLS {
        case nil, .notOffered?: return nil
        case .failed?, .established?: break
        }
        let view = target.domain.planned.view.rawValue
        let endpoint = report.target.endpoint
        let tls = await prober.tls(TLSTarget(endpoint: endpoint, serverName: target.host, opening: .smtp))
        let facts = TLSEndpointFacts(report: tls, isPublic: plan.isPublic(target.address), view: view)
        return facts.object(
            role: "mx", name: target.host.text, key: target.host.text, addressSources: [target.source],
            from: [log.record(facts.observation)])
    }

    /// Whether the relay takes bounces from outside, for a sender behind split DNS; without a probe it is not proven.
    func forwarding(_ planned: PlannedReturnPath, _ servers: MailServers) -> FactValue {
        let own = servers.smtp.filter { server in
            guard case .object(let subject)? = server["subject"] else { return false }
            return server["domain"] == .string(planned.domain.written) && subject["view"] == .string(planned.view.rawValue)
        }
        let accepted = own.map { $0["acceptance"] ?? .absent }
        if accepted.isEmpty || accepted.contains(.string("rejected")) { return .boolean(false) }
        return Unknown.merging(of: accepted).map(FactValue.unknown) ?? .boolean(true)
    }
}
