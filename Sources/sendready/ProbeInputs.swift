import Deployment
import Facts
import Foundation
import Probes
import Report

/// What probing servers needs beside the plan.
enum ProbeInputs {
    /// The roots that a deployment names, with the system's or without.
    static func roots(_ deployment: Deployment, system: Bool = true) throws(CommandFailure) -> TrustStore {
        do throws(TrustStore.Failure) {
            return try TrustStore(system: system, file: deployment.extraRoots?.path)
        } catch {
            let file = deployment.extraRoots
            throw CommandFailure(
                .refused, "\(file.map { "\($0.place): " } ?? "")the roots of tls.ca-file cannot be read: \(reason(error))")
        }
    }

    /// How every command probes.
    static func settings(_ roots: TrustStore, observedAt: Timestamp, deadline: ContinuousClock.Instant) -> ProbeSettings {
        var settings = ProbeSettings(roots: roots, now: observedAt.seconds, deadline: deadline)
        // A name that is no name on the Internet would only make mail servers suspicious.
        let name = ProcessInfo.processInfo.hostName
        if name.contains("."), !name.hasPrefix("localhost") { settings.clientName = name }
        return settings
    }

    static func reason(_ failure: TrustStore.Failure) -> String {
        switch failure {
        case .unreadable(let words): words
        }
    }
}

/// The probers of several deployments: those that trust the same roots are one, and all together are no more connections than one.
struct ProberPool {
    private let deadline: ContinuousClock.Instant
    private let observedAt: Timestamp
    private let demonstration: DemoServers?
    /// By the file of further roots.
    private var probers: [String?: Prober] = [:]

    init(deadline: ContinuousClock.Instant, observedAt: Timestamp, demonstration: DemoServers?) {
        self.deadline = deadline
        self.observedAt = observedAt
        self.demonstration = demonstration
    }

    /// `nil` when the deployment file allows no probe.
    mutating func prober(_ deployment: Deployment) throws(CommandFailure) -> Prober? {
        if let demonstration { return demonstration.prober(observedAt: observedAt, deadline: deadline) }
        let probes = deployment.probes
        guard probes.tls || probes.smtp || probes.http else { return nil }
        if let known = probers[deployment.extraRoots?.path] { return known }
        let roots = try ProbeInputs.roots(deployment)
        let settings = ProbeInputs.settings(roots, observedAt: observedAt, deadline: deadline)
        let prober = Prober(settings, sharing: probers.values.first)
        probers[deployment.extraRoots?.path] = prober
        return prober
    }
}
