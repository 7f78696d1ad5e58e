import DNS
import Deployment
import Facts
import Foundation
import MailPolicy
import Probes
import Proof
import Report
import Resolver
import Rules
import Sockets
import Survey
import Synchronization

/// The resources that the deployments of a process share (resolvers, authoritative servers, probers, their caches and
/// budgets), and the audit of one deployment.
final class AuditSession: Sendable {
    /// So long after the deadline what was learned may still be judged: the report has to be written within a second.
    private static let afterTheEnd = Duration.milliseconds(400)

    private let settings: AuditSettings
    private let resolvers: SharedResolvers
    private let authorities: AuthorityPool
    private let probers: ProberPool
    let publicSuffixes: PublicSuffixList?
    private let overlaid = Mutex<Set<OverlayReplacement>>([])

    init(_ settings: AuditSettings) throws {
        self.settings = settings
        resolvers = try SharedResolvers(settings.resolverPolicy)
        authorities = AuthorityPool(settings.authorityPolicy, generation: settings.authorityGeneration)
        probers = ProberPool(
            demonstration: settings.demonstration, pacing: settings.connectionsPerSecond.map { AddressPacing(rate: $0) },
            kept: settings.probeReports)
        publicSuffixes = PolicyInputs.publicSuffixes()
    }

    var client: DNSClient { resolvers.client }

    /// The changes made by overlays, in output order.
    var replacements: [OverlayReplacement] { overlaid.withLock { $0 }.sorted { $0.description < $1.description } }

    /// Checks all inputs of the deployment's survey besides its file; an error here stops no other deployment.
    func checkInputs(of plan: Plan) throws {
        try AuditRun.checkInputs(of: plan, roots: probers.checkRoots)
    }

    /// Surveys and judges one deployment within its own time limit, independently of the others.
    func audit(_ job: AuditRun.Job) async throws -> AuditRun.Result {
        let observedAt = Timestamp.now
        let network = RecordedNetwork(try resolvers.part(AuditRun.resolvers(job.plan)))
        let overlay =
            settings.overlays.isEmpty ? nil : OverlayNetwork(network, overlays: settings.overlays, passingOnBy: job.plan)
        let seen: any SurveyNetwork = overlay ?? (network as any SurveyNetwork)
        // It reads keys and roots.
        let survey = try await Sockets.Thread.blocking { [self] () throws -> Survey in
            try self.survey(job, over: seen, observedAt: observedAt)
        }
        let allowance = Allowance(settings.timeout)
        let facts = await allowance.bounding { await survey.run(observedAt: observedAt) }
        if let overlay { overlaid.withLock { $0.formUnion(overlay.replacements) } }
        let deployment = job.plan.deployment
        // Whoever has interrupted it waits.
        let end = Task.isCancelled ? .now : max(allowance.deadline, .now)
        let judgement = job.rules.judge(facts, until: end + Self.afterTheEnd)
        // The proof has the deployment's time too, and one that was cut short proves nothing.
        let proven =
            Proof.isWorthwhile(judgement)
            ? await allowance.abandoning { await Proof(survey, job.rules, facts, judgement).run() } : nil
        let report = Report(
            facts: facts, judgement: proven ?? judgement.unproven, file: deployment.file, lines: deployment.lines,
            // Lines of a stream have no picture.
            drawsPicture: !settings.isEndless)
        return AuditRun.Result(facts: facts, report: report, allowance: allowance)
    }

    private func survey(_ job: AuditRun.Job, over network: any SurveyNetwork, observedAt: Timestamp) throws -> Survey {
        let plan = job.plan
        let needsEverything = settings.gathersEverything || job.firstContact != nil
        let needsProbes = needsEverything || job.rules.needsProbes
        return Survey(
            plan: plan, resolvers: try AuditRun.resolvers(plan), network: network, publicSuffixes: publicSuffixes,
            givenKeys: try PolicyInputs.givenKeys(plan), platformConfiguration: try PolicyInputs.platformConfiguration(plan),
            // Servers cannot confirm yet what an overlay anticipates.
            authority: settings.overlays.isEmpty ? try authorities.authority(plan, observedAt: observedAt) : nil,
            prober: needsProbes ? try probers.prober(plan, observedAt: observedAt) : nil,
            needs: needsEverything ? nil : job.rules.neededFields, firstContact: job.firstContact)
    }

    func shutdown() {
        client.shutdown()
        authorities.shutdown()
    }
}
