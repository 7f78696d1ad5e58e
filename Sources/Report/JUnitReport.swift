import Facts
import Rules

/// JUnit XML for CI servers: a suite per deployment, a test case per finding.
///
/// Errors and warnings are failures, as in the exit code; a notice is a passed case with its text. An undetermined finding
/// is an error if the verdict depends on it, and skipped otherwise.
package enum JUnitReport: ReportFormat {
    package static let name = "junit"
    package static let summary = "JUnit XML, for the test pages of CI servers"
    package static let fileExtension = "junit.xml"
    package static let isForPrograms = true

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        let suites = run.reports.map { Suite($0) } + run.refusals.map { Suite($0) }
        let markup = Markup.element(
            "testsuites",
            [
                "name": "sendready", "tests": String(suites.reduce(0) { $0 + $1.cases.count }),
                "failures": String(suites.reduce(0) { $0 + $1.count(.failure) }),
                "errors": String(suites.reduce(0) { $0 + $1.count(.error) }),
            ], suites.map(\.markup))
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + markup.rendered(.xml) + "\n"
    }

    private enum Kind: String { case passed, failure, error, skipped }

    private struct Case {
        let classname: String
        let name: String
        let kind: Kind
        let type: String
        let message: String
        let text: String

        var markup: Markup {
            var content: [Markup] = []
            if kind != .passed {
                content.append(.element(kind.rawValue, ["type": type, "message": message], text))
            } else if !text.isEmpty {
                content.append(.element("system-out", [:], text))
            }
            return .element("testcase", ["classname": classname, "name": name], content)
        }
    }

    private struct Suite {
        let name: String
        let observedAt: Timestamp?
        let milliseconds: Int
        let cases: [Case]

        init(_ report: Report) {
            name = report.deployment
            observedAt = report.observedAt
            milliseconds = report.elapsedMilliseconds
            cases = report.findings.filter { $0.outcome != .notApplicable }.map { finding in
                let kind = JUnitReport.kind(finding, in: report)
                return Case(
                    classname: finding.rule.replacing("/", with: "."), name: "\(finding.title): \(finding.subject.key)",
                    kind: kind, type: finding.label,
                    message: finding.acceptance?.sentence ?? (finding.message.isEmpty ? finding.title : finding.message),
                    text: finding.outcome == .pass ? "" : finding.plainText)
            }
        }

        init(_ refusal: RunReport.Refusal) {
            name = refusal.file
            observedAt = nil
            milliseconds = 0
            cases = [
                Case(
                    classname: "deployment", name: refusal.file, kind: .error, type: "refused",
                    message: refusal.reasons.first ?? "refused", text: refusal.reasons.joined(separator: "\n"))
            ]
        }

        func count(_ kind: Kind) -> Int { cases.count { $0.kind == kind } }

        var markup: Markup {
            let fraction = String(milliseconds % 1_000)
            return .element(
                "testsuite",
                [
                    "name": name, "tests": String(cases.count), "failures": String(count(.failure)),
                    "errors": String(count(.error)), "skipped": String(count(.skipped)),
                    "time": "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)",
                    "timestamp": observedAt.map { String($0.description.dropLast()) },
                ], cases.map(\.markup))
        }
    }

    private static func kind(_ finding: Finding, in report: Report) -> Kind {
        let hasSay = report.hasSay(finding)
        return switch (finding.outcome, finding.severity) {
        case (.pass, _), (.notApplicable, _): .passed
        case (.skipped, _), (.waived, _): .skipped
        case (.fail, .notice): .passed
        case (.fail, _): hasSay ? .failure : .skipped
        case (.undetermined, let severity), (.error, let severity): hasSay && severity == .error ? .error : .skipped
        }
    }
}
