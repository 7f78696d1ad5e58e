import Changes
import Facts
import Rules

/// One finding per line, for log and column stores: every line has the same flat members, and those that do not apply are
/// null.
///
/// A separate line ends each deployment, even without findings, so that missing output is never mistaken for success; a
/// refused file has a line too. `(deployment, fingerprint)` is the key of a finding.
package enum NDJSONReport: ReportFormat {
    package static let name = "ndjson"
    package static let summary = "one finding a line, for log and column stores"
    package static let fileExtension = "ndjson"
    package static let isForPrograms = true

    /// The content.
    private enum Extent {
        case shown
        /// Includes what passed, does not apply or was skipped.
        case all
        /// Only findings that changed since the previous run.
        case news
    }

    /// The kind of a line: the member `line`.
    package enum Line: String, Sendable, CaseIterable {
        case finding
        /// The end of a deployment: its verdict, and the number of findings by outcome.
        case deployment
        /// A deployment file that could not be judged.
        case refused
    }

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        document(run, rendering.all ? .all : .shown)
    }

    /// Only the changes, if there is a previous run to compare with.
    package static func brief(_ run: RunReport, _ rendering: ReportRendering) -> String {
        run.isCompared ? document(run, .news) : text(run, rendering)
    }

    /// If there is a previous run, resolved findings have a line too, whatever their outcome.
    private static func document(_ run: RunReport, _ extent: Extent) -> String {
        let reports = run.reports.flatMap { report -> [[String: JSONValue]] in
            lines(report, extent).map { findingLine($0, of: report) } + [deploymentLine(report)]
        }
        return (reports + run.refusals.map(refusedLine)).map { members in
            let general: [String: JSONValue] = [
                "format": .integer(Int64(JSONReport.format)), "toolVersion": .string(run.toolVersion),
            ]
            return JSONValue.object(empty.merging(general) { $1 }.merging(members) { $1 }).rendered(pretty: false) + "\n"
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

    /// A finding whose subject no longer exists.
    private static func gone(_ changed: ChangedFinding) -> Finding {
        Finding(
            rule: changed.rule, outcome: .notApplicable, severity: changed.severity, subject: changed.subject,
            title: changed.title, message: "")
    }

    /// All members of a line, without values.
    private static let empty: [String: JSONValue] = {
        let names = [
            "line", "format", "toolVersion", "observedAt", "deployment", "scheme", "verdict", "rule", "outcome", "severity",
            "fingerprint", "kind", "key", "role", "name", "view", "address", "sender", "title", "message", "fix", "publish",
            "evidence", "cause", "question", "change", "since", "stale", "file", "elapsedMs", "sight",
        ]
        return Dictionary(uniqueKeysWithValues: (names + tallies.map(\.name)).map { ($0, JSONValue.null) })
    }()

    /// The numbers of a deployment's findings by outcome.
    package static let tallies: [(name: String, number: @Sendable (Report) -> Int)] = [
        ("errors", { $0.failures(.error) }), ("warnings", { $0.failures(.warning) }), ("notices", { $0.failures(.notice) }),
        ("undetermined", { $0.count(.undetermined) }), ("waived", { $0.count(.waived) }), ("passed", { $0.count(.pass) }),
    ]

    private static func deploymentLine(_ report: Report) -> [String: JSONValue] {
        var members = deployment(report, .deployment)
        members["file"] = JSONValue(report.file)
        members["elapsedMs"] = .integer(Int64(report.elapsedMilliseconds))
        members["sight"] = JSONValue(report.changes?.sight?.word)
        for tally in tallies { members[tally.name] = .integer(Int64(tally.number(report))) }
        return members
    }

    private static func refusedLine(_ refusal: RunReport.Refusal) -> [String: JSONValue] {
        [
            "line": .string(Line.refused.rawValue), "file": .string(refusal.file),
            "title": "Deployment file refused", "message": .string(refusal.reasons.joined(separator: "\n")),
        ]
    }

    /// The lines of a deployment's findings, without the members that are the same for the whole run.
    static func findings(_ report: Report, all: Bool) -> [JSONValue] {
        lines(report, all ? .all : .shown).map { .object(empty.merging(findingLine($0, of: report)) { $1 }) }
    }

    private static func deployment(_ report: Report, _ line: Line) -> [String: JSONValue] {
        [
            "line": .string(line.rawValue), "observedAt": .string(report.observedAt.description),
            "deployment": .string(report.deployment), "scheme": .string(report.scheme),
            "verdict": .string(report.verdict.rawValue),
        ]
    }

    private static func findingLine(_ finding: Finding, of report: Report) -> [String: JSONValue] {
        let changed = report.changes?[finding.fingerprint]
        let members: [String: JSONValue] = [
            "change": JSONValue(changed?.change.rawValue),
            "since": JSONValue(changed?.since.description),
            "stale": changed.map { .boolean($0.isStale) } ?? .null,
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
        return deployment(report, .finding).merging(members) { $1 }
    }
}
