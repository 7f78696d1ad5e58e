package import DNS
package import Deployment
package import Facts
package import MailPolicy
package import Probes

/// Looks at everything that a plan is about, all at once, and writes down what it saw as facts.
///
/// A survey takes as many round trips as its longest chain of questions that depend on each other (an MX record, then its
/// host's addresses), not their sum. It judges nothing.
package struct Survey: Sendable {
    let plan: Plan
    let resolvers: [ViewName: [Endpoint]]
    let network: any SurveyNetwork
    let publicSuffixes: PublicSuffixList?
    let givenKeys: [DomainName: DKIMPublicKey]
    let platformConfiguration: PlatformConfiguration?
    let authority: Authority?
    let prober: Prober?
    /// The fields of the root object that some rule reads; `nil` for all.
    let needs: Set<String>?
    let log = ObservationLog()

    /// `resolvers` says which servers stand behind each view, the system's own filled in; the views that it lacks cannot be
    /// looked at, and facts about them are unknown.
    ///
    /// `publicSuffixes` is what receivers of the older reading of DMARC go by; `givenKeys` holds, by the name of its
    /// record, the public half of each DKIM key that the deployment file names, and `platformConfiguration` what the
    /// platform itself is told. With `authority`, zones' own servers are asked too. Without `prober` nothing but name
    /// servers is connected to.
    package init(
        plan: Plan, resolvers: [ViewName: [Endpoint]], network: any SurveyNetwork, publicSuffixes: PublicSuffixList? = nil,
        givenKeys: [DomainName: DKIMPublicKey] = [:], platformConfiguration: PlatformConfiguration? = nil,
        authority: Authority? = nil, prober: Prober? = nil, needs: Set<String>? = nil
    ) {
        self.plan = plan
        self.resolvers = resolvers
        self.network = network
        self.publicSuffixes = publicSuffixes
        self.givenKeys = givenKeys
        self.platformConfiguration = platformConfiguration
        self.authority = authority
        self.prober = prober
        self.needs = needs
    }

    /// Runs the survey; `observedAt` is the moment that every rule takes for now.
    package func run(observedAt: Timestamp) async -> FactSet {
        let start = ContinuousClock.now
        async let zonePaths = zonePaths()
        async let resolverFacts = resolverFacts()
        async let webNames = concurrently(needed("web_names", "tls_endpoints", items: plan.webNames)) {
            await self.webName($0)
        }
        async let sendingAddresses = concurrently(needed("sending_addresses", items: plan.sendingAddresses)) {
            await self.sendingAddress($0)
        }
        async let dkimKeys = concurrently(needed("dkim_keys", items: plan.dkimKeys)) { await self.dkimKey($0) }
        let mailDomains = needed(
            "mail_domains", "mx_targets", "return_paths", "smtp_endpoints",
            items: plan.mailDomains.filter { !$0.roles.isDisjoint(with: [.from, .mailFrom]) })
        async let spfDomains = concurrently(needed("spf_domains", items: spfQuestions())) { await self.spfDomain($0) }
        async let pointerDomains = concurrently(needed("spf_domains", items: pointerSPFQuestions())) {
            await self.spfDomain($0)
        }
        async let helos = helos()
        async let internalZones = internalZones()
        async let blockLists = blockLists()
        async let paths = concurrently(needed("paths", items: plan.paths)) { await self.mailPath($0) }
        let domains = await concurrently(mailDomains) { await self.mailDomain($0) }.compactMap { $0 }
        let servers = await mailServers(needed("smtp_endpoints", "return_paths", items: domains))
        let returnPaths = needed("return_paths", items: plan.returnPaths).map { planned in
            let views = domains.filter { $0.planned.domain.name == planned.domain.name }
            return returnPath(
                planned, views.first { $0.planned.view == planned.view }, outside: views.first { $0.planned.view == .public },
                servers)
        }
        var root = FactObject(.facts)
        root.set("deployment", .object(deploymentFacts()))
        root.set("roles", .objects(plan.roleDecisions.map(roleDecision)))
        root.set("resolvers", .objects(await resolverFacts))
        let web = await webNames
        root.set("web_names", .objects(coincidences(web.map(\.object))))
        root.set("tls_endpoints", .objects(web.flatMap(\.endpoints) + servers.tls))
        root.set("smtp_endpoints", .objects(servers.smtp))
        root.set("mail_domains", .objects(domains.map(\.object)))
        root.set("mx_targets", .objects(domains.flatMap(exchangeHosts)))
        root.set("return_paths", .objects(returnPaths))
        root.set("sending_addresses", .objects(await sendingAddresses))
        root.set("spf_domains", .objects(await spfDomains + pointerDomains))
        root.set("paths", .objects(await paths))
        root.set("dkim_keys", .objects(await dkimKeys))
        root.set("web_hosts", .objects(webHosts()))
        root.set("listeners", .objects(listeners()))
        root.set("address_claims", .objects(addressClaims()))
        root.set("balancers", .objects(balancers()))
        root.set("platform_settings", .objects(platformSettings()))
        root.set("helos", .objects(await helos))
        root.set("internal_zones", .objects(await internalZones))
        let listed = await blockLists
        root.set("block_lists", .objects(listed.lists))
        root.set("listings", .objects(listed.listings))
        let authority = await authorityFindings(await zonePaths, observedAt: observedAt)
        root.set("zones", .objects(authority.zones))
        root.set("records", .objects(await records()))
        let (results, order) = ObservationLog.sorted(log.results)
        let (probes, place) = ObservationLog.sorted(log.probes)
        root = root.mappingSources { index in place(index).map { results.count + $0 } ?? order[index] }
        let names = NameFacts(
            results: results, needed: Set(log.needed.map { order[$0] }),
            authority: authority.names.mapValues { $0.mappingSources { order[$0] } })
        root.set("names", .objects(names.all(log.wildcards.map { ($0, $0.sources.map { order[$0] }) })))
        let elapsed = (ContinuousClock.now - start).components
        return FactSet(
            deployment: plan.deployment.name, scheme: plan.deployment.scheme.rawValue, observedAt: observedAt,
            elapsedMilliseconds: Int(elapsed.seconds) * 1_000 + Int(elapsed.attoseconds / 1_000_000_000_000_000), root: root,
            observations: results.map(\.observation) + probes)
    }

    private func helos() async -> [FactObject] {
        guard isNeeded("helos") else { return [] }
        let all = await announcements()
        return await concurrently(all) { await self.helo($0, among: all) }
    }

    /// Whether some rule reads one of these fields of the root object. Rules about names and zones see every lookup.
    func isNeeded(_ fields: String...) -> Bool { isNeeded(fields) }

    private func isNeeded(_ fields: [String]) -> Bool {
        guard let needs else { return true }
        return !needs.isDisjoint(with: fields + ["names", "zones", "records"])
    }

    /// The items that facts are gathered for; none where no rule would read them.
    private func needed<Item>(_ fields: String..., items: [Item]) -> [Item] { isNeeded(fields) ? items : [] }

    func vantage(_ view: ViewName) -> Vantage? {
        guard resolvers[view] != nil else { return nil }
        return Vantage(view: view.rawValue, network: network, log: log, isPublic: plan.isPublic)
    }

    private func resolverFacts() async -> [FactObject] {
        let names = plan.webNames.map(\.host.name) + plan.mailDomains.map(\.domain.name)
        let question = Question(names.first ?? .root, names.isEmpty ? .ns : .a)
        let endpoints = resolvers.sorted { $0.key < $1.key }.flatMap { view, endpoints in endpoints.map { (view, $0) } }
        return await concurrently(endpoints) { await self.resolver($0.1, of: $0.0, question: question) }
    }
}
