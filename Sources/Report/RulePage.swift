package import Rules

/// One rule's page for a terminal.
package struct RulePage: Sendable {
    private let explanation: RuleExplanation
    private let layout: TextLayout

    package init(_ explanation: RuleExplanation, width: Int = 80) {
        self.explanation = explanation
        layout = TextLayout(width: width)
    }

    package var rendered: String {
        var lines = ["\(explanation.id): \(explanation.title)", explanation.summary]
        for section in explanation.sections {
            lines += ["", layout.heading(section.heading)]
            switch section.body {
            case .text(let text):
                for paragraph in text.split(separator: "\n\n") {
                    lines += layout.wrapped(String(paragraph), first: "", rest: "")
                }
            case .code(let code): lines += code.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
            case .list(let items): lines += items.flatMap { layout.wrapped($0, first: "- ", rest: "  ") }
            }
        }
        return lines.map { printable($0) + "\n" }.joined()
    }
}
