/// The records at a domain, for a terminal: a label, followed by its content.
struct OverviewText {
    let overview: DomainOverview
    let style: TextStyle
    let layout: TextLayout

    /// The widest label and a blank.
    private static let labelWidth = 14

    var lines: [String] {
        var lines = ["", style(layout.heading("What is published at \(printable(overview.domain))"), .bold)]
        for topic in overview.topics {
            lines += rows(topic.label, topic.lines)
            let indent = String(repeating: " ", count: Self.labelWidth + 4)
            for detail in topic.details {
                let deeper = indent + String(detail.prefix { $0 == " " })
                lines += layout.wrapped(detail, first: deeper, rest: deeper + "  ").map { style(printable($0), .dim) }
            }
        }
        if !overview.assumed.isEmpty { lines += rows("Assumed", overview.assumed) }
        if !overview.omissions.isEmpty {
            lines += rows("Left open", overview.omissions.map { "without \($0.option): \($0.open)" })
        }
        return lines
    }

    private func rows(_ label: String, _ texts: [String]) -> [String] {
        let rest = String(repeating: " ", count: Self.labelWidth + 2)
        return texts.enumerated().flatMap { index, text in
            let first = index == 0 ? "  " + label + String(repeating: " ", count: max(Self.labelWidth - label.count, 1)) : rest
            return layout.wrapped(withoutLineEnds(text), first: first, rest: rest + "  ").map(printable)
        }
    }
}
