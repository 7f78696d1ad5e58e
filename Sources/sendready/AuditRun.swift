import Changes
import DNS
import Deployment
import Facts
import Report
import Rules
import Sockets
import Survey

/// Audits the deployments of a process: from plans to reports.
struct AuditRun {
    var settings = AuditSettings()
    let showsProgress: Bool
    let interruption = Interruption()

    /// A deployment and how it is judged.
    struct Job: Sendable {
        let plan: Plan
        let rules: RuleConfiguration
        /// The domain that is checked without a deployment file.
        var firstContact: FirstContact?
    }

    struct Result: Sendable {
        let facts: FactSet
        let report: Report
        /// The time that the survey has used, and how long it was kept waiting.
        let allowance: Allowance
    }

    /// Surveys and judges, with the concurrency of the settings; results in the order of the jobs. Facts are kept if they
    /// are needed.
    func run(_ jobs: [Job]) async throws -> [(report: Report, facts: FactSet?)] {
        guard !jobs.isEmpty else { return [] }
        return try await interruption.cancelling { try await judged(jobs) }
    }

    private func judged(_ jobs: [Job]) async throws -> [(report: Report, facts: FactSet?)] {
        let session = try AuditSession(settings)
        let progress = Progress(clients: [session.client], isShown: showsProgress)
        defer {
            progress.stop()
            session.shutdown()
        }
        let keepsFacts = settings.gathersEverything
        var results: [Int: (report: Report, facts: FactSet?)] = [:]
        try await withThrowingTaskGroup(of: (Int, Report, FactSet?).self) { group in
            for (index, job) in jobs.enumerated() {
                if index >= settings.concurrency, let (done, report, facts) = try await group.next() {
                    results[done] = (report, facts)
                }
                group.addTask {
                    let result = try await session.audit(job)
                    return (index, result.report, keepsFacts ? result.facts : nil)
                }
            }
            for try await (done, report, facts) in group { results[done] = (report, facts) }
        }
        OverlayOptions.tell(session.replacements)
        return jobs.indices.compactMap { results[$0] }
    }

    /// The scope of a run from some views, or from all.
    static func scope(_ rules: RuleConfiguration, views: [String]? = nil) -> Snapshot.Scope {
        let judged = Set(rules.rules.map(\.id))
        return Snapshot.Scope(rules: judged, knownRules: rules.enabled.union(judged), views: views.map { Set($0) })
    }

    /// Checks all inputs of the deployment's survey besides its file; an error here stops no other deployment.
    static func checkInputs(
        of plan: Plan, roots check: (Deployment) throws -> Void = { _ = try ProbeInputs.roots($0, system: false) }
    ) throws {
        _ = try resolvers(plan)
        _ = try PolicyInputs.givenKeys(plan)
        _ = try PolicyInputs.platformConfiguration(plan, warns: true)
        try check(plan.deployment)
        try AuthorityPool.check(plan)
    }

    static func resolvers(_ plan: Plan) throws -> [ViewName: [Endpoint]] {
        var resolvers: [ViewName: [Endpoint]] = [:]
        for view in plan.views { resolvers[view.name] = try view.resolvers ?? NetworkOptions.systemResolvers() }
        return resolvers
    }
}
