import Facts
import Rules

/// One line of the output of a stream: everything about one deployment, one of its findings, or its end.
package enum FleetLine {
    /// The kind of a line: the member `type`.
    package enum Kind: String, Sendable, CaseIterable {
        /// The whole result of one deployment.
        case report
        /// One finding; the end of its deployment follows.
        case finding
        /// The end of a deployment: its verdict, without findings.
        case end

        /// The deployment is complete with this line.
        package var isLast: Bool { self != .finding }
    }

    /// The lines written per deployment.
    package enum Emission: String, Sendable, CaseIterable {
        case report
        /// A line per finding, then the end.
        case findings
        /// The end alone.
        case summary
    }

    /// The verdict for an input line that does not describe a deployment.
    package static let refused = "refused"

    /// The input line that it belongs to.
    package struct Heading: Sendable {
        package let run: String
        /// `nil` if the input line has no readable key.
        package let key: String?
        /// The line number in the input, from 1.
        package let line: Int
        package let toolVersion: String

        package init(run: String, key: String?, line: Int, toolVersion: String) {
            self.run = run
            self.key = key
            self.line = line
            self.toolVersion = toolVersion
        }

        fileprivate func members(_ kind: Kind) -> [JSONKey: JSONValue] {
            [
                "type": .string(kind.rawValue), "format": .integer(Int64(JSONReport.format)), "run": .string(run),
                "key": JSONValue(key), "line": .integer(Int64(line)), "toolVersion": .string(toolVersion),
            ]
        }
    }

    /// The resources that the deployment used.
    package struct Usage: Sendable {
        /// From its first query to the verdict, waiting time included.
        package let elapsedMilliseconds: Int
        /// The part spent waiting for server budgets that others had taken.
        package let waitedMilliseconds: Int
        package let questions: Int

        package init(elapsedMilliseconds: Int, waitedMilliseconds: Int, questions: Int) {
            self.elapsedMilliseconds = elapsedMilliseconds
            self.waitedMilliseconds = waitedMilliseconds
            self.questions = questions
        }

        fileprivate var members: [JSONKey: JSONValue] {
            [
                "elapsedMs": .integer(Int64(elapsedMilliseconds)), "waitedMs": .integer(Int64(waitedMilliseconds)),
                "questions": .integer(Int64(questions)),
            ]
        }
    }

    /// The lines of a deployment, ending with its end line.
    package static func text(
        _ report: Report, _ heading: Heading, _ usage: Usage, _ emission: Emission, warnings: [String], all: Bool
    ) -> String {
        var lines: [JSONValue] = []
        if emission == .findings {
            lines = NDJSONReport.findings(report, all: all).map { finding in
                guard case .object(var members) = finding else { return finding }
                // In a finding, `key` is the subject's, so the deployment's key has its own member.
                members["subjectKey"] = members["key"]
                members["line"] = nil
                return .object(members.merging(heading.members(.finding)) { $1 })
            }
        }
        guard case .object(var members) = JSONReport.report(report, all: all) else { return "" }
        if emission != .report { members = members.filter { summaryMembers.contains($0.key.text) } }
        members.merge(heading.members(emission == .report ? .report : .end)) { $1 }
        members.merge(usage.members) { $1 }
        members["warnings"] = .strings(warnings)
        members["errors"] = .array([])
        return rendered(lines + [.object(members)])
    }

    private static let summaryMembers: Set<String> = ["deployment", "scheme", "observedAt", "verdict", "counts"]

    /// The line for an input line that was refused: the same members as any other end line.
    package static func refusal(_ errors: [String], _ heading: Heading, _ emission: Emission) -> String {
        let counts = Outcome.allCases.map { (JSONKey($0.rawValue), JSONValue.integer(0)) }
        var members: [JSONKey: JSONValue] = [
            "verdict": .string(refused), "errors": .strings(errors), "warnings": .array([]), "deployment": .null, "scheme": .null,
            "observedAt": .null, "counts": .object(Dictionary(counts) { first, _ in first }),
        ]
        if emission == .report { members["findings"] = .array([]) }
        members.merge(heading.members(emission == .report ? .report : .end)) { $1 }
        members.merge(Usage(elapsedMilliseconds: 0, waitedMilliseconds: 0, questions: 0).members) { $1 }
        return rendered([.object(members)])
    }

    private static func rendered(_ lines: [JSONValue]) -> String {
        lines.reduce(into: "") { $0 += $1.rendered(pretty: false) + "\n" }
    }
}
