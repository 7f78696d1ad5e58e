import Facts
import RuleLanguage
import StrictYAML

/// Reads the parts of a rule that are evaluated.
struct ProgramReader {
    let map: YAMLMap
    /// `nil` after a mistake.
    let severity: Severity?
    let slots: Program.Slots

    private var reader: YAMLReader { map.reader }

    /// `nil` after a mistake in a mandatory part; all mistakes are reported.
    func program(with expressions: inout ExpressionReader, _ explanations: inout ExplanationReader) -> Program? {
        let applies = map["applies"].flatMap { expressions.condition($0, "'applies'") }
        expressions.checker.present = applies?.guards.whenTrue ?? []
        expressions.readsOfApplies = expressions.checker.reads
        let lets = lets(with: &expressions)
        let checked = map.required("assert").flatMap { expressions.condition($0, "'assert'") }
        expressions.checker.present.formUnion(checked?.guards.whenFalse ?? [])

        var slots = slots
        let witnesses = checked.flatMap { Self.witnesses(in: $0.node) }
        if case .list(let element)? = witnesses?.sourceType {
            slots.failing = expressions.checker.scope.define("failing", .list(element))
        }
        let escalate = shift("escalate", raises: true, with: &expressions)
        let lower = shift("lower", raises: false, with: &expressions)
        let cause = cause(with: &expressions)
        let template = map.required("message").flatMap { expressions.template($0, "'message'") }
        let fix = map["fix"].flatMap { RepairReader(reader: reader).repair($0, with: &expressions) }
        explanations.read(map["explained-by"], with: &expressions)
        guard let checked, let template, let severity else { return nil }
        return Program(
            slots: slots, variables: expressions.checker.scope.variables, lets: lets, applies: applies?.node,
            assert: checked.node, witnesses: slots.failing == nil ? nil : witnesses, severity: severity,
            escalate: escalate, lower: lower, cause: cause, message: template, fix: fix, links: explanations.links)
    }

    private func lets(with expressions: inout ExpressionReader) -> [Node] {
        guard let value = map["let"] else { return [] }
        guard case .mapping(let entries) = value.content else {
            reader.report("'let' must be a map, not \(value.kind)", at: value.position)
            return []
        }
        var nodes: [Node] = []
        for entry in entries {
            guard (try? Parser.parse(entry.key))?.path == entry.key, !entry.key.contains("."), entry.key != "failing" else {
                reader.report("'\(entry.key)' cannot be a name", at: entry.keyPosition)
                continue
            }
            if expressions.checker.scope.symbols[entry.key] != nil {
                reader.report("the name '\(entry.key)' is taken", at: entry.keyPosition)
                continue
            }
            // After a mistake the name still exists, so that its uses are not reported too.
            let checked = expressions.expression(entry.value, "'\(entry.key)'")
            _ = expressions.checker.scope.defineDeferred(
                entry.key, checked?.type ?? .never, guards: checked?.guards ?? Guards())
            nodes.append(checked?.node ?? .constant(.null))
        }
        return nodes
    }

    /// The single `all()` at the top of a condition, alone or beside other terms.
    private static func witnesses(in node: Node) -> Comprehension? {
        let found = quantifiers(in: node)
        return found.count == 1 ? found.first : nil
    }

    private static func quantifiers(in node: Node) -> [Comprehension] {
        switch node {
        case .comprehension(let comprehension) where comprehension.kind == .all: [comprehension]
        case .and(let left, let right), .or(let left, let right): quantifiers(in: left) + quantifiers(in: right)
        default: []
        }
    }

    private func shift(_ key: String, raises: Bool, with expressions: inout ExpressionReader) -> Program.Shift? {
        guard let value = map[key], let shift = reader.map(value, "'\(key)'", keys: ["to", "when"]) else { return nil }
        let target = shift.required("to").flatMap { reader.word($0, "the severity of '\(key)'", as: Severity.self) }
        let condition = shift.required("when").flatMap { expressions.condition($0, "the condition of '\(key)'") }
        guard let target, let condition, let severity else { return nil }
        guard raises ? target > severity : target < severity else {
            reader.report(
                "'\(key)' must lead to a severity \(raises ? "above" : "below") \(severity.rawValue), not \(target.rawValue)",
                at: shift["to"]?.position ?? value.position)
            return nil
        }
        return Program.Shift(severity: target, condition: condition.node)
    }

    private func cause(with expressions: inout ExpressionReader) -> Program.Cause? {
        guard let outcome = map["outcome"] else {
            for key in ["cause", "question"] {
                guard let position = map.keyPosition(key) else { continue }
                reader.report("'\(key)' belongs to 'outcome: undetermined'", at: position)
            }
            return nil
        }
        guard let word = reader.text(outcome, "'outcome'") else { return nil }
        guard word == Outcome.undetermined.rawValue else {
            reader.report(
                "'outcome' must be undetermined, not '\(word)'; a false assert means fail without it", at: outcome.position)
            return nil
        }
        guard let value = map["cause"] else {
            reader.report("'outcome: undetermined' needs the key 'cause'", at: outcome.position)
            return nil
        }
        guard let cause = expressions.expression(value, "'cause'", .string) else { return nil }
        let causes = Unknown.Cause.allCases.map(\.rawValue)
        let words: [String] =
            if case .constant(.string(let text)) = cause.node { [text] } else if case .string(let allowed) = cause.type {
                allowed
            } else { [] }
        for word in words where !causes.contains(word) {
            reader.report("'\(word)' is no cause\(suggestion(for: word, among: causes))", at: value.position)
        }
        return Program.Cause(cause: cause.node, question: map["question"].flatMap { expressions.template($0, "'question'") })
    }
}
