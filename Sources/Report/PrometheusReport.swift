import Changes
import Facts
import Rules

/// Prometheus text exposition (version 0.0.4), for the textfile collector of the node exporter.
///
/// Labels are bounded: deployments and names come from deployment files, rules and providers from the rule book, the rest are words of
/// this program. Nothing that a name server says becomes a label.
package enum PrometheusReport {
    package static func text(_ run: RunReport) -> String {
        var families = [
            Family(
                "sendready_build_info", "The version that wrote these metrics; always 1.",
                [Sample(["version": run.toolVersion], 1)]),
            Family(
                "sendready_refused_files", "Deployment files that could not be judged.", [Sample([:], Int64(run.refusals.count))]
            ),
        ]
        families += [
            Family("sendready_verdict", "1 for the verdict of the last check, 0 for the others.", run.reports.flatMap(verdicts)),
            Family(
                "sendready_findings", "Failed findings, by rule and severity; 0 for rules without one.",
                run.reports.flatMap { rules($0, .fail) }),
            Family(
                "sendready_undetermined_findings", "Findings that could not be decided, by rule and severity.",
                run.reports.flatMap { rules($0, .undetermined) }),
            Family(
                "sendready_provider_verdict", "1 for what a mailbox provider's requirements come to, 0 for the others.",
                run.reports.flatMap(providers)),
            Family(
                "sendready_certificate_expiry_timestamp_seconds",
                "When the first of the certificates that a name is served with ends.",
                run.reports.flatMap { report in
                    report.certificates.map { certificate in
                        Sample(
                            [
                                "deployment": report.deployment, "role": certificate.role, "name": certificate.name,
                                "port": String(certificate.port),
                            ], certificate.notAfter.seconds)
                    }
                }),
            Family("sendready_outcomes", "Findings by outcome.", run.reports.flatMap(outcomes)),
            Family(
                "sendready_check_timestamp_seconds", "When the deployment was looked at.",
                run.reports.map { Sample(["deployment": $0.deployment], $0.observedAt.seconds) }),
            Family(
                "sendready_check_duration_seconds", "How long that took.",
                run.reports.map { Sample(["deployment": $0.deployment], seconds: $0.elapsedMilliseconds) }),
        ]
        let remembered = run.reports.filter { $0.changes != nil }
        families += [
            Family(
                "sendready_changed_findings", "Findings by what became of them since the look before.",
                remembered.flatMap(changes)),
            Family(
                "sendready_stale_findings", "Failed findings that could not be looked at again.",
                remembered.map { report in
                    Sample(
                        ["deployment": report.deployment], Int64(report.changes?.findings.count(where: \.isStale) ?? 0))
                }),
        ]
        return families.filter { !$0.samples.isEmpty }.map(\.text).joined()
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

    /// One sample for each rule that was judged, so that a series goes to 0 rather than away.
    private static func rules(_ report: Report, _ outcome: Outcome) -> [Sample] {
        struct Key: Hashable {
            let rule: String
            let severity: Severity
        }
        var counts: [Key: Int64] = [:]
        for finding in report.findings where report.hasSay(finding) && finding.outcome != .notApplicable {
            counts[Key(rule: finding.rule, severity: finding.severity), default: 0] += finding.outcome == outcome ? 1 : 0
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
