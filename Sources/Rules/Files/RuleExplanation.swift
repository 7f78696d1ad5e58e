package import Facts

/// The explanation of one rule, as a page for people.
package struct RuleExplanation: Sendable, Hashable {
    package struct Section: Sendable, Hashable {
        package enum Body: Sendable, Hashable {
            /// Markdown.
            case text(String)
            /// Shown verbatim.
            case code(String)
            case list([String])
        }

        package let heading: String
        package let body: Body
    }

    package let id: String
    package let title: String
    /// `error; judged for each mx_target, a host that an MX record names`: one line.
    package let summary: String
    /// Only those with content.
    package let sections: [Section]
}

extension RuleExplanation {
    /// `cases` are the rule's tests in words.
    package init(_ compiled: CompiledRule, _ schema: FactSchema, cases: [String]) {
        let rule = compiled.rule
        id = rule.id
        title = rule.title
        var words = [rule.severityWords]
        if rule.isAboutLookups { words.append("undetermined, never a failure") }
        if rule.status != .stable { words.append(rule.status.rawValue) }
        if !rule.isEnabled { words.append("off unless named") }
        words.append("judged for each \(compiled.kind.name): \(compiled.kind.documentation)")
        summary = words.joined(separator: "; ")
        let parameters = rule.parameters.map { parameter in
            let bounds = [parameter.minimum.map { "from \($0)" }, parameter.maximum.map { "to \($0)" }].compactMap { $0 }
            return
                "\(parameter.name) (\(([parameter.type] + bounds).joined(separator: " ")), default \(parameter.defaultValue)): "
                + parameter.documentation
        }
        let reads = rule.reads.map { path in
            schema.field(at: path).map { "\(path) (\($0.type)): \($0.documentation)" } ?? path
        }
        var sections: [Section] = []
        let add = { (heading: String, body: Section.Body) in sections.append(Section(heading: heading, body: body)) }
        let addList = { (heading: String, items: [String]) in if !items.isEmpty { add(heading, .list(items)) } }
        if !rule.why.isEmpty { add("Why it matters", .text(rule.why)) }
        if let applies = compiled.texts.applies { add("When it applies", .code(applies)) }
        add("What must be true", .code(compiled.texts.assert))
        addList("Definitions", compiled.texts.lets)
        addList("Another severity", compiled.texts.shifts)
        add("What it says", .text(compiled.texts.message))
        if let text = rule.fixText { add("How to repair it", .text(text)) }
        addList("Records to publish", compiled.texts.publish)
        addList("Parameters", parameters)
        addList("Skipped when one of these has failed", rule.requires)
        addList("Explained by a failure of", rule.explainedBy.map(\.shown))
        addList("Facts that it reads", reads)
        addList("Cases", cases)
        addList("References", rule.references)
        self.sections = sections
    }
}

extension Explanation {
    /// `spf/missing at mail.mail_from, when mail.spf_aligned`.
    fileprivate var shown: String {
        rules + (place.map { " at \($0)" } ?? "") + (condition.map { "\(place == nil ? "" : ",") when \($0)" } ?? "")
    }
}
