import Changes
import Rules

/// The format of Nagios and Icinga: always one line, with the state, the first repair, and performance data.
///
/// The state is that of the exit code, at most 3 in this format; a refused file is UNKNOWN.
package enum NagiosReport: ReportFormat {
    package static let name = "nagios"
    package static let summary = "a plugin's line; exit codes above 3 become 3"
    package static let fileExtension = "nagios"
    package static let isForPrograms = true

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        let refused = run.refusals.map { "\($0.file): refused: \($0.reasons.first ?? "")" }
        let summary = (refused + run.reports.map(summary)).joined(separator: ", ")
        let data = run.reports.flatMap { performance($0, prefixed: run.reports.count > 1) }.joined(separator: " ")
        return "SENDREADY \(state(run.status)): \(plain(summary))" + (data.isEmpty ? "" : " | \(data)") + "\n"
    }

    /// The line of a run without a report.
    package static func line(unknown reason: String) -> String { "SENDREADY UNKNOWN: \(plain(reason))\n" }

    private static func state(_ status: ExitStatus) -> String {
        switch status {
        case .ready: "OK"
        case .warnings: "WARNING"
        case .notReady: "CRITICAL"
        case .undetermined, .usage, .refused, .internal, .cannotCreate, .cannotWrite, .interrupted, .readerGone,
            .terminated:
            "UNKNOWN"
        }
    }

    private static func summary(_ report: Report) -> String {
        let counts = tallies(report).filter { $0.number > 0 && $0.word != "passed" }.map { tally in
            tally.word == "undetermined" || tally.word == "waived"
                ? "\(tally.number) \(tally.word)" : counted(tally.number, tally.word)
        }
        let changes = [Change.new, .resolved].compactMap { change -> String? in
            let count = report.changes?.news.count { $0.change == change } ?? 0
            return count > 0 ? "\(count) \(change.rawValue)" : nil
        }
        let details = counts + changes
        return "\(report.deployment) \(report.verdict.phrase.lowercased())"
            + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))") + (first(report).map { ": \($0)" } ?? "")
    }

    /// The worst cause; the worst finding if findings were not judged together.
    private static func first(_ report: Report) -> String? {
        let causes = CauseText(report, style: TextStyle(colored: false), layout: TextLayout(width: 80))
        if let headline = causes.headlines.first { return headline.what }
        let sorted = report.shown.filter { $0.outcome != .waived }.sorted(by: TextReport.order)
        let worst = sorted.first { $0.outcome != .undetermined } ?? sorted.first
        return worst.map { Headline($0).what }
    }

    private static func tallies(_ report: Report) -> [(word: String, number: Int)] {
        [Severity.error, .warning, .notice].map { severity in
            (severity.rawValue, report.findings.count { $0.outcome == .fail && $0.severity == severity && report.hasSay($0) })
        } + [("undetermined", report.count(.undetermined)), ("waived", report.count(.waived)), ("passed", report.count(.pass))]
    }

    /// `'label'=value;warn;crit;min;max`. One error is critical, one warning a warning.
    private static func performance(_ report: Report, prefixed: Bool) -> [String] {
        let prefix = prefixed ? "\(report.deployment)::" : ""
        return tallies(report).map { tally in
            let limits = tally.word == "error" ? ";;0;0;" : tally.word == "warning" ? ";0;;0;" : ";;;0;"
            return "'\(label(prefix + tally.word))'=\(tally.number)\(limits)"
        } + ["'\(label(prefix + "time"))'=\(report.elapsedMilliseconds)ms;;;0;"]
    }

    /// A label contains no quote and no equals sign.
    private static func label(_ text: String) -> String {
        plain(text).replacing("'", with: "’").replacing("=", with: "-")
    }

    /// Text on one line; a pipe would begin performance data. Line ends are spelled in a readable way.
    private static func plain(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }.joined(separator: "\\n")
            .replacing("|", with: "¦")
    }
}
