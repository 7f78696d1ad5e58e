import Changes
import Facts
import Rules

/// Prometheus text exposition (version 0.0.4), for the textfile collector of the node exporter.
///
/// Labels are bounded: names come from deployment files, rules and providers from the rule book, the rest are words of this
/// program; data from name servers never becomes a label. Only a limited number of deployments, the worst ones, have their
/// own series; totals cover all.
package enum PrometheusReport: ReportFormat {
    package static let name = "prometheus"
    package static let summary = "metrics, for the textfile collector"
    package static let fileExtension = "prom"
    package static let isForPrograms = true

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        let reports = bounded(run.reports)
        var families = [
            Family(
                "sendready_build_info", "The version that wrote these metrics; always 1.",
                [Sample(["version": run.toolVersion], 1)]),
            Family(
                "sendready_refused_files", "Deployment files that could not be judged.", [Sample([:], Int64(run.refusals.count))]
            ),
            Family(
                "sendready_deployments", "Deployments that were checked, by verdict.",
                Verdict.allCases.map { verdict in
                    Sample(["verdict": verdict.rawValue], Int64(run.reports.count { $0.verdict == verdict }))
                }),
            Family(
                "sendready_deployments_without_series", "Deployments that have no series of their own: those beyond the limit.",
                [Sample([:], Int64(run.reports.count - reports.count))]),
            Family(
                "sendready_last_check_timestamp_seconds", "When the deployment that was checked longest ago was checked.",
                run.reports.map(\.observedAt.seconds).min().map { [Sample([:], $0)] } ?? []),
        ]
        families += [
            Family("sendready_verdict", "1 for the verdict of the last check, 0 for the others.", reports.flatMap(verdicts)),
            Family(
                "sendready_findings", "Failed findings, by rule and severity; no series for rules without one.",
                reports.flatMap { rules($0, .fail) }),
            Family(
                "sendready_undetermined_findings",
                "Findings that could not be decided, by rule and severity; no series for rules without one.",
                reports.flatMap { rules($0, .undetermined) }),
            Family(
                "sendready_provider_verdict", "1 for what a mailbox provider's requirements come to, 0 for the others.",
                reports.flatMap(providers)),
            Family(
                "sendready_certificate_expiry_timestamp_seconds",
                "When the first of the certificates that a name is served with ends.",
                reports.flatMap { report in
                    report.certificates.map { Sample(labels($0, of: report), $0.notAfter.seconds) }
                }),
            Family(
                "sendready_certificate_lifetime_seconds",
                "How long the certificate of a name is valid from its beginning on: what is left is held against it.",
                reports.flatMap { report in
                    report.certificates.compactMap { certificate in
                        certificate.lifetime.map { Sample(labels(certificate, of: report), $0) }
                    }
                }),
            Family("sendready_outcomes", "Findings by outcome.", reports.flatMap(outcomes)),
            Family(
                "sendready_check_timestamp_seconds", "When the deployment was checked.",
                reports.map { Sample(["deployment": $0.deployment], $0.observedAt.seconds) }),
            Family(
                "sendready_check_duration_seconds", "How long that took.",
                reports.map { Sample(["deployment": $0.deployment], seconds: $0.elapsedMilliseconds) }),
        ]
        let remembered = reports.filter { $0.changes != nil }
        families += [
            Family(
                "sendready_changed_findings", "Findings by what became of them since the look before.",
                remembered.flatMap(changes)),
            Family(
                "sendready_stale_findings", "Failed findings that could not be checked again.",
                remembered.map { report in
                    Sample(
                        ["deployment": report.deployment], Int64(report.changes?.findings.count(where: \.isStale) ?? 0))
                }),
        ]
        return families.filter { !$0.samples.isEmpty }.map(\.text).joined()
    }

    /// Deployments with their own series: each costs a Prometheus server some hundred series.
    package static let maximumDeployments = 500

    /// The worst first, limited.
    private static func bounded(_ reports: [Report]) -> [Report] {
        guard reports.count > maximumDeployments else { return reports }
        let order: [Verdict] = [.notReady, .undetermined, .warnings, .ready]
        return Array(order.flatMap { verdict in reports.filter { $0.verdict == verdict } }.prefix(maximumDeployments))
    }

    private static func labels(
        _ certificate: CertificateExpiry, of report: Report
    ) -> KeyValuePairs<String, String> {
        [
            "deployment": report.deployment, "role": certificate.role, "name": certificate.name,
            "port": String(certificate.port),
        ]
    }

    private static func verdicts(_ report: Report) -> [Sample] {
        Verdict.allCases.map { verdict in
            Sample(["deployment": report.deployment, "verdict": verdict.rawValue], report.verdict == verdict ? 1 : 0)
        }
    }

    private static func providers(_ report: Report) -> [Sample] {
        report.providers.flatMap { provider in
            Verdict.allCases.map { verdict in
                Sample(
                    ["deployment": report.deployment, "provider": provider.profile, "verdict": verdict.rawValue],
                    provider.verdict == verdict ? 1 : 0)
            }
        }
    }

    private static func outcomes(_ report: Report) -> [Sample] {
        Outcome.allCases.map { outcome in
            Sample(["deployment": report.deployment, "outcome": outcome.rawValue], Int64(report.count(outcome)))
        }
    }

    private static func changes(_ report: Report) -> [Sample] {
        Change.allCases.map { change in
            Sample(
                ["deployment": report.deployment, "change": change.rawValue], Int64(report.changes?.count(change) ?? 0))
        }
    }

    /// One sample per rule with such a finding: zeros for all other rules would be most of the series.
    private static func rules(_ report: Report, _ outcome: Outcome) -> [Sample] {
        struct Key: Hashable {
            let rule: String
            let severity: Severity
        }
        var counts: [Key: Int64] = [:]
        for finding in report.findings where finding.outcome == outcome && report.hasSay(finding) {
            counts[Key(rule: finding.rule, severity: finding.severity), default: 0] += 1
        }
        return counts.sorted { ($0.key.rule, $0.key.severity) < ($1.key.rule, $1.key.severity) }.map { key, count in
            Sample(["deployment": report.deployment, "rule": key.rule, "severity": key.severity.rawValue], count)
        }
    }

    /// A gauge with its samples.
    private struct Family {
        let name: String
        let help: String
        let samples: [Sample]

        init(_ name: String, _ help: String, _ samples: [Sample]) {
            self.name = name
            self.help = help
            self.samples = samples
        }

        var text: String {
            "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + samples.map { "\(name)\($0.labels) \($0.value)\n" }.joined()
        }
    }

    private struct Sample {
        let labels: String
        let value: String

        init(_ labels: KeyValuePairs<String, String>, _ value: Int64) {
            self.init(labels, text: String(value))
        }

        init(_ labels: KeyValuePairs<String, String>, seconds milliseconds: Int) {
            let fraction = String(milliseconds % 1_000)
            self.init(
                labels, text: "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction)
        }

        private init(_ labels: KeyValuePairs<String, String>, text: String) {
            let pairs = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }
            self.labels = pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}"
            value = text
        }

        private static func escaped(_ value: String) -> String {
            printable(value).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        }
    }
}
