import Changes
import Facts
import Rules

/// One finding a line, for log and column stores: every line has the same members, none is nested, and what does not apply
/// is null.
package enum NDJSONReport {
    /// What stands in it.
    package enum Extent: Sendable {
        case shown
        /// Also what passed, does not apply or was skipped.
        case all
        /// Only findings that changed since the look before.
        case news
    }

    /// With a look before to compare with, findings that were resolved have their line too, whatever became of them.
    package static func text(_ run: RunReport, _ extent: Extent = .shown) -> String {
        run.reports.flatMap { report in
            lines(report, extent).map { line($0, of: report, run.toolVersion).rendered(pretty: false) + "\n" }
        }.joined()
    }

    private static func lines(_ report: Report, _ extent: Extent) -> [Finding] {
        let changed = report.changes?.findings ?? []
        let news = Set(changed.filter(\.isNews).map(\.fingerprint))
        let shown = Set(report.shown.map(\.fingerprint))
        let present = report.findings.filter { finding in
            switch extent {
            case .all: true
            case .shown: shown.contains(finding.fingerprint) || news.contains(finding.fingerprint)
            case .news: news.contains(finding.fingerprint)
            }
        }
        let fingerprints = Set(report.findings.map(\.fingerprint))
        return present + changed.filter { $0.isNews && !fingerprints.contains($0.fingerprint) }.map(gone)
    }

    /// A finding whose subject is no longer there.
    private static func gone(_ changed: ChangedFinding) -> Finding {
        Finding(
            rule: changed.rule, outcome: .notApplicable, severity: changed.severity, subject: changed.subject,
            title: changed.title, message: "")
    }

    private static func line(_ finding: Finding, of report: Report, _ toolVersion: String) -> JSONValue {
        let changed = report.changes?[finding.fingerprint]
        return [
            "change": JSONValue(changed?.change.rawValue),
            "since": JSONValue(changed?.since.description),
            "stale": changed.map { .boolean($0.isStale) } ?? .null,
            "format": .integer(Int64(JSONReport.format)),
            "toolVersion": .string(toolVersion),
            "observedAt": .string(report.observedAt.description),
            "deployment": .string(report.deployment),
            "scheme": .string(report.scheme),
            "verdict": .string(report.verdict.rawValue),
            "rule": .string(finding.rule),
            "outcome": .string(finding.outcome.rawValue),
            "severity": .string(finding.severity.rawValue),
            "fingerprint": .string(finding.fingerprint),
            "kind": .string(finding.subject.kind),
            "key": .string(finding.subject.key),
            "role": JSONValue(finding.subject.role),
            "name": JSONValue(finding.subject.name),
            "view": JSONValue(finding.subject.view),
            "address": JSONValue(finding.subject.address),
            "sender": JSONValue(finding.subject.sender),
            "title": .string(finding.title),
            "message": .string(finding.message),
            "fix": JSONValue(finding.fix?.text),
            "publish": .strings(finding.fix?.publish.map(\.placedZoneLine) ?? []),
            "evidence": .strings(finding.evidence.map(\.text)),
            "cause": JSONValue(finding.unknown?.cause.rawValue),
            "question": JSONValue(finding.question ?? finding.unknown?.reasons.first?.question),
        ]
    }
}
