import Changes
package import Facts
import Rules

/// The report as JSON, one object for any number of deployments. Within a format, changes are additions only.
package enum JSONReport: ReportFormat {
    package static let name = "json"
    package static let summary = "one object with everything, described by a JSON Schema"
    package static let fileExtension = "json"
    package static let isForPrograms = true

    package static let format = 1

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        document(run, all: rendering.all, folded: rendering.foldsFindings).rendered() + "\n"
    }

    /// `all` adds the findings that passed, do not apply or were skipped; `folded` combines those with the same text for
    /// several subjects.
    package static func document(_ run: RunReport, all: Bool = false, folded: Bool = false) -> JSONValue {
        [
            "format": .integer(Int64(format)),
            "tool": ["name": "sendready", "version": .string(run.toolVersion)],
            "reports": .array(run.reports.map { report($0, all: all, folded: folded) }),
            "refused": .array(run.refusals.map { ["file": .string($0.file), "reasons": .strings($0.reasons)] }),
        ]
    }

    /// The part of one deployment under `reports`.
    package static func report(_ report: Report, all: Bool, folded: Bool = false) -> JSONValue {
        let shown = all ? report.findings : report.shown
        let findings =
            folded
            ? EqualFindings.groups(shown).map { value($0, report.changes) }
            : shown.map { value($0, report.changes?[$0.fingerprint]) }
        let counted = report.findings.reduce(into: [Outcome: Int64]()) { $0[$1.outcome, default: 0] += 1 }
        let counts = Outcome.allCases.map { ($0.rawValue, JSONValue.integer(counted[$0] ?? 0)) }
        return JSONValue.object([
            "deployment": .string(report.deployment),
            "scheme": .string(report.scheme),
            "observedAt": .string(report.observedAt.description),
            "elapsedMs": .integer(Int64(report.elapsedMilliseconds)),
            "verdict": .string(report.verdict.rawValue),
            "counts": .object(Dictionary(counts) { first, _ in first }),
            "findings": .array(findings),
            "providers": .array(report.providers.map { value($0, notGiven: report.notGiven(for: $0), folded) }),
            "causes": report.causes.isEmpty ? .null : .array(report.causes.map(value)),
            "repairs": report.repairs.map { .array($0.repairs.map(value)) } ?? .null,
            "afterRepairs": report.repairs.map { afterRepairs($0, folded: folded) } ?? .null,
            "remarks": .array(report.remarks.map(value)),
            "rulesDigest": JSONValue(report.rulesDigest),
            "certificates": .array(
                report.certificates.map { certificate in
                    [
                        "role": .string(certificate.role), "name": .string(certificate.name),
                        "port": .integer(Int64(certificate.port)), "notAfter": .string(certificate.notAfter.description),
                    ]
                }),
            "changes": report.changes.map(value) ?? .null,
            "overview": report.overview?.json ?? .null,
        ]).withoutNulls
    }

    private static func value(_ changes: Changes) -> JSONValue {
        JSONValue.object([
            "since": JSONValue(changes.since?.description),
            "findings": .array(changes.findings.map(value)),
            "sight": changes.sight.map(value) ?? .null,
        ]).withoutNulls
    }

    private static func value(_ finding: ChangedFinding) -> JSONValue {
        [
            "change": .string(finding.change.rawValue), "news": .boolean(finding.isNews), "stale": .boolean(finding.isStale),
            "since": .string(finding.since.description), "fingerprint": .string(finding.fingerprint),
            "rule": .string(finding.rule), "subject": finding.subject.json, "title": .string(finding.title),
            "severity": .string(finding.severity.rawValue),
        ]
    }

    private static func value(_ sight: Changes.Sight) -> JSONValue {
        switch sight {
        case .lost(let since, let reasons, let isReminder):
            [
                "lost": true, "state": .string(sight.word), "since": .string(since.description),
                "causes": .array(reasons.map(value)), "reminder": .boolean(isReminder),
            ]
        case .unsteady(let since, let reasons):
            [
                "lost": .boolean(!reasons.isEmpty), "state": .string(sight.word), "since": .string(since.description),
                "causes": .array(reasons.map(value)), "reminder": false,
            ]
        case .regained(let since):
            [
                "lost": false, "state": .string(sight.word), "since": .string(since.description), "causes": [],
                "reminder": false,
            ]
        }
    }

    private static func value(_ cause: Cause) -> JSONValue {
        [
            "rank": .integer(Int64(cause.rank.rawValue)), "fingerprints": .strings(cause.fingerprints),
            "consequences": .strings(cause.consequences),
        ]
    }

    static func value(_ repair: Repair) -> JSONValue {
        JSONValue.object([
            "owner": .string(repair.owner), "type": .string(repair.type), "view": .string(repair.view),
            "zone": .string(repair.zone), "old": JSONValue(repair.old), "new": JSONValue(repair.new),
            "clears": .strings(repair.clears), "by": .string(repair.by.rawValue), "why": .strings(repair.reasons),
            "note": JSONValue(repair.note),
        ]).withoutNulls
    }

    /// What stands the same of several subjects once they are folded.
    private struct LeftKey: Hashable {
        let rule: String
        let outcome: Outcome
        let severity: Severity
        let by: RepairOwner
    }

    static func afterRepairs(_ proven: ProvenRepairs, folded: Bool = false) -> JSONValue {
        let groups =
            folded
            ? proven.left.grouped {
                LeftKey(rule: $0.finding.rule, outcome: $0.finding.outcome, severity: $0.finding.severity, by: $0.by)
            } : proven.left.map { [$0] }
        return ["verdict": .string(proven.verdict.rawValue), "left": .array(groups.map(value))]
    }

    private static func value(_ same: [ProvenRepairs.Left]) -> JSONValue {
        let left = same[0]
        return JSONValue.object([
            "rule": .string(left.finding.rule), "outcome": .string(left.finding.outcome.rawValue),
            "severity": .string(left.finding.severity.rawValue), "subject": left.finding.subject.json,
            "title": .string(left.finding.title), "fingerprint": .string(left.finding.fingerprint),
            "by": .string(left.by.rawValue), "subjects": same.count > 1 ? subjects(of: same.map(\.finding)) : .null,
        ]).withoutNulls
    }

    /// The subjects of findings, each with its finding's fingerprint.
    private static func subjects(of findings: [Finding]) -> JSONValue {
        .array(
            findings.map { finding in
                guard case .object(let subject) = finding.subject.json else { return .null }
                return .object(subject.merging(["fingerprint": .string(finding.fingerprint)]) { $1 })
            })
    }

    private static func value(_ provider: ProviderReadiness, notGiven: [String], _ folded: Bool) -> JSONValue {
        let ways = folded ? ProviderText.folded(provider.paths) : provider.paths.map { [$0] }
        return JSONValue.object([
            "profile": .string(provider.profile), "title": .string(provider.title),
            "verdict": .string(provider.verdict.rawValue), "failing": .strings(provider.failing),
            "undetermined": .strings(provider.undetermined), "notChecked": .strings(provider.unchecked),
            "paths": .array(
                ways.map { same in
                    JSONValue.object([
                        "path": .string(same[0].key), "verdict": .string(same[0].verdict.rawValue),
                        "failing": .strings(same[0].failing), "undetermined": .strings(same[0].undetermined),
                        "alike": same.count > 1 ? .strings(same.dropFirst().map(\.key)) : .null,
                    ]).withoutNulls
                }),
            "notGiven": notGiven.isEmpty ? .null : .strings(notGiven),
        ]).withoutNulls
    }

    private static func value(_ remark: Remark) -> JSONValue {
        JSONValue.object([
            "kind": .string(remark.kind.rawValue), "message": .string(remark.message), "place": JSONValue(remark.place),
        ]).withoutNulls
    }

    private static func value(_ acceptance: Acceptance) -> JSONValue {
        JSONValue.object([
            "state": .string(acceptance.state.rawValue), "until": JSONValue(acceptance.until),
            "reason": .string(acceptance.reason), "by": JSONValue(acceptance.owner), "place": .string(acceptance.place),
        ]).withoutNulls
    }

    /// The first of several equal findings, with the records and subjects of all.
    private static func value(_ equal: EqualFindings, _ changes: Changes?) -> JSONValue {
        let first = equal.findings[0]
        guard equal.findings.count > 1, case .object(var members) = value(first, changes?[first.fingerprint]) else {
            return value(first, changes?[first.fingerprint])
        }
        if let fix = first.fix { members["fix"] = value(Fix(text: fix.text, publish: equal.publish)) }
        members["subjects"] = subjects(of: equal.findings)
        return .object(members)
    }

    private static func value(_ finding: Finding, _ changed: ChangedFinding?) -> JSONValue {
        JSONValue.object([
            "rule": .string(finding.rule),
            "outcome": .string(finding.outcome.rawValue),
            "severity": .string(finding.severity.rawValue),
            "subject": finding.subject.json,
            "title": .string(finding.title),
            "message": .string(finding.message),
            "why": .string(finding.why),
            "fix": finding.fix.map(value) ?? .null,
            "evidence": .array(finding.evidence.map(\.json)),
            "references": .strings(finding.references),
            "fingerprint": .string(finding.fingerprint),
            "causedBy": JSONValue(finding.causedBy),
            "rank": finding.rank.map { .integer(Int64($0.rawValue)) } ?? .null,
            "by": finding.rank == nil || finding.outcome != .fail ? .null : .string(finding.owner.rawValue),
            "change": JSONValue(changed?.change.rawValue),
            "since": JSONValue(changed?.since.description),
            "stale": changed.map { .boolean($0.isStale) } ?? .null,
            "cause": JSONValue(finding.unknown?.cause.rawValue),
            "waiver": finding.acceptance.map(value) ?? .null,
            "question": JSONValue(finding.question ?? finding.unknown?.reasons.first?.question),
            "causes": finding.unknown.map { .array($0.reasons.map(value)) } ?? .null,
        ]).withoutNulls
    }

    private static func value(_ reason: Unknown.Reason) -> JSONValue {
        JSONValue.object([
            "cause": .string(reason.cause.rawValue), "question": JSONValue(reason.question), "view": JSONValue(reason.view),
            "detail": .string(reason.detail),
        ]).withoutNulls
    }

    private static func value(_ fix: Fix) -> JSONValue {
        [
            "text": .string(fix.text),
            "publish": .array(
                fix.publish.map { record in
                    JSONValue.object([
                        "owner": .string(record.owner), "type": .string(record.type), "value": .string(record.value),
                        "view": JSONValue(record.view), "replaces": JSONValue(record.replaces),
                    ]).withoutNulls
                }),
        ]
    }
}
