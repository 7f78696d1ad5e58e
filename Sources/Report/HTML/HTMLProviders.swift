import Rules

/// What each mailbox provider asks for, and whether it is met: as a whole, and way by way where the ways differ.
struct HTMLProviders {
    private let providers: [ProviderReadiness]

    init(_ providers: [ProviderReadiness]) { self.providers = providers }

    var markup: [Markup] {
        guard !providers.isEmpty else { return [] }
        let heads = ["Provider", "Verdict", "Because of"].map { Markup.element("th", ["scope": "col"], $0) }
        return [
            .element("h3", [:], "Mailbox providers"),
            .element(
                "div", ["class": "wide", "role": "region", "aria-label": "Mailbox providers", "tabindex": "0"],
                [
                    .element(
                        "table", [:],
                        [.element("thead", [:], [.element("tr", [:], heads)]), .element("tbody", [:], providers.map(row))])
                ]),
        ]
    }

    private func row(_ provider: ProviderReadiness) -> Markup {
        var content = rules(provider.failing, provider.undetermined)
        let differing = Set(provider.paths.map { $0.failing + ["|"] + $0.undetermined }).count > 1
        if differing {
            let items = provider.paths.map { path in
                Markup.element(
                    "li", [:], [.text("\(path.key): \(path.verdict.words) ")] + rules(path.failing, path.undetermined))
            }
            content.append(HTMLFinding.folded("Way by way (\(items.count))", items))
        }
        if !provider.unchecked.isEmpty {
            let items = provider.unchecked.map { Markup.element("li", [:], $0) }
            content.append(HTMLFinding.folded("Also asked for, and not to be seen from outside (\(items.count))", items))
        }
        let style = provider.verdict.rawValue
        return .element(
            "tr", [:],
            [
                .element("th", ["scope": "row"], provider.title),
                .element("td", [:], [.element("span", ["class": "badge \(style)"], provider.verdict.words)]),
                .element("td", [:], content),
            ])
    }

    private func rules(_ failing: [String], _ undetermined: [String]) -> [Markup] {
        let all = failing.map { ($0, "") } + undetermined.map { ($0, " (undetermined)") }
        return all.enumerated().flatMap { index, rule -> [Markup] in
            [.text(index == 0 ? "" : ", "), .element("code", [:], rule.0), .text(rule.1)]
        }
    }
}
