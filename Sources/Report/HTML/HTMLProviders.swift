import Rules

/// Each mailbox provider's requirements, and whether they are met: a line for those with the same result, with the reasons
/// below.
struct HTMLProviders {
    private let report: Report
    private let id: String

    init(_ report: Report, id: String) {
        self.report = report
        self.id = id
    }

    var markup: [Markup] {
        guard !report.providers.isEmpty else { return [] }
        return [.element("h3", ["id": id], "Mailbox providers")] + ProviderText.folded(report.providers).map(line)
    }

    private func line(_ same: [ProviderReadiness]) -> Markup {
        let provider = same[0]
        let names = same.map(\.title).joined(separator: ", ")
        let number = provider.failing.count + provider.undetermined.count
        let summary: [Markup] = [
            .text(names + " "), .element("span", ["class": "badge \(provider.verdict.rawValue)"], provider.verdict.words),
            .text(number > 0 ? " because of \(counted(number, "rule"))" : report.openness(of: provider).map { " \($0)" } ?? ""),
        ]
        var content: [Markup] = []
        if number > 0 { content.append(.element("p", [:], rules(provider.failing, provider.undetermined))) }
        let ways = ProviderText.folded(provider.paths)
        if ways.count > 1 {
            let items = ways.map { paths in
                Markup.element(
                    "li", [:],
                    [.text("\(Cut.listed(paths.map(\.key))): \(paths[0].verdict.words) ")]
                        + rules(paths[0].failing, paths[0].undetermined))
            }
            content += [.element("p", [:], "By path:"), .element("ul", [:], items)]
        }
        let unchecked = same.filter { !$0.unchecked.isEmpty }.map { one in
            Markup.element("li", [:], "\(one.title): \(one.unchecked.joined(separator: "; "))")
        }
        if !unchecked.isEmpty {
            content += [.element("p", [:], "Also asked for, and not to be seen from outside:"), .element("ul", [:], unchecked)]
        }
        guard !content.isEmpty else { return .element("p", ["class": "provider"], summary) }
        return .element("details", ["class": "provider"], [.element("summary", [:], summary)] + content)
    }

    private func rules(_ failing: [String], _ undetermined: [String]) -> [Markup] {
        let all = failing.map { ($0, "") } + undetermined.map { ($0, " (undetermined)") }
        return all.enumerated().flatMap { index, rule -> [Markup] in
            [.text(index == 0 ? "" : ", "), .element("code", [:], rule.0), .text(rule.1)]
        }
    }
}
