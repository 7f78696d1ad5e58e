import Rules

/// What to do first, on the page: the worst causes, each with its repair, whom to ask for it, and a link to its finding.
struct HTMLCauses {
    let causes: CauseText
    /// The anchors of findings on the page, by fingerprint.
    let places: [String: String]
    /// The number of the deployment on the page.
    let index: Int

    var markup: [Markup] {
        let headlines = causes.headlines
        guard !headlines.isEmpty else { return [] }
        let items = headlines.map { headline -> Markup in
            // Undetermined findings have their own section.
            let place = places[headline.finding.fingerprint] ?? "unlearned-\(index)"
            let repair = headline.repair.isEmpty ? [] : [Markup.element("p", [:], headline.repair)]
            return .element("li", [:], [.element("a", ["href": "#\(place)"], headline.what)] + repair)
        }
        let others = causes.others.map { [Markup.element("p", ["class": "meta"], $0)] } ?? []
        return [
            .element("h3", ["id": "first-\(index)"], "First, of \(causes.tally)"), .element("ol", ["class": "first"], items),
        ] + others
    }
}
