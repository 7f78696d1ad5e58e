import Changes
import Facts
import Rules

/// A summary in GitHub-flavoured Markdown, for the run pages of CI systems.
package enum MarkdownReport: ReportFormat {
    package static let name = "markdown"
    package static let summary = "a summary for the pages of CI systems"
    package static let fileExtension = "md"
    package static let isForPrograms = false

    /// The deployments with changes, if there is a previous run to compare with.
    package static func brief(_ run: RunReport, _ rendering: ReportRendering) -> String {
        guard run.isCompared else { return run.status == .ready ? "" : text(run, rendering) }
        return text(run.with(run.reports.filter { $0.changes?.isSilent != true }), rendering)
    }

    package static func text(_ run: RunReport, _ rendering: ReportRendering = ReportRendering()) -> String {
        (run.reports.map(text) + (run.refusals.isEmpty ? [] : [refused(run.refusals)])).joined(separator: "\n")
    }

    private static func text(_ report: Report) -> String {
        var blocks = ["## \(escaped(report.deployment)): \(report.verdict.phrase)"]
        blocks.append(escaped(report.sighting))
        blocks.append(
            (["| error | warning | notice | undetermined | waived | passed |", "|--:|--:|--:|--:|--:|--:|"] + [tallies(report)])
                .joined(separator: "\n"))
        if let overview = report.overview { blocks += self.overview(overview) }
        if let changes = report.changes {
            let text = TextReport(report)
            blocks.append(escaped(text.tally(changes)))
            let news = changes.news.filter { $0.change == .resolved || $0.change == .flapping }
            if !news.isEmpty {
                blocks.append(
                    news.map { "- \($0.change.rawValue): \(escaped($0.title)) \(code($0.rule)) \(code($0.subject.key))" }
                        .joined(separator: "\n"))
            }
        }
        let causes = CauseText(report, style: TextStyle(colored: false), layout: TextLayout(width: .max))
        blocks += first(causes)
        if let text = RepairText(report) {
            blocks += ["### Repairs", escaped(text.sentence), fenced(text.lines, "zone")]
        }
        let findings = report.shown.sorted(by: TextReport.order)
        let rules = Dictionary(grouping: report.findings, by: \.rule)
        let apart = findings.filter { $0.outcome != .undetermined && !causes.isFolded($0) }
        for equal in EqualFindings.groups(apart) {
            let finding = equal.findings[0]
            let share = equal.share(of: rules[finding.rule] ?? [])
            let removals = RepairText.removals(clearing: equal.findings, report.repairs)
            blocks += failure(equal, share, removals, TextReport(report).changed(finding))
            let following = causes.following(equal.findings).map { "- \(escaped($0))" }
            if !following.isEmpty { blocks.append(following.joined(separator: "\n")) }
        }
        let undetermined = findings.filter { $0.outcome == .undetermined }
        if !undetermined.isEmpty {
            // Each reason once: one silent resolver is the reason of most rules.
            let reasons = UndeterminedText.reasons(undetermined, most: mostReasons).map { "- \(escaped($0))" }
            blocks += ["### Could not be learned", reasons.joined(separator: "\n"), "Undetermined for these reasons:"]
            blocks.append(
                undetermined.grouped(by: \.rule).map { own in
                    "- \(code(own[0].rule)) \(Cut.listed(own.map { code($0.subject.key) }))"
                }.joined(separator: "\n"))
        }
        if !report.providers.isEmpty {
            let rows = report.providers.map { provider in
                let rules = provider.failing.map(code) + provider.undetermined.map { "\(code($0)) (undetermined)" }
                let cause = report.openness(of: provider).map { [escaped($0)] } ?? []
                return "| \(escaped(provider.title)) | \(provider.verdict.words) | \((rules + cause).joined(separator: ", ")) |"
            }
            blocks.append("### Mailbox providers")
            blocks.append((["| provider | verdict | for |", "|--|--|--|"] + rows).joined(separator: "\n"))
        }
        if !report.remarks.isEmpty {
            blocks.append("### Rules and waivers")
            blocks.append(report.remarks.map { "- \(escaped($0.message))" }.joined(separator: "\n"))
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func overview(_ overview: DomainOverview) -> [String] {
        let topics = overview.topics.flatMap { topic in
            ["- **\(topic.label)**"] + topic.lines.map { "  - \(escaped($0))" }
                + topic.details.map { detail in
                    let depth = detail.prefix { $0 == " " }.count / 2
                    return String(repeating: "  ", count: depth + 2) + "- \(code(String(detail.drop { $0 == " " })))"
                }
        }
        let rest =
            overview.assumed.map { "- Assumed: \(escaped($0))" }
            + overview.omissions.map { "- Left open without \(code($0.option)): \(escaped($0.open))" }
        return ["### What is published at \(escaped(overview.domain))", (topics + rest).joined(separator: "\n")]
    }

    private static let mostReasons = 20

    private static func tallies(_ report: Report) -> String {
        let numbers =
            [Severity.error, .warning, .notice].map(report.failures)
            + [Outcome.undetermined, .waived, .pass].map(report.count)
        return "| " + numbers.map(String.init).joined(separator: " | ") + " |"
    }

    /// The worst causes, each with its repair and whom to ask for it.
    private static func first(_ causes: CauseText) -> [String] {
        let items = causes.headlines.enumerated().map { "\($0 + 1). \(escaped("\($1.what). \($1.repair)"))" }
        guard !items.isEmpty else { return [] }
        return ["### First, of \(causes.tally)", items.joined(separator: "\n")] + (causes.others.map { [$0] } ?? [])
    }

    private static func failure(_ equal: EqualFindings, _ share: String?, _ removals: [String], _ changed: String) -> [String] {
        let finding = equal.findings[0]
        let subjects = share.map(escaped) ?? code(finding.subject.key)
        var blocks = ["### \(changed)\(finding.label): \(escaped(finding.title))", "\(code(finding.rule)) \(subjects)"]
        if let acceptance = finding.acceptance { blocks.append(escaped(acceptance.sentence)) }
        let lines = finding.message.split(separator: "\n").map(String.init)
        if let first = lines.first { blocks.append(escaped(first)) }
        if lines.count > 1 { blocks.append(fenced(Array(lines.dropFirst()), "text")) }
        if let fix = finding.fix {
            if !fix.text.isEmpty { blocks.append("**Fix:** \(escaped(fix.text))") }
            let (publish, others) = equal.shownRecords
            let more = others > 0 ? ["; and \(counted(others, "record")) more, in the JSON report"] : []
            let lines = publish.map(\.placedZoneLine) + more + removals
            if !lines.isEmpty { blocks.append(fenced(lines, "zone")) }
        }
        return blocks
    }

    private static func refused(_ refusals: [RunReport.Refusal]) -> String {
        let items = refusals.map { refusal in
            "- \(code(refusal.file)): \(refusal.reasons.map(escaped).joined(separator: "; "))"
        }
        return "## Refused files\n\n" + items.joined(separator: "\n") + "\n"
    }

    /// Text on one line without markup: everything that Markdown or HTML would interpret is escaped (CommonMark §2.4, §2.5;
    /// the autolinks of GFM §6.9), and nothing begins a block (§4, §5).
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in printable(text.replacing("\n", with: " ")).trimmingPrefix(" ").unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$": result += "\\\(scalar)"
            case "#", "+", "-", "=": result += result.isEmpty ? "\\\(scalar)" : String(scalar)
            case ".", ")":
                let isNumbering = !result.isEmpty && result.allSatisfy(\.isNumber)
                result += isNumbering ? "\\\(scalar)" : String(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;")
    }

    /// A code span with delimiters longer than any backtick run in the text (CommonMark §6.1).
    private static func code(_ text: String) -> String {
        let text = printable(text)
        let marks = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        return text.contains("`") ? "\(marks) \(text) \(marks)" : marks + text + marks
    }

    private static func fenced(_ lines: [String], _ language: String) -> String {
        let lines = lines.map(printable)
        let longest = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
        let marks = String(repeating: "`", count: max(3, longest + 1))
        return ([marks + language] + lines + [marks]).joined(separator: "\n")
    }

    private static func longestRun(of mark: Character, in text: String) -> Int {
        var longest = 0
        var run = 0
        for character in text {
            run = character == mark ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
