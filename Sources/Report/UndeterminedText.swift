import Facts
import Rules

/// What is undetermined: first the resolvers and names that cause it, then the checks that depend on them.
struct UndeterminedText {
    private let findings: [Finding]
    private let style: TextStyle
    private let layout: TextLayout

    /// The rules about what could be looked up at all: they explain the others.
    static let lookupRules = "dns/"

    init(_ findings: [Finding], style: TextStyle, layout: TextLayout) {
        self.findings = findings
        self.style = style
        self.layout = layout
    }

    var lines: [String] {
        var lines = ["", style(layout.heading("Could not be learned"), .bold)]
        for finding in findings where finding.rule.hasPrefix(Self.lookupRules) && finding.subject.kind == "resolver" {
            lines += item(finding.message)
        }
        for (reason, names) in failedNames { lines += item("\(Cut.listed(names)): \(reason)") }
        let others = otherReasons
        lines += others.prefix(Cut.most).flatMap(item)
        if others.count > Cut.most { lines.append("  and \(counted(others.count - Cut.most, "more question"))") }
        let waiting = findings.filter { !$0.rule.hasPrefix(Self.lookupRules) }
        if !waiting.isEmpty {
            let rules = Dictionary(grouping: waiting, by: \.rule).sorted { $0.key < $1.key }
            let list = rules.map { $1.count == 1 ? $0 : "\($0) (\($1.count))" }.joined(separator: ", ")
            lines += ["", "  Undetermined for these reasons, neither passed nor failed:"]
            lines += layout.wrapped(list, first: "    ", rest: "    ")
        }
        return lines
    }

    /// Every reason once, at most `most`, and how many more there are.
    static func reasons(_ findings: [Finding], most: Int) -> [String] {
        let texts = Set(findings.flatMap { $0.unknown?.reasons ?? [] }).sorted().map(\.text)
        return texts.prefix(most) + (texts.count > most ? ["and \(texts.count - most) more, in the JSON report"] : [])
    }

    private func item(_ text: String) -> [String] {
        let wrapped = layout.wrapped(text, first: "  ", rest: "    ").map(printable)
        return wrapped.enumerated().map { $0 == 0 ? style($1, .magenta) : $1 }
    }

    /// Names with the same failure are combined: one dead resolver is one thing to repair.
    private var failedNames: [(reason: String, names: [String])] {
        var groups: [String: Set<String>] = [:]
        for finding in findings where finding.rule.hasPrefix(Self.lookupRules) && finding.subject.kind == "name" {
            let causes = Set(finding.unknown?.reasons.map(\.cause.rawValue) ?? []).sorted().joined(separator: ", ")
            let attempts = Set(finding.evidence.flatMap(\.attempts)).sorted().joined(separator: "; ")
            let reason = "\(causes) in the \(finding.subject.view ?? "") view\(attempts.isEmpty ? "" : ", tried \(attempts)")"
            groups[reason, default: []].insert(finding.subject.name ?? finding.subject.key)
        }
        return groups.sorted { $0.key < $1.key }.map { ($0, $1.sorted()) }
    }

    /// Causes that no name above represents: probes not made, views not described, rules left out.
    private var otherReasons: [String] {
        let shown = Set(
            findings.filter { $0.rule.hasPrefix(Self.lookupRules) }.map {
                "\($0.subject.name ?? ""). \($0.subject.view ?? "")"
            })
        var reasons: Set<Unknown.Reason> = []
        for finding in findings where !finding.rule.hasPrefix(Self.lookupRules) {
            reasons.formUnion(finding.unknown?.reasons ?? [])
        }
        let texts = reasons.compactMap { reason -> String? in
            let name = reason.question?.split(separator: " ").first.map(String.init) ?? ""
            guard !shown.contains("\(name) \(reason.view ?? "")") else { return nil }
            // Checks left out because of other undetermined facts are not listed separately.
            guard reason.question != nil || !reason.detail.isEmpty else { return nil }
            return reason.text
        }
        return Set(texts).sorted()
    }
}
