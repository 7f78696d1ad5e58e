import Changes
import DNS
import Deployment
import Facts
import Foundation
import Report
import Resolver
import Rules
import Survey

/// From plans to reports: the object graph of an audit in one place.
struct AuditRun {
    let timeout: Duration
    let showsProgress: Bool
    /// Looks also at what no rule reads: for facts that are saved.
    var gathersEverything = false
    /// Records that count as published, by view.
    var overlays: [String: Overlay] = [:]
    /// The servers of the demonstration, in place of those on the Internet.
    var demonstration: DemoServers?

    /// A deployment, and how it is judged.
    struct Job {
        let plan: Plan
        let rules: RuleConfiguration
    }

    struct Result {
        let facts: FactSet
        let report: Report
    }

    /// Surveys and judges. Views that several plans describe alike share every question.
    func run(_ jobs: [Job]) async throws -> [Result] {
        guard !jobs.isEmpty else { return [] }
        let deadline = ContinuousClock.now + timeout
        let publicSuffixes = PolicyInputs.publicSuffixes()
        let observedAt = Timestamp.now
        var probers = ProberPool(deadline: deadline, observedAt: observedAt, demonstration: demonstration)
        var authorities = AuthorityPool(deadline: deadline, observedAt: observedAt)
        var shared = SharedResolvers()
        let resolvers = try jobs.map { try Self.resolvers($0.plan) }
        let names = resolvers.map { shared.add($0) }
        let client = try DNSClient(views: shared.views, deadline: deadline)
        var surveys: [Survey] = []
        var overlaid: [OverlayNetwork] = []
        for (index, job) in jobs.enumerated() {
            let (plan, needs) = (job.plan, gathersEverything ? nil : job.rules.neededFields)
            let network = SharedResolvers.Part(client: client, names: names[index])
            let overlay = OverlayNetwork(network, overlays: overlays)
            if !overlays.isEmpty { overlaid.append(overlay) }
            surveys.append(
                Survey(
                    plan: plan, resolvers: resolvers[index],
                    network: overlays.isEmpty ? network : overlay,
                    publicSuffixes: publicSuffixes,
                    givenKeys: try PolicyInputs.givenKeys(plan),
                    platformConfiguration: try PolicyInputs.platformConfiguration(plan),
                    // Servers cannot say yet what an overlay says for them.
                    authority: overlays.isEmpty ? try authorities.authority(plan) : nil,
                    prober: gathersEverything || job.rules.needsProbes ? try probers.prober(plan) : nil,
                    needs: needs))
        }
        let progress = Progress(clients: [client], isShown: showsProgress)
        defer {
            progress.stop()
            client.shutdown()
            for client in authorities.clients { client.shutdown() }
        }
        var results: [Result] = []
        try await withThrowingTaskGroup(of: (Int, FactSet).self) { group in
            for (index, survey) in surveys.enumerated() {
                group.addTask { (index, await survey.run(observedAt: observedAt)) }
            }
            var facts: [(Int, FactSet)] = []
            for try await one in group { facts.append(one) }
            results = facts.sorted { $0.0 < $1.0 }.map { index, facts in
                Result(
                    facts: facts,
                    report: Self.judge(
                        facts, jobs[index].rules, file: jobs[index].plan.deployment.file, lines: jobs[index].plan.deployment.lines
                    ))
            }
        }
        OverlayOptions.tell(Set(overlaid.flatMap(\.replacements)).sorted { $0.description < $1.description })
        return results
    }

    static func judge(
        _ facts: FactSet, _ rules: RuleConfiguration, file: String?, lines: [String: Int] = [:]
    ) -> Report {
        Report(
            facts: facts, judgement: rules.judge(facts), file: file, lines: lines)
    }

    /// What a run from some views, or from all, looks at.
    static func scope(_ rules: RuleConfiguration, views: [String]? = nil) -> Snapshot.Scope {
        let judged = Set(rules.rules.map(\.id))
        return Snapshot.Scope(rules: judged, knownRules: rules.enabled.union(judged), views: views.map { Set($0) })
    }

    /// Everything beside the deployment file that its survey needs; thrown here, it stops no other deployment.
    static func checkInputs(of plan: Plan) throws {
        _ = try resolvers(plan)
        _ = try PolicyInputs.givenKeys(plan)
        _ = try PolicyInputs.platformConfiguration(plan, warns: true)
        _ = try ProbeInputs.roots(plan.deployment, system: false)
        try AuthorityPool.check(plan)
    }

    static func resolvers(_ plan: Plan) throws -> [ViewName: [Endpoint]] {
        var resolvers: [ViewName: [Endpoint]] = [:]
        for view in plan.views { resolvers[view.name] = try view.resolvers ?? NetworkOptions.systemResolvers() }
        return resolvers
    }
}
