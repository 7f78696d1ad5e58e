import Facts
import RuleLanguage
import Rules
import StrictYAML

/// What the checker accepts but a reviewer would not, as far as one file shows it.
struct RuleLint {
    static let longestExpression = 400
    static let deepestMacros = 3

    let map: YAMLMap
    let rule: Rule
    let tests: [RuleTest]
    let expressions: ExpressionReader
    let parameters: ParameterReader.Parameters

    func warnings() -> [Diagnostic] {
        let reader = YAMLReader(map.reader.document)
        let warn = { (message: String, position: SourcePosition) in
            reader.report(message, at: position, severity: .warning)
        }
        lintPage(warn)
        lintPlaceholders(warn)
        lintTests(warn)
        lintNames(warn)
        lintExpressions(warn)
        return reader.sortedDiagnostics
    }

    private typealias Warn = (String, SourcePosition) -> Void

    private func lintPage(_ warn: Warn) {
        if map["why"] == nil { warn("the rule does not say why it matters", map.position) }
        if map["fix"] == nil, !rule.isAboutLookups { warn("the rule does not say how to repair it", map.position) }
        guard let references = map["references"], !rule.references.isEmpty, case .sequence(let items) = references.content else {
            warn("the rule has no references", map.position)
            return
        }
        for (text, item) in zip(rule.references, items) where !Self.isReference(text) {
            warn("'\(text)' is neither 'RFC 5321 §5.1' nor an https address", item.position)
        }
    }

    /// The placeholders that `rules new` wrote for the author to replace.
    private func lintPlaceholders(_ warn: Warn) {
        for (key, text) in RuleTemplate.placeholders {
            guard let value = map[key], value.texts.contains(where: { $0.contains(text) }) else { continue }
            warn("'\(key)' is still what 'rules new' wrote: put your own in its place", value.position)
        }
    }

    /// `RFC 5321`, `RFC 5321 §5.1`, `RFC 5321 Appendix B`, `https://…`.
    static func isReference(_ text: String) -> Bool {
        if text.hasPrefix("https://") { return text.utf8.count > 8 && !text.contains(" ") }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count >= 2, words[0] == "RFC", !words[1].isEmpty, words[1].utf8.allSatisfy({ (48...57).contains($0) }) else {
            return false
        }
        if words.count == 2 { return true }
        return words.count == 3 ? words[2].hasPrefix("§") && words[2].count > 1 : words.count == 4 && words[2] == "Appendix"
    }

    private func lintTests(_ warn: Warn) {
        let position = map.keyPosition("tests") ?? map.position
        var wanted: [Outcome] = rule.isAboutLookups ? [.pass, .undetermined] : [.pass, .fail, .undetermined]
        if map["applies"] != nil { wanted.append(.notApplicable) }
        for outcome in wanted where !tests.contains(where: { $0.expectation.outcome == outcome }) {
            // Facts from the deployment file are never unknown.
            if outcome == .undetermined, !expressions.checker.reads.values.contains(where: { $0 != .config }) { continue }
            warn("no test expects \(outcome.rawValue)", position)
        }
        let broken = rule.isAboutLookups ? Outcome.undetermined : .fail
        let ofBroken = tests.filter { $0.expectation.outcome == broken }
        if !ofBroken.isEmpty, ofBroken.allSatisfy({ $0.expectation.message == nil && $0.expectation.exactMessage == nil }) {
            warn("no test that expects \(broken.rawValue) says what the message is", position)
        }
        for path in rule.reads where !tests.isEmpty && !tests.contains(where: { $0.situation.gives(path) }) {
            warn("no test gives '\(path)'", position)
        }
        for (severity, key) in [(rule.escalatedSeverity, "escalate"), (rule.loweredSeverity, "lower")] {
            guard let severity, !tests.contains(where: { $0.expectation.severity == severity }) else { continue }
            warn("no test expects the severity \(severity.rawValue) of '\(key)'", position)
        }
    }

    private func lintNames(_ warn: Warn) {
        if case .mapping(let entries)? = map["let"]?.content {
            for entry in entries where !expressions.checker.used.contains(entry.key) {
                warn("'\(entry.key)' is never used", entry.keyPosition)
            }
        }
        for (name, position) in parameters.positions.sorted(by: { $0.value < $1.value })
        where expressions.checker.reads["params.\(name)"] == nil {
            warn("parameter '\(name)' is never used", position)
        }
        if rule.reads.isEmpty { warn("the rule reads no fact", map.keyPosition("assert") ?? map.position) }
        for (path, source) in expressions.readsOfApplies.sorted(by: { $0.key < $1.key }) where [.dns, .probe].contains(source) {
            warn("'applies' reads '\(path)', which may be unknown", map.keyPosition("applies") ?? map.position)
        }
    }

    private func lintExpressions(_ warn: Warn) {
        for (syntax, length, value) in expressions.parsed {
            if length > Self.longestExpression {
                warn("expression of \(length) characters; split it with 'let'", value.position)
            }
            if syntax.macroDepth > Self.deepestMacros {
                warn("macros are nested deeper than \(Self.deepestMacros) levels; use 'let'", value.position)
            }
        }
        guard let assert = map["assert"],
            let (syntax, _, value) = expressions.parsed.first(where: { $0.value.position == assert.position })
        else { return }
        let sizes = expressions.parsed.reduce(into: Set<String>()) { $0.formUnion($1.syntax.measuredPaths) }
        for node in syntax.flattened {
            guard case .call(_, let receiver?, _) = node.kind else { continue }
            let place = expressions.position(of: node.offset, in: value)
            if node.macro == "filter" {
                warn("one unknown element makes filter() unknown; prefer all() or exists()", place)
            } else if node.macro == "all", let path = receiver.path,
                expressions.checker.reads[path].map({ $0 != .config }) == true,
                !sizes.contains(path)
            {
                warn("all() is true of an empty list; say what '\(path).size() > 0' means", place)
            }
        }
    }
}

extension YAMLValue {
    /// Every scalar in it.
    fileprivate var texts: [String] {
        switch content {
        case .scalar(let text, _): [text]
        case .sequence(let items): items.flatMap(\.texts)
        case .mapping(let entries): entries.flatMap(\.value.texts)
        }
    }
}

extension Syntax {
    /// This and everything inside.
    fileprivate var flattened: [Syntax] { [self] + children.flatMap(\.flattened) }

    fileprivate var macroDepth: Int { (macro == nil ? 0 : 1) + (children.map(\.macroDepth).max() ?? 0) }

    /// The lists whose size is used, or that are compared with `[]`.
    fileprivate var measuredPaths: Set<String> {
        Set(
            flattened.compactMap { node in
                switch node.kind {
                case .call("size", let receiver?, _): receiver.path
                case .call("size", nil, let arguments): arguments.first?.path
                default: nil
                }
            })
    }
}

extension Situation {
    /// Whether a fact that a rule reads has been set, even to unknown.
    fileprivate func gives(_ path: String) -> Bool {
        let steps = path.split(separator: ".").map(String.init)
        return Self.gives(steps.dropFirst(), .object(steps.first == "deployment" ? deployment : subject))
    }

    private static func gives(_ steps: ArraySlice<String>, _ value: FactValue) -> Bool {
        switch value {
        case .unknown(let unknown): return unknown != Unknown(.notProbed)
        case .list(let items) where !steps.isEmpty: return items.contains { gives(steps, $0) }
        case .object(let object):
            guard let step = steps.first else { return true }
            return object[step].map { gives(steps.dropFirst(), $0) } ?? false
        default: return steps.isEmpty || value == .absent
        }
    }
}
