import Changes
import Facts
import Rules

/// SARIF 2.1.0, for code scanning: each run is one deployment, each result a finding at its deployment file.
///
/// Undetermined findings have the kind `open`: evaluated, but without enough information to decide (§3.27.9).
package enum SARIFReport: ReportFormat {
    package static let name = "sarif"
    package static let summary = "SARIF 2.1.0, for code scanning"
    package static let fileExtension = "sarif"
    package static let isForPrograms = true

    private static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        var runs = run.reports.map { value($0, run) }
        if !run.refusals.isEmpty { runs.append(refused(run)) }
        let log: JSONValue = ["$schema": .string(schema), "version": "2.1.0", "runs": .array(runs)]
        return log.rendered() + "\n"
    }

    private static func value(_ report: Report, _ run: RunReport) -> JSONValue {
        let findings = report.shown
        var rules: [String: Finding] = [:]
        for finding in findings where rules[finding.rule] == nil { rules[finding.rule] = finding }
        let ids = rules.keys.sorted()
        return [
            "tool": tool(run, rules: ids.compactMap { rules[$0].map(rule) }),
            "automationDetails": ["id": .string("sendready/\(report.deployment)/")],
            "invocations": [
                [
                    "executionSuccessful": true, "endTimeUtc": .string(report.observedAt.description),
                    "exitCode": .integer(Int64(ExitStatus(report.verdict, failOn: run.failOn).rawValue)),
                ]
            ],
            "properties": ["deployment": .string(report.deployment), "verdict": .string(report.verdict.rawValue)],
            "results": .array(
                findings.map { finding in
                    let changed = report.changes?[finding.fingerprint]
                    return result(finding, changed, index: ids.firstIndex(of: finding.rule) ?? 0, in: report)
                }),
        ]
    }

    /// A failed invocation, so that a refused file shows too.
    private static func refused(_ run: RunReport) -> JSONValue {
        let notifications = run.refusals.flatMap { refusal in
            refusal.reasons.map { reason -> JSONValue in
                [
                    "level": "error", "message": ["text": .string(printable(reason))],
                    "locations": [["physicalLocation": ["artifactLocation": ["uri": .string(uri(refusal.file))]]]],
                ]
            }
        }
        return [
            "tool": tool(run, rules: []),
            "invocations": [
                [
                    "executionSuccessful": false, "exitCode": .integer(Int64(run.status.rawValue)),
                    "toolConfigurationNotifications": .array(notifications),
                ]
            ],
            "results": [],
        ]
    }

    private static func tool(_ run: RunReport, rules: [JSONValue]) -> JSONValue {
        [
            "driver": [
                "name": "sendready", "semanticVersion": .string(run.toolVersion), "version": .string(run.toolVersion),
                "rules": .array(rules),
            ]
        ]
    }

    private static func rule(_ finding: Finding) -> JSONValue {
        let why = printableLines(finding.why.isEmpty ? finding.title : finding.why)
        let references = finding.references.isEmpty ? "" : "\n\n\(finding.references.joined(separator: ", "))"
        return [
            "id": .string(finding.rule), "shortDescription": ["text": .string(printable(finding.title))],
            "fullDescription": ["text": .string(why)], "help": ["text": .string(why + references)],
            "defaultConfiguration": ["level": .string(level(finding.severity))],
            "properties": ["tags": .strings(Set(finding.tags + [String(finding.rule.prefix { $0 != "/" })]).sorted())],
        ]
    }

    private static func result(_ finding: Finding, _ changed: ChangedFinding?, index: Int, in report: Report) -> JSONValue {
        let text = finding.plainText
        let subject: JSONValue = [
            "name": .string(printable(finding.subject.name ?? finding.subject.key)),
            "fullyQualifiedName": .string(printable(finding.subject.key)), "kind": .string(finding.subject.kind),
        ]
        var location: [String: JSONValue] = ["logicalLocations": [subject]]
        if let file = report.file {
            location["physicalLocation"] = [
                "artifactLocation": ["uri": .string(uri(file))],
                "region": ["startLine": .integer(Int64(report.line(of: finding)))],
            ]
        }
        var members: [String: JSONValue] = [
            "ruleId": .string(finding.rule), "ruleIndex": .integer(Int64(index)), "kind": .string(kind(finding.outcome)),
            "level": .string(finding.outcome == .undetermined ? "none" : level(finding.severity)),
            "message": ["text": .string(printableLines(text.isEmpty ? finding.title : text))],
            "locations": .array([.object(location)]), "partialFingerprints": ["sendready/v1": .string(finding.fingerprint)],
            "properties": [
                "outcome": .string(finding.outcome.rawValue), "severity": .string(finding.severity.rawValue),
                "evidence": .strings(finding.evidence.map { printable($0.text) }),
            ],
        ]
        if let changed { members["baselineState"] = changed.change == .new ? "new" : "unchanged" }
        if finding.outcome == .waived {
            members["suppressions"] = [
                [
                    "kind": "external", "status": "accepted",
                    "justification": .string(printable(finding.acceptance?.sentence ?? "")),
                ]
            ]
        }
        return .object(members)
    }

    private static func kind(_ outcome: Outcome) -> String { outcome == .undetermined ? "open" : "fail" }

    private static func level(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .notice: "note"
        }
    }

    /// A file name as a URI reference (RFC 3986 §3.3).
    private static func uri(_ path: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        let text = path.utf8.map { octet -> String in
            guard !plain.contains(octet) else { return String(UnicodeScalar(octet)) }
            let digits = String(octet, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
        return path.hasPrefix("/") ? "file://" + text : text
    }
}
