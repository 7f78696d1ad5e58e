import DNS
import Deployment
import Facts
import Foundation
import Probes
import Report
import Synchronization

/// Inputs of server probes besides the plan.
enum ProbeInputs {
    /// The roots of a deployment, with or without the system's.
    static func roots(_ deployment: Deployment, system: Bool = true) throws(CommandFailure) -> TrustStore {
        do throws(TrustStore.Failure) {
            return try TrustStore(system: system, file: deployment.extraRoots?.path)
        } catch {
            let file = deployment.extraRoots
            throw CommandFailure(
                .refused, "\(file.map { "\($0.place): " } ?? "")the roots of tls.ca-file cannot be read: \(reason(error))")
        }
    }

    /// The probe settings of all commands.
    static func settings(
        _ roots: TrustStore, observedAt: Timestamp, deadline: ContinuousClock.Instant? = nil
    ) -> ProbeSettings {
        var settings = ProbeSettings(roots: roots, now: observedAt.seconds, deadline: deadline)
        // A name that does not exist on the Internet would only make mail servers suspicious.
        if hostName.contains("."), !hostName.hasPrefix("localhost") { settings.clientName = hostName }
        return settings
    }

    private static let hostName = ProcessInfo.processInfo.hostName

    /// Addresses of the Internet, and those that the operator has named: his networks, and every address of his file.
    static func filter(_ plan: Plan) -> AddressFilter {
        let deployment = plan.deployment
        let balancer = deployment.balancer.map { $0.addresses + $0.sources } ?? []
        let addresses = plan.webNames.flatMap { $0.expected + $0.listening } + plan.mailServerAddresses + balancer
        let own = addresses.compactMap { Network($0, prefixLength: $0.bitWidth) }
        return .global(and: deployment.networks.public + deployment.networks.internal + own)
    }

    static func reason(_ failure: TrustStore.Failure) -> String {
        switch failure {
        case .unreadable(let words): words
        }
    }
}

/// The probers of several deployments: together they keep to one connection limit, and probe a server once where their
/// settings agree.
final class ProberPool: Sendable {
    private struct State {
        /// By the file of additional roots.
        var roots: [String?: TrustStore] = [:]
        /// The prober whose threads and reports all others share.
        var first: Prober?
    }

    private let demonstration: DemoServers?
    private let pacing: AddressPacing?
    /// How many reports of each kind are kept, and how long; `nil` for the whole run.
    private let kept: (count: Int, lifetime: Duration)?
    private let state = Mutex(State())

    init(demonstration: DemoServers?, pacing: AddressPacing?, kept: (count: Int, lifetime: Duration)?) {
        self.demonstration = demonstration
        self.pacing = pacing
        self.kept = kept
    }

    /// Checks that a deployment's own roots are readable; each file is read once.
    func checkRoots(_ deployment: Deployment) throws(CommandFailure) {
        guard let file = deployment.extraRoots?.path, state.withLock({ $0.roots[file] == nil }) else { return }
        let roots = try ProbeInputs.roots(deployment)
        state.withLock { if $0.roots[file] == nil { $0.roots[file] = roots } }
    }

    /// `nil` when the deployment file allows no probe.
    func prober(_ plan: Plan, observedAt: Timestamp) throws -> Prober? {
        if let demonstration { return demonstration.prober(observedAt: observedAt) }
        let deployment = plan.deployment
        let probes = deployment.probes
        guard probes.tls || probes.smtp || probes.http else { return nil }
        let filter = ProbeInputs.filter(plan)
        return try state.withLock { state in
            let file = deployment.extraRoots?.path
            let roots = try state.roots[file] ?? ProbeInputs.roots(deployment)
            state.roots[file] = roots
            var settings = ProbeInputs.settings(roots, observedAt: observedAt)
            settings.filter = filter
            settings.pacing = pacing
            settings.stopsAtServerHello = true
            if let kept { (settings.reportsKept, settings.reportLifetime) = (kept.count, kept.lifetime) }
            let prober = Prober(settings, sharing: state.first)
            state.first = state.first ?? prober
            return prober
        }
    }
}
