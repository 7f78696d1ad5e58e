import Facts
import RuleEngine

/// What could not be learned: first the resolvers and names behind it, then the checks that wait for them.
struct UndeterminedText {
    private let findings: [Finding]
    private let style: TextStyle
    private let layout: TextLayout

    init(_ findings: [Finding], style: TextStyle, layout: TextLayout) {
        self.findings = findings
        self.style = style
        self.layout = layout
    }

    var lines: [String] {
        var lines = ["", style(layout.heading("Could not be learned"), .bold)]
        for finding in findings where finding.subject.kind == "resolver" {
            lines += item(finding.message)
        }
        for (reason, names) in failedNames { lines += item("\(reason): \(names.joined(separator: ", "))") }
        lines += otherReasons
        let waiting = findings.filter { !["resolver", "name"].contains($0.subject.kind) }
        if !waiting.isEmpty {
            let rules = Dictionary(grouping: waiting, by: \.rule).sorted { $0.key < $1.key }
            let list = rules.map { $1.count == 1 ? $0 : "\($0) (\($1.count))" }.joined(separator: ", ")
            lines += ["", "  Undetermined for these reasons, neither passed nor failed:"]
            lines += layout.wrapped(list, first: "    ", rest: "    ")
        }
        return lines
    }

    private func item(_ text: String) -> [String] {
        let wrapped = layout.wrapped(text, first: "  ", rest: "    ").map(printable)
        return wrapped.enumerated().map { $0 == 0 ? style($1, .magenta) : $1 }
    }

    /// Names that failed in the same way stand together: one dead resolver is one thing to repair.
    private var failedNames: [(reason: String, names: [String])] {
        var groups: [String: Set<String>] = [:]
        for finding in findings where finding.subject.kind == "name" {
            let details = Set(finding.unknown?.reasons.map { $0.detail.isEmpty ? $0.cause.rawValue : $0.detail } ?? [])
            let reason = "\(finding.subject.view ?? ""): \(details.sorted().joined(separator: "; "))"
            groups[reason, default: []].insert(finding.subject.name ?? finding.subject.key)
        }
        return groups.sorted { $0.key < $1.key }.map { ($0, $1.sorted()) }
    }

    /// Causes that no failed lookup stands behind: probes that were not made, views that were not described.
    private var otherReasons: [String] {
        let reasons = findings.flatMap { $0.unknown?.reasons ?? [] }.filter { $0.cause == .notProbed }
        let texts = Set(reasons.map { "\($0.question ?? "a fact"): \($0.detail.isEmpty ? "was not looked at" : $0.detail)" })
        return texts.sorted().flatMap(item)
    }
}
