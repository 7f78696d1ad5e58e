package import Facts
import Report
import Rules

/// The lives of deployments as text and as JSON.
package struct HistoryReport: Sendable {
    package static let format = 1

    let lives: [DeploymentHistory]

    package init(_ lives: [DeploymentHistory]) { self.lives = lives }

    package var text: String {
        guard !lives.isEmpty else { return "nobody has looked\n" }
        return lives.map(Self.text).joined(separator: "\n")
    }

    private static func text(_ life: DeploymentHistory) -> String {
        let watched = Verdict.allCases.filter { life.seconds($0) > 0 }.map {
            "\($0.phrase.lowercased()) \(duration(life.seconds($0)))"
        }
        let unwatched = life.unwatched > 0 ? ["nobody looked \(duration(life.unwatched))"] : []
        var lines = [
            "\(life.deployment): \(life.looks) look\(life.looks == 1 ? "" : "s") from \(life.first) to \(life.last)",
            "  ready \(life.availability.map(percent) ?? "unknown")"
                + (watched.isEmpty && unwatched.isEmpty ? "" : ": " + (watched + unwatched).joined(separator: ", ")),
        ]
        lines += ["", "  verdicts"]
        lines += life.verdicts.map { spell in
            let length = duration(spell.to.seconds - spell.from.seconds)
            return "    \(spell.from)  \(spell.value.phrase)" + (spell.isOver ? ", \(length)" : ", up to now")
        }
        if !life.findings.isEmpty { lines += ["", "  findings"] }
        for finding in life.findings {
            lines.append("    \(finding.rule)  \(finding.subject.key)  [\(finding.fingerprint)]")
            lines.append("      \(finding.title)")
            lines += finding.spells.map { spell in
                let length = duration(spell.to.seconds - spell.from.seconds)
                return "      \(spell.value.rawValue) from \(spell.from) "
                    + (spell.isOver ? "to \(spell.to), \(length)" : "on, still failing after \(length)")
            }
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    private static func percent(_ part: Double) -> String {
        let tenths = Int((part * 1_000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// The two greatest units.
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
            "deployments": .array(lives.map(Self.json)),
        ]
    }

    private static func json(_ life: DeploymentHistory) -> JSONValue {
        [
            "deployment": .string(life.deployment), "looks": .integer(Int64(life.looks)),
            "first": .string(life.first.description),
            "last": .string(life.last.description), "availability": life.availability.map(JSONValue.double) ?? .null,
            "seconds": .object(
                Dictionary(Verdict.allCases.map { ($0.rawValue, JSONValue.integer(life.seconds($0))) }) { first, _ in first }),
            "unwatchedSeconds": .integer(life.unwatched),
            "verdicts": .array(life.verdicts.map { json($0, "verdict", $0.value.rawValue) }),
            "findings": .array(
                life.findings.map { finding in
                    [
                        "fingerprint": .string(finding.fingerprint), "rule": .string(finding.rule),
                        "subject": ["kind": .string(finding.subject.kind), "key": .string(finding.subject.key)],
                        "title": .string(finding.title), "failing": .boolean(finding.isFailing),
                        "spells": .array(finding.spells.map { json($0, "severity", $0.value.rawValue) }),
                    ]
                }),
        ]
    }

    private static func json<Value>(_ spell: Period<Value>, _ member: String, _ word: String) -> JSONValue {
        .object([
            member: .string(word), "from": .string(spell.from.description), "to": .string(spell.to.description),
            "seconds": .integer(spell.seconds), "over": .boolean(spell.isOver),
        ])
    }
}
