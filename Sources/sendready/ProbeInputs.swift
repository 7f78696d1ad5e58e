import DNS
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

    /// Addresses of the Internet, and what the operator has named: his networks, and every address of his file.
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

/// The probers of several deployments: those that trust the same roots and may contact the same addresses are one, and all
/// together are no more connections than one.
struct ProberPool {
    private let deadline: ContinuousClock.Instant
    private let observedAt: Timestamp
    private let demonstration: DemoServers?
    private var probers: [Key: Prober] = [:]

    private struct Key: Hashable {
        /// The file of further roots.
        let roots: String?
        let filter: AddressFilter
    }

    init(deadline: ContinuousClock.Instant, observedAt: Timestamp, demonstration: DemoServers?) {
        self.deadline = deadline
        self.observedAt = observedAt
        self.demonstration = demonstration
    }

    /// `nil` when the deployment file allows no probe.
    mutating func prober(_ plan: Plan) throws(CommandFailure) -> Prober? {
        if let demonstration { return demonstration.prober(observedAt: observedAt, deadline: deadline) }
        let deployment = plan.deployment
        let probes = deployment.probes
        guard probes.tls || probes.smtp || probes.http else { return nil }
        let key = Key(roots: deployment.extraRoots?.path, filter: ProbeInputs.filter(plan))
        if let known = probers[key] { return known }
        let roots = try ProbeInputs.roots(deployment)
        var settings = ProbeInputs.settings(roots, observedAt: observedAt, deadline: deadline)
        settings.filter = key.filter
        let prober = Prober(settings, sharing: probers.values.first)
        probers[key] = prober
        return prober
    }
}
