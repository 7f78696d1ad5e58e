package import DNS
package import Deployment
package import Facts
package import MailPolicy
package import Probes
package import ZonePlan

/// Checks everything that a plan requires, concurrently, and records the results as facts.
///
/// A survey takes as many round trips as its longest chain of dependent queries (an MX record, then its host's addresses),
/// not their sum. It judges nothing.
package struct Survey: Sendable {
    private let context: SurveyContext

    /// `resolvers` are the servers of each view, with the system's own filled in; missing views cannot be checked, and
    /// facts about them are unknown.
    ///
    /// `publicSuffixes` is the list that receivers of the older reading of DMARC use; `givenKeys` contains, by the name of
    /// its record, the public half of each DKIM key in the deployment file, and `platformConfiguration` the platform's own
    /// settings. With `authority`, authoritative servers are queried too. Without `prober`, only name servers are connected
    /// to. `needs` names the fields of the root object that some rule reads; `nil` for all. With `firstContact`, everything
    /// published at that domain is collected too.
    package init(
        plan: Plan, resolvers: [ViewName: [Endpoint]], network: any SurveyNetwork, publicSuffixes: PublicSuffixList? = nil,
        givenKeys: [DomainName: DKIMPublicKey] = [:], platformConfiguration: PlatformConfiguration? = nil,
        authority: Authority? = nil, prober: Prober? = nil, needs: Set<String>? = nil, firstContact: FirstContact? = nil
    ) {
        context = SurveyContext(
            plan: plan, resolvers: resolvers, network: network, publicSuffixes: publicSuffixes, givenKeys: givenKeys,
            platformConfiguration: platformConfiguration, authority: authority, prober: prober, needs: needs,
            firstContact: firstContact)
    }

    private init(_ context: SurveyContext) { self.context = context }

    /// The same survey of another network. Servers are not connected to again: their reports are reused, and authoritative
    /// servers are left out.
    package func replayed(over network: any SurveyNetwork) -> Survey {
        let old = context
        return Survey(
            SurveyContext(
                plan: old.plan, resolvers: old.resolvers, network: network, publicSuffixes: old.publicSuffixes,
                givenKeys: old.givenKeys, platformConfiguration: old.platformConfiguration, authority: old.authority,
                prober: old.prober.map(Prober.init(replaying:)), needs: old.needs, firstContact: old.firstContact,
                collectsOverview: false, asksZones: false))
    }

    package var plan: Plan { context.plan }
    package var network: any SurveyNetwork { context.network }
    /// Whether authoritative servers are queried too.
    package var asksAuthorities: Bool { context.authority != nil }
    /// The views that can be checked.
    package var views: [ViewName] { context.resolvers.keys.sorted() }

    /// The planner of the same deployment, over the answers of `lookup` and the results of the probes.
    package func planner(
        over lookup: any Lookup, served: ServedRecords? = nil, wishes: RecordWishes = .usual
    ) -> ZonePlanner {
        ZonePlanner(
            plan: plan, lookup: lookup, givenKeys: context.givenKeys, publicSuffixes: context.publicSuffixes, served: served,
            wishes: wishes)
    }

    /// The collectors that query independently, in the order in which their subjects are listed.
    private static let collectors: [any Collector.Type] = [
        PlanCollector.self, ResolverCollector.self, WebNameCollector.self, MailCollector.self, SendingAddressCollector.self,
        SPFCollector.self, MailPathCollector.self, DKIMCollector.self, HELOCollector.self, InternalZoneCollector.self,
        BlockListCollector.self, OverviewCollector.self,
    ]

    /// Runs the survey; `observedAt` is the current time for all rules.
    package func run(observedAt: Timestamp) async -> FactSet {
        let start = ContinuousClock.now
        let context = context
        let zones = ZoneCollector(context: context)
        async let zonePaths = zones.paths()
        let needed = Self.collectors.filter { $0.isAlwaysNeeded || context.needs($0.kinds) }
        var subjects = await concurrently(needed.map { $0.init(context: context) }) { await $0.collect() }
            .reduce(into: CollectedSubjects()) { $0.add($1) }
        // The rest depends on the answers to all queries so far.
        let authority = await zones.collect(await zonePaths, observedAt: observedAt)
        subjects.add(authority.zones)
        subjects.add(await RecordCollector(context: context).records())
        let classification = await AnswerClassification(context.log) { view in ViewName(rawValue: view).flatMap(context.client) }
        subjects.add(await OrganizationCollector(context: context, classification: classification).organizations())
        let log = context.log
        let (results, order) = ObservationLog.sorted(log.results)
        let (probes, place) = ObservationLog.sorted(log.probes)
        let names = NameCollector(
            results: results, needed: Set(log.needed.map { order[$0] }), required: Set(log.required.map { order[$0] }),
            classification: classification, limits: log.limits,
            authority: authority.names.mapValues { $0.mappingSources { order[$0] } }, apexAliases: authority.apexAliases)
        let root = subjects.root(.current).mappingSources { index in place(index).map { results.count + $0 } ?? order[index] }
            .setting(names.collect(log.wildcards.map { $0.mappingSources { order[$0] } }) { order[$0] })
        let elapsed = (ContinuousClock.now - start).components
        let plan = context.plan
        return FactSet(
            deployment: plan.deployment.name, scheme: plan.deployment.scheme.rawValue, observedAt: observedAt,
            elapsedMilliseconds: Int(elapsed.seconds) * 1_000 + Int(elapsed.attoseconds / 1_000_000_000_000_000), root: root,
            observations: results.map(\.observation) + probes)
    }
}
