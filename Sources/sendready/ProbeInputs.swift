import Deployment
import Facts
import Foundation
import Probes
import Report

/// What probing servers needs beside the plan.
enum ProbeInputs {
    /// A prober for a deployment that allows any probe.
    static func prober(
        _ deployment: Deployment, observedAt: Timestamp, deadline: ContinuousClock.Instant
    ) throws(CommandFailure) -> Prober? {
        let probes = deployment.probes
        guard probes.tls || probes.smtp || probes.http else { return nil }
        let roots: TrustStore
        do throws(TrustStore.Failure) {
            roots = try TrustStore(file: deployment.extraRoots?.path)
        } catch {
            let file = deployment.extraRoots
            throw CommandFailure(
                .refused, "\(file.map { "\($0.place): " } ?? "")the roots of tls.ca-file cannot be read: \(reason(error))")
        }
        return Prober(settings(roots, observedAt: observedAt, deadline: deadline))
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
