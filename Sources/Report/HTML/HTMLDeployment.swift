import Changes
import Facts
import Rules

/// One deployment on the page: verdict, picture, findings by role, what could not be learned, and the rest folded away.
struct HTMLDeployment {
    let report: Report
    let index: Int

    var markup: Markup {
        var content: [Markup] = [
            .element("h2", ["id": "d-\(index)"], report.deployment),
            .element("p", ["class": "verdict \(report.verdict.rawValue)"], "\(sign) \(report.verdict.phrase)"),
            .element("p", ["class": "meta"], "Scheme \(report.scheme), seen at \(report.observedAt)."),
            .element("ul", ["class": "tallies"], tallies),
        ]
        if let overview = report.overview { content += HTMLOverview(overview: overview, id: "o-\(index)").markup }
        if let changes = report.changes { content += since(changes) }
        content +=
            repairs + picture + HTMLProviders(report.providers).markup + failures + unlearned + certificates + remarks + others
        return .element("section", ["aria-labelledby": "d-\(index)"], content)
    }

    /// Beside the words, for a glance.
    private var sign: String {
        switch report.verdict {
        case .ready: "✓"
        case .warnings: "!"
        case .notReady: "✕"
        case .undetermined: "?"
        }
    }

    private var tallies: [Markup] {
        let severities = [Severity.error, .warning, .notice].map { (report.failures($0), $0.rawValue, $0.rawValue) }
        let outcomes = [
            (report.count(.undetermined), "undetermined", "undetermined"), (report.count(.waived), "waived", "waived"),
            (report.count(.error), "rule that failed to run", "error"), (report.count(.pass), "passed", "good"),
        ]
        return (severities + outcomes).filter { $0.0 > 0 || $0.1 == "passed" }.map { number, word, style in
            let isCounted = number != 1 && !["undetermined", "waived", "passed"].contains(word)
            let noun = word == "rule that failed to run" ? "rules that failed to run" : word + "s"
            return .element(
                "li", ["class": style], [.element("b", [:], String(number)), .text(" " + (isCounted ? noun : word))])
        }
    }

    private func since(_ changes: Changes) -> [Markup] {
        let news = changes.findings.filter { $0.isStale || $0.isNews && ($0.change == .resolved || $0.change == .flapping) }
        let items = news.map { finding in
            Markup.element(
                "li", [:],
                [
                    .element("span", ["class": "badge"], finding.isStale ? "stale" : finding.change.rawValue),
                    .text(" \(finding.title) "), .element("code", [:], finding.rule),
                    .text(" \(finding.subject.key): \(TextReport.story(finding))"),
                ])
        }
        return [.element("p", ["class": "meta"], TextReport(report).tally(changes))]
            + (items.isEmpty ? [] : [.element("ul", ["class": "changes"], items)])
    }

    private var repairs: [Markup] {
        guard let text = RepairText(report) else { return [] }
        return [
            .element("h3", [:], "Repairs"), .element("p", [:], text.sentence),
            .element("pre", [:], [.element("code", [:], text.lines.joined(separator: "\n"))]),
        ]
    }

    private var picture: [Markup] {
        guard !report.picture.isEmpty else { return [] }
        let label = "Picture of the deployment"
        return [
            .element("h3", [:], "The deployment"),
            .element(
                "figure", [:],
                [
                    .element(
                        "div", ["class": "wide", "role": "region", "aria-label": label, "tabindex": "0"],
                        [PictureDrawing(report.picture).markup]),
                    .element(
                        "figcaption", [:],
                        "✕ on a line: broken; dashed: planned and not there; ? and dotted: could not be learned."),
                ]),
            .element(
                "details", [:],
                [
                    .element("summary", [:], "The picture as a list"),
                    .element("ul", [:], report.picture.bands.map { PictureList(anchors: anchors).markup($0) }),
                ]),
        ]
    }

    /// The findings that have a place on the page, with it.
    private var anchors: [String: String] {
        Dictionary(failed.map { ($0.fingerprint, HTMLFinding.anchor($0.fingerprint, in: index)) }) { first, _ in first }
    }

    private var failed: [Finding] { report.findings.filter { [.fail, .waived, .error].contains($0.outcome) } }

    private var failures: [Markup] {
        let groups = Dictionary(grouping: failed) { Section($0.subject) }
        return Section.allCases.flatMap { section -> [Markup] in
            guard let findings = groups[section] else { return [] }
            let equal = TextReport.folded(findings.sorted(by: TextReport.order))
            return [.element("h3", [:], section.title)]
                + equal.map { HTMLFinding(equal: $0, changed: report.changes?[$0[0].fingerprint], deployment: index).markup }
        }
    }

    private var unlearned: [Markup] {
        let findings = report.findings.filter { $0.outcome == .undetermined }
        guard !findings.isEmpty else { return [] }
        let reasons = Set(findings.flatMap { $0.unknown?.reasons ?? [] }).sorted().map { Markup.element("li", [:], $0.text) }
        let waiting = findings.map { finding in
            Markup.element("li", [:], [.element("code", [:], finding.rule), .text(" " + finding.subject.key)])
        }
        return [
            .element("h3", [:], "Could not be learned"),
            .element("p", [:], "These questions did not conclude. What waits for them has neither passed nor failed."),
            .element("ul", ["class": "undetermined"], reasons),
            HTMLFinding.folded("Undetermined for these reasons (\(findings.count))", waiting),
        ]
    }

    private var certificates: [Markup] {
        guard !report.certificates.isEmpty else { return [] }
        let items = report.certificates.map { certificate in
            let days = certificate.days(from: report.observedAt)
            let text = days < 0 ? "ended \(counted(Int(-days), "day")) ago" : "\(counted(Int(days), "day")) left"
            return Markup.element(
                "li", [:],
                [
                    .element("code", [:], certificate.name),
                    .text(", port \(certificate.port), until \(certificate.notAfter): \(text)"),
                ])
        }
        return [.element("h3", [:], "Certificates"), .element("ul", [:], items)]
    }

    private var remarks: [Markup] {
        guard !report.remarks.isEmpty else { return [] }
        let items = report.remarks.map { remark in
            Markup.element("li", [:], remark.message + (remark.place.map { " (\($0))" } ?? ""))
        }
        return [.element("h3", [:], "Rules and waivers"), .element("ul", [:], items)]
    }

    private var others: [Markup] {
        let passed = report.findings.filter { $0.outcome == .pass }
        guard !passed.isEmpty else { return [] }
        let groups = Dictionary(grouping: passed, by: \.rule).sorted { $0.key < $1.key }
        let items = groups.map { rule, findings in
            Markup.element(
                "li", [:], [.element("code", [:], rule), .text(" " + findings.map(\.subject.key).joined(separator: ", "))])
        }
        return [.element("h3", [:], "Passed"), HTMLFinding.folded("What was looked at and is right (\(passed.count))", items)]
    }
}
