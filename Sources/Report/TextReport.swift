import Facts
import Rules

/// The report for a terminal: the verdict first, problems by role with the records to publish, then what is undetermined
/// and why.
package struct TextReport: Sendable {
    let report: Report
    let style: TextStyle
    let layout: TextLayout
    let all: Bool

    /// `width` in columns; `all` adds what passed, does not apply or was skipped.
    package init(_ report: Report, style: TextStyle = TextStyle(colored: false), width: Int = 80, all: Bool = false) {
        self.report = report
        self.style = style
        self.layout = TextLayout(width: max(width, 40))
        self.all = all
    }

    package var rendered: String {
        let causes = CauseText(report, style: style, layout: layout)
        var lines = summary + (report.overview.map { OverviewText(overview: $0, style: style, layout: layout).lines } ?? [])
        lines += causes.first + repairs + (report.changes.map { ["", style(tally($0), .bold)] + since($0) } ?? [])
        let rules = Dictionary(grouping: report.findings, by: \.rule)
        let failures = report.findings.filter { [.fail, .waived, .error].contains($0.outcome) && !causes.isFolded($0) }
        let groups = Dictionary(grouping: failures) { Section($0) }
        for section in Section.allCases {
            guard let findings = groups[section] else { continue }
            lines += ["", style(layout.heading(section.title), .bold)]
            for equal in EqualFindings.groups(findings.sorted(by: Self.order)) {
                lines += [""] + failure(equal, rules) + causes.following(equal.findings)
            }
        }
        let undetermined = report.findings.filter { $0.outcome == .undetermined }
        if !undetermined.isEmpty { lines += UndeterminedText(undetermined, style: style, layout: layout).lines }
        lines += ProviderText(report: report, all: all, style: style, layout: layout).lines
        lines += remarks
        if all { lines += others }
        return lines.joined(separator: "\n") + "\n"
    }

    var summary: [String] {
        var tallies: [String] = []
        for severity in [Severity.error, .warning, .notice] where report.failures(severity) > 0 {
            tallies.append(counted(report.failures(severity), severity.rawValue))
        }
        if report.count(.undetermined) > 0 { tallies.append("\(report.count(.undetermined)) undetermined") }
        if report.count(.waived) > 0 { tallies.append("\(report.count(.waived)) waived") }
        if report.count(.error) > 0 { tallies.append(counted(report.count(.error), "rule") + " failed to run") }
        tallies.append("\(report.count(.pass)) passed")
        let scheme = report.overview == nil ? " (\(report.scheme))" : ""
        let name = "\(printable(report.deployment))\(scheme) at \(report.observedAt)"
        return [
            style(report.verdict.phrase, report.verdict.emphasis) + "  " + tallies.joined(separator: ", "), style(name, .dim),
        ]
    }

    /// The verdict repeated at the end, where it stays visible.
    var closing: String { "\(style(report.verdict.phrase, report.verdict.emphasis))  \(printable(report.deployment))" }

    static func order(_ left: Finding, _ right: Finding) -> Bool {
        left.severity != right.severity
            ? left.severity > right.severity : (left.rule, left.subject.key) < (right.rule, right.subject.key)
    }

    /// One of several equal findings, and the subjects of the others.
    func failure(_ equal: EqualFindings, _ rules: [String: [Finding]]) -> [String] {
        let finding = equal.findings[0]
        let emphasis: TextStyle.Emphasis =
            switch (finding.outcome, finding.severity) {
            case (.fail, .error): .red
            case (.fail, .warning): .yellow
            case (.error, _): .magenta
            default: .cyan
            }
        let left = "\(changed(finding))\(finding.label): \(printable(finding.title))"
        let (gap, fits) = layout.spread(left, finding.rule)
        var lines = [style(left, emphasis) + (fits ? gap + style(finding.rule, .dim) : "")]
        if !fits { lines.append("  " + style(finding.rule, .dim)) }
        lines += message(finding.message)
        if let share = equal.share(of: rules[finding.rule] ?? []) {
            lines += layout.wrapped(printable(share), first: "  ", rest: "    ")
        }
        if let acceptance = finding.acceptance { lines += paragraph(acceptance.sentence) }
        if finding.outcome == .fail {
            lines += paragraph(finding.why.split(separator: "\n\n").first.map(String.init) ?? "", label: "why: ")
        }
        if let fix = finding.fix {
            lines += paragraph(fix.text, label: "fix: ")
            let (publish, others) = equal.shownRecords
            for (index, record) in publish.enumerated() {
                if index == 0 || publish[index - 1].view != record.view {
                    lines.append(printable("  publish\(record.view.map { " in the \($0) view" } ?? ""):"))
                }
                // Flush left, for pasting.
                lines.append(style(printable(record.replacingZoneLine), .bold))
            }
            if others > 0 { lines.append(style("; and \(counted(others, "record")) more, in the JSON report", .dim)) }
            lines += RepairText.removals(clearing: equal.findings, report.repairs).map { style(printable($0), .dim) }
        }
        for observation in finding.evidence.prefix(Self.maximumEvidence) { lines += seen(observation) }
        if finding.evidence.count > Self.maximumEvidence {
            let more = counted(finding.evidence.count - Self.maximumEvidence, "more answer")
            lines.append(style("  seen: \(more), in the JSON report", .dim))
        }
        return lines
    }

    /// All proven repairs together.
    private var repairs: [String] {
        guard let text = RepairText(report) else { return [] }
        return ["", style(layout.heading("Repairs"), .bold)] + paragraph(text.sentence)
            + text.lines.map { style(printable($0), $0.hasPrefix(";") ? .dim : .bold) }
    }

    private static let maximumEvidence = 4

    /// The message; its own lines keep their indentation, as in the tree of an SPF record.
    private func message(_ text: String) -> [String] {
        text.split(separator: "\n").enumerated().flatMap { index, line in
            let indent = String(repeating: " ", count: index == 0 ? 2 : 4 + line.prefix { $0 == " " }.count)
            return layout.wrapped(String(line), first: indent, rest: indent).map(printable)
        }
    }

    func paragraph(_ text: String, label: String = "") -> [String] {
        guard !text.isEmpty else { return [] }
        let rest = String(repeating: " ", count: 2 + label.count)
        // Escaped after breaking at blanks and line ends: other terminal controls are still in the words.
        return layout.wrapped(text, first: "  " + label, rest: rest).map(printable)
    }

    private func seen(_ observation: Observation) -> [String] {
        layout.wrapped(observation.text, first: "  seen: ", rest: "        ").map { style(printable($0), .dim) }
    }

    private var remarks: [String] {
        guard !report.remarks.isEmpty else { return [] }
        let texts = report.remarks.flatMap { remark in
            paragraph(remark.message + (remark.place.map { " (\($0))" } ?? ""))
        }
        return ["", style(layout.heading("Rules and waivers"), .bold)] + texts
    }

    private var others: [String] {
        var lines: [String] = []
        for outcome in [Outcome.pass, .skipped, .notApplicable] {
            let findings = report.findings.filter { $0.outcome == outcome }
            guard !findings.isEmpty else { continue }
            lines += ["", style(layout.heading(outcome.rawValue), .bold)]
            lines += findings.map { "  \($0.rule)  \(printable($0.subject.key))" }
        }
        return lines
    }
}

/// `1 error`, `2 errors`.
package func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

extension Acceptance {
    /// `Waived until 2027-01-31 by a.admin: the zone is rebuilt.`
    var sentence: String {
        let owner = owner.map { " by \($0)" } ?? ""
        return switch state {
        case .active: "Waived until \(until ?? "")\(owner): \(reason)"
        case .expired: "The waiver\(owner) ended with \(until ?? ""): \(reason)"
        case .baseline: reason
        }
    }
}
