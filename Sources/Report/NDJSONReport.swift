import Facts
import RuleEngine

/// One finding a line, for log and column stores: every line has the same members, none is nested, and what does not apply
/// is null.
public enum NDJSONReport {
    /// `all` adds the findings that passed, do not apply or were skipped.
    public static func text(_ run: RunReport, all: Bool = false) -> String {
        run.reports.flatMap { report in
            (all ? report.findings : report.shown).map { line($0, of: report, run.toolVersion).rendered(pretty: false) + "\n" }
        }.joined()
    }

    private static func line(_ finding: Finding, of report: Report, _ toolVersion: String) -> JSONValue {
        [
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
