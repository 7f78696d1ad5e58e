/// The records at a domain, on the page.
struct HTMLOverview {
    let overview: DomainOverview
    /// The heading's anchor on the page.
    let id: String

    var markup: [Markup] {
        var items = overview.topics.flatMap { topic -> [Markup] in
            let details = Markup.element(
                "details", [:],
                [
                    .element("summary", [:], "In detail (\(topic.details.count))"),
                    .element("pre", [:], topic.details.map(withoutLineEnds).joined(separator: "\n")),
                ])
            let more = topic.details.isEmpty ? [] : [details]
            return Self.item(topic.label, topic.lines, more)
        }
        if !overview.assumed.isEmpty { items += Self.item("Assumed", overview.assumed) }
        if !overview.omissions.isEmpty {
            items += Self.item("Left open", overview.omissions.map { "Without \($0.option): \($0.open)" })
        }
        return [.element("h3", ["id": id], "What is published there"), .element("dl", ["class": "overview"], items)]
    }

    private static func item(_ label: String, _ lines: [String], _ more: [Markup] = []) -> [Markup] {
        [
            .element("dt", [:], label),
            .element("dd", [:], lines.map { .element("p", [:], withoutLineEnds($0)) } + more),
        ]
    }
}
