import Facts
import Rules

/// Filters for the findings shown: role, severity, owner. Without the script they are absent.
struct HTMLFilter {
    let findings: [Finding]
    let index: Int

    /// With fewer findings, filters are unnecessary.
    private static let fewest = 3

    var markup: [Markup] {
        guard findings.count >= Self.fewest else { return [] }
        let roles = Section.allCases.filter { section in findings.contains { Section($0) == section } }.map(\.title)
        let severities = [Severity.error, .warning, .notice].filter { severity in findings.contains { $0.severity == severity } }
            .map(\.rawValue)
        let owners = RepairOwner.allCases.filter { owner in findings.contains { $0.owner == owner } }.map(\.title)
        return [
            .element(
                "form", ["class": "filter", "hidden": "", "data-for": "d-\(index)", "aria-label": "Choose findings"],
                [
                    choice("role", "Role", roles), choice("severity", "Severity", severities),
                    choice("owner", "Who repairs it", owners),
                ]
                    + [.element("output", ["class": "meta"], "")])
        ]
    }

    private func choice(_ name: String, _ label: String, _ values: [String]) -> Markup {
        let options = [Markup.element("option", ["value": ""], "all")] + values.map { .element("option", ["value": $0], $0) }
        return .element("label", [:], [.text(label + " "), .element("select", ["name": name], options)])
    }
}
