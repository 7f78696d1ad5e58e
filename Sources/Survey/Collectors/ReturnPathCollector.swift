import DNS
import Deployment
import Facts

/// The route of each sender's bounces in each view, from the facts of the MAIL FROM domains.
struct ReturnPathCollector {
    let context: SurveyContext

    private var plan: Plan { context.plan }

    func returnPaths(_ domains: [MailDomainView], _ servers: MailServers) -> [TypedObject<ReturnPathFacts>] {
        plan.returnPaths.map { planned in
            let views = domains.filter { $0.planned.domain.name == planned.domain.name }
            return returnPath(
                planned, views.first { $0.planned.view == planned.view }, outside: views.first { $0.planned.view == .public },
                servers)
        }
    }

    private func returnPath(
        _ planned: PlannedReturnPath, _ domain: MailDomainView?, outside: MailDomainView?, _ servers: MailServers
    ) -> TypedObject<ReturnPathFacts> {
        let senders = plan.deployment.senders
        let isRelayed = senders.contains { $0.name == planned.sender && $0.route == .relay }
        var object = TypedObject<ReturnPathFacts>(
            .returnPath(sender: planned.sender, planned.domain.name, planned.view), role: .mail(.mailFrom),
            name: planned.domain.written, view: planned.view, sender: planned.sender)
        object.set(\.sender, context.title(ofSender: planned.sender))
        object.set(\.domain, planned.domain.written)
        object.set(\.owner, planned.domain.name.lowercased.absoluteText)
        object.set(\.view, planned.view)
        object.set(\.destination, planned.destination)
        object.set(\.expected, planned.expected)
        // With split DNS, each view leads elsewhere; other routes must end at the sender in the public view only.
        object.set(\.splitDNS, plan.deployment.relay?.splitDNS == true && isRelayed)
        object.set(\.platform, Array(plan.mailServerAddresses))
        object.set(\.relayed, isRelayed)
        object.set(\.isFrom, senders.contains { $0.from.contains { $0.name == planned.domain.name } })
        object.set(\.leadsAsPublic, leadsAsPublic(planned, domain, outside))
        object.set(\.forwardingProven, servers.takeBounces(of: planned))
        let owner = planned.domain.name.lowercased
        let relay = planned.destination == .relay ? plan.deployment.relay?.host.name.lowercased : nil
        object.set(\.host, (relay ?? owner.prepending("mta") ?? owner).absoluteText)
        guard let domain else {
            object.set(unknown: SurveyContext.notDescribed(planned.domain, planned.view), \.routes, \.ownInternal)
            return object
        }
        object.set(\.routes, domain.exchanges.learned(routes(domain)), from: [domain.exchanges.source])
        object.set(\.ownInternal, domain.own.special, from: domain.own.answers.map(\.source))
        return object
    }

    /// Whether the routes of a view end where those of the public view do. A missing route does not.
    private func leadsAsPublic(
        _ planned: PlannedReturnPath, _ domain: MailDomainView?, _ outside: MailDomainView?
    ) -> Learned<Bool> {
        guard planned.view != .public else { return .known(false) }
        guard let domain, let outside else { return .unknown(SurveyContext.notDescribed(planned.domain, planned.view)) }
        var ends: [Set<IPAddress>] = []
        var unknowns: [Unknown] = []
        for view in [domain, outside] {
            if let unknown = view.exchanges.result.unknown { unknowns.append(unknown) }
            let found = routes(view).map(\.resolvedAddresses)
            unknowns += found.compactMap(\.unknown)
            ends.append(found.reduce(into: []) { $0.formUnion($1.addresses) })
        }
        return Learned(!ends[0].isEmpty && ends[0] == ends[1], unless: Unknown.merging(unknowns))
    }

    private func routes(_ domain: MailDomainView) -> [TypedObject<RouteFacts>] {
        let source = [domain.exchanges.source]
        let route = { (exchange: String, preference: Int, implicit: Bool, resolved: ResolvedName) in
            var object = TypedObject<RouteFacts>()
            object.set(\.exchange, exchange, from: source)
            object.set(\.preference, preference, from: source)
            object.set(\.implicit, implicit, from: source)
            resolved.fill(&object)
            return object
        }
        if domain.isImplicit { return [route(domain.planned.domain.name.lowercased.text, 0, true, domain.own)] }
        return domain.hosts.map { route($0.exchange.lowercased.text, Int($0.preference), false, $0.resolved) }
    }
}
