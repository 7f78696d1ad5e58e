package import Facts
import Report
import Rules

/// The histories of deployments as text and as JSON.
package struct HistoryReport: Sendable {
    package static let format = 1

    let histories: [DeploymentHistory]

    package init(_ histories: [DeploymentHistory]) { self.histories = histories }

    package var text: String {
        guard !histories.isEmpty else { return "no runs\n" }
        return histories.map(Self.text).joined(separator: "\n")
    }

    private static func text(_ history: DeploymentHistory) -> String {
        let watched = Verdict.allCases.filter { history.seconds($0) > 0 }.map {
            "\($0.phrase.lowercased()) \(duration(history.seconds($0)))"
        }
        let unwatched = history.unwatched > 0 ? ["not watched for \(duration(history.unwatched))"] : []
        var lines = [
            "\(history.deployment): \(counted(history.snapshots, "look")) from \(history.first) to \(history.last)",
            "  ready \(history.availability.map(percent) ?? "unknown")"
                + (watched.isEmpty && unwatched.isEmpty ? "" : ": " + (watched + unwatched).joined(separator: ", ")),
        ]
        lines += ["", "  verdicts"]
        lines += history.verdicts.map { period in
            let length = duration(period.to.seconds - period.from.seconds)
            return "    \(period.from)  \(period.value.phrase)" + (period.isOver ? ", \(length)" : ", up to now")
        }
        if !history.findings.isEmpty { lines += ["", "  findings"] }
        for finding in history.findings {
            lines.append("    \(finding.rule)  \(finding.subject.key)  [\(finding.fingerprint)]")
            lines.append("      \(finding.title)")
            lines += finding.periods.map { period in
                let length = duration(period.to.seconds - period.from.seconds)
                return "      \(period.value.rawValue) from \(period.from) "
                    + (period.isOver ? "to \(period.to), \(length)" : "on, still failing after \(length)")
            }
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    private static func percent(_ part: Double) -> String {
        let tenths = Int((part * 1_000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// The two largest units.
    private static func duration(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) min"
        case ..<86_400: "\(seconds / 3_600) h" + (seconds / 60 % 60 > 0 ? " \(seconds / 60 % 60) min" : "")
        default: "\(seconds / 86_400) d" + (seconds / 3_600 % 24 > 0 ? " \(seconds / 3_600 % 24) h" : "")
        }
    }

    package func json(toolVersion: String) -> JSONValue {
        [
            "format": .integer(Int64(Self.format)), "tool": ["name": "sendready", "version": .string(toolVersion)],
            "deployments": .array(histories.map(Self.json)),
        ]
    }

    private static func json(_ history: DeploymentHistory) -> JSONValue {
        [
            "deployment": .string(history.deployment), "looks": .integer(Int64(history.snapshots)),
            "first": .string(history.first.description),
            "last": .string(history.last.description), "availability": history.availability.map(JSONValue.double) ?? .null,
            "seconds": .object(
                Dictionary(Verdict.allCases.map { ($0.rawValue, JSONValue.integer(history.seconds($0))) }) { first, _ in first }),
            "unwatchedSeconds": .integer(history.unwatched),
            "verdicts": .array(history.verdicts.map { json($0, "verdict", $0.value.rawValue) }),
            "findings": .array(
                history.findings.map { finding in
                    [
                        "fingerprint": .string(finding.fingerprint), "rule": .string(finding.rule),
                        "subject": ["kind": .string(finding.subject.kind), "key": .string(finding.subject.key)],
                        "title": .string(finding.title), "failing": .boolean(finding.isFailing),
                        "spells": .array(finding.periods.map { json($0, "severity", $0.value.rawValue) }),
                    ]
                }),
        ]
    }

    private static func json<Value>(_ period: Period<Value>, _ member: String, _ word: String) -> JSONValue {
        .object([
            member: .string(word), "from": .string(period.from.description), "to": .string(period.to.description),
            "seconds": .integer(period.seconds), "over": .boolean(period.isOver),
        ])
    }
}
