import DNS
import Deployment
import Facts
import HostNames
import MailPolicy

/// The content of the deployment file, for the rules that need no network.
struct PlanCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [
        DeploymentFacts.self, RoleDecisionFacts.self, WebHostFacts.self, ListenerFacts.self, AddressClaimFacts.self,
        BalancerFacts.self, PlatformSettingFacts.self,
    ]

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        var subjects = CollectedSubjects([deployment()])
        subjects.add(plan.roleDecisions.map(roleDecision))
        subjects.add(webHosts())
        subjects.add(plan.listeners.map(listener))
        subjects.add(plan.addressClaims.map(addressClaim))
        subjects.add(balancers())
        subjects.add(platformSettings())
        return subjects
    }

    private func deployment() -> TypedObject<DeploymentFacts> {
        let deployment = plan.deployment
        let prober = context.prober
        var object = TypedObject<DeploymentFacts>(.deployment(deployment.name), name: deployment.name)
        object.set(\.name, deployment.name)
        object.set(\.described, context.firstContact == nil)
        object.set(\.scheme, deployment.scheme)
        object.set(\.splitDNS, deployment.relay?.splitDNS == true)
        object.set(\.probesTLS, prober != nil && deployment.probes.tls)
        object.set(\.probesSMTP, prober != nil && deployment.probes.smtp)
        object.set(\.probesHTTP, prober != nil && deployment.probes.http)
        object.set(\.infrastructure, deployment.infrastructure.map(\.name.lowercased.text).sorted())
        object.set(\.dmarcPolicy, deployment.dmarc.statedPolicy.flatMap { DMARCRequest(rawValue: $0.rawValue) })
        object.set(\.directSenders, deployment.senders.filter { $0.route == .direct }.map(\.name).sorted())
        object.set(\.directSendingAddresses, Array(plan.directSendingAddresses))
        return object
    }

    private func roleDecision(_ decision: RoleDecision) -> TypedObject<RoleDecisionFacts> {
        var object = TypedObject<RoleDecisionFacts>(
            .question(decision.role, sender: decision.sender), role: SubjectRole(decision.role), sender: decision.sender)
        object.set(\.role, decision.role)
        object.set(\.decided, decision.decided)
        object.set(\.question, decision.question)
        return object
    }

    private func webHosts() -> [TypedObject<WebHostFacts>] {
        let froms = Set(plan.deployment.senders.flatMap(\.from).map(\.name))
        let written = Set(plan.deployment.senders.flatMap(\.from).map(\.written)).sorted()
        return WebRole.allCases.flatMap { role in
            var seen: Set<DomainName> = []
            return plan.deployment.webHosts(role).filter { seen.insert($0.host.name).inserted }.map { host in
                let name = host.host
                let others = WebRole.allCases.filter { other in
                    other != role && plan.deployment.webHosts(other).contains { $0.host.name == name.name }
                }
                var object = TypedObject<WebHostFacts>(.webHost(role, name.name), role: .web(role), name: name.written)
                object.set(\.role, role)
                object.set(\.name, name.written)
                object.set(\.sharedWith, others)
                object.set(\.fromDomains, written)
                object.set(\.underFrom, context.organizationFact(context.organizations.includes(name.name, among: froms)))
                return object
            }
        }
    }

    private func listener(_ listener: PlannedListener) -> TypedObject<ListenerFacts> {
        let endpoint = Endpoint(address: listener.address, port: listener.port)
        var object = TypedObject<ListenerFacts>(
            .listener(endpoint), role: listener.roles.first.map(SubjectRole.web), address: listener.address)
        object.set(\.address, listener.address)
        object.set(\.port, Int(listener.port))
        object.set(\.roles, listener.roles)
        object.set(\.names, listener.hosts.map(\.written))
        return object
    }

    private func addressClaim(_ claim: AddressClaim) -> TypedObject<AddressClaimFacts> {
        var object = TypedObject<AddressClaimFacts>(
            .addressClaim(claim.address), role: .sendingAddress, address: claim.address,
            sender: claim.senders.count == 1 ? claim.senders.first : nil)
        object.set(\.address, claim.address)
        object.set(\.owners, claim.owners)
        object.set(\.senders, claim.senders)
        return object
    }

    private func balancers() -> [TypedObject<BalancerFacts>] {
        guard plan.deployment.scheme == .loadBalanced, let balancer = plan.deployment.balancer else { return [] }
        var object = TypedObject<BalancerFacts>(.balancer, role: .balancer)
        object.set(\.addresses, balancer.addresses)
        object.set(\.sources, balancer.sources)
        object.set(\.trusted, balancer.trusted)
        object.set(\.excessive, balancer.excessiveTrust)
        object.set(\.clientAddressHeader, balancer.clientAddressHeader)
        return [object]
    }

    private func platformSettings() -> [TypedObject<PlatformSettingFacts>] {
        guard let configuration = context.platformConfiguration else { return [] }
        return plan.platformSettings.compactMap { setting in
            let found = configuration.values(of: setting)
            guard !found.values.isEmpty else { return nil }
            var object = TypedObject<PlatformSettingFacts>(
                .platformSetting(setting.key), role: .web(setting.role), name: setting.key)
            object.set(\.file, configuration.file)
            object.set(\.key, found.key)
            object.set(\.values, found.values)
            object.set(\.expected, setting.expected)
            object.set(\.agrees, found.values.allSatisfy { setting.agrees(with: $0) })
            return object
        }
    }
}

extension PlatformSetting {
    /// Names in any spelling, including Unicode; addresses in any notation.
    fileprivate func agrees(with value: String) -> Bool {
        switch kind {
        case .host: (try? DomainName(unicode: value)).map { expected.contains($0.lowercased.text) } ?? false
        case .address: IPAddress(value).map { expected.contains($0.unmapped.description) } ?? false
        }
    }
}
