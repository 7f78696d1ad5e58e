import Facts
import Rules

/// Workflow commands of GitHub Actions: an annotation at the deployment file's line for each problem, with equal findings
/// combined, since GitHub shows only ten annotations per step.
///
/// Lines that are not annotations begin with the program's name, so that no deployment name can become a command.
package enum GitHubReport: ReportFormat {
    package static let name = "github"
    package static let summary = "annotations of GitHub Actions, at the lines of the deployment files"
    package static let fileExtension = "github"
    package static let isForPrograms = true

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        let lines = run.reports.flatMap(lines) + run.refusals.map(line)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(_ report: Report) -> [String] {
        let told = report.shown.filter { $0.outcome != .waived }.sorted(by: TextReport.order)
        return ["sendready: \(printable(report.deployment)): \(report.verdict.phrase)"]
            + EqualFindings.groups(told).map { line($0, of: report) }
    }

    private static func line(_ equal: EqualFindings, of report: Report) -> String {
        let finding = equal.findings[0]
        var paragraphs = [finding.message.isEmpty ? finding.title : finding.message]
        if let share = equal.share(of: report.findings) { paragraphs.append(share) }
        if let fix = finding.fix, !fix.text.isEmpty { paragraphs.append("Fix: \(fix.text)") }
        if let unknown = finding.unknown { paragraphs += unknown.reasons.map(\.text) }
        return command(
            level(finding, in: report), file: report.file, line: report.line(of: finding),
            title: "\(finding.title) (\(finding.rule))", paragraphs.joined(separator: "\n\n"))
    }

    private static func line(_ refusal: RunReport.Refusal) -> String {
        command("error", file: refusal.file, line: nil, title: "Deployment file refused", refusal.reasons.joined(separator: "\n"))
    }

    /// An undetermined finding that the verdict depends on is a warning; one that it does not is a notice.
    private static func level(_ finding: Finding, in report: Report) -> String {
        guard report.hasSay(finding) else { return "notice" }
        switch (finding.outcome, finding.severity) {
        case (.fail, .error): return "error"
        case (.fail, .warning), (_, .error): return "warning"
        default: return "notice"
        }
    }

    private static func command(_ level: String, file: String?, line: Int?, title: String, _ text: String) -> String {
        let place = file.map { "file=\(property($0))," + (line.map { "line=\($0)," } ?? "") } ?? ""
        return "::\(level) \(place)title=\(property(title))::\(data(text))"
    }

    /// Per cent signs and line ends are percent-encoded; all other non-text is spelled out.
    private static func data(_ text: String) -> String {
        printableLines(text).replacing("%", with: "%25").replacing("\n", with: "%0A")
    }

    /// In a property, a colon or a comma would end it.
    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
