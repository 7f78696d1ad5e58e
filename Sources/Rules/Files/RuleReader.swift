package import Facts
import RuleLanguage
package import StrictYAML

/// The result of reading one rule file.
package struct RuleReading {
    /// `nil` after a mistake.
    package let compiled: CompiledRule?
    package let kind: SubjectKind
    package let parameters: ParameterReader.Parameters
    /// Everything in the file, including its tests.
    package let map: YAMLMap
    package let expressions: ExpressionReader
}

/// Reads one rule file except its tests. Every mistake goes to the `YAMLReader`.
struct RuleReader {
    /// The rule file format that this version reads.
    static let engine = 1

    private static let keys = [
        "engine", "title", "severity", "status", "enabled", "since", "formerly", "tags", "for_each", "applies", "requires",
        "explained-by", "harm", "by", "let",
        "params", "assert", "outcome", "cause", "question", "escalate", "lower", "message", "why", "fix", "references",
        "tests",
    ]

    let source: RuleSource
    let schema: FactSchema
    let reader: YAMLReader

    /// `nil` when the file does not even give the subject kind.
    func read() -> RuleReading? {
        let root = reader.document.root
        guard Self.checkEngine(reader, "the rule"), let map = reader.map(root, "the rule", keys: Self.keys) else { return nil }
        checkID(at: map.position)
        let title = map.required("title").flatMap { reader.text($0, "'title'") }
        let severity = map.required("severity").flatMap { reader.word($0, "'severity'", as: Severity.self) }
        let status = map["status"].flatMap { reader.word($0, "'status'", as: Rule.Status.self) }
        let isEnabled = map["enabled"].flatMap { reader.boolean($0, "'enabled'") }
        let since = map["since"].flatMap { reader.text($0, "'since'") }
        let why = map["why"].flatMap { reader.text($0, "'why'") }
        let harm = map["harm"].flatMap { reader.word($0, "'harm'", as: Harm.self) }
        let owner = map["by"].flatMap { reader.word($0, "'by'", as: RepairOwner.self) }
        let lists = ["formerly", "tags", "requires", "references"].map { reader.texts(map, $0) }
        let parameters = ParameterReader(reader: reader).parameters(map["params"])
        guard let kind = kind(map) else { return nil }

        var (expressions, slots) = scope(kind, parameters)
        var explanations = ExplanationReader(reader: reader)
        let program = ProgramReader(map: map, severity: severity, slots: slots).program(with: &expressions, &explanations)
        let reading = { (compiled: CompiledRule?) in
            RuleReading(compiled: compiled, kind: kind, parameters: parameters, map: map, expressions: expressions)
        }
        guard let program, let title, let severity, !reader.hasErrors else { return reading(nil) }
        let rule = Rule(
            id: source.id, title: title, severity: severity, escalatedSeverity: program.escalate?.severity,
            loweredSeverity: program.lower?.severity, status: status ?? .stable,
            isEnabled: isEnabled ?? true, since: since,
            formerly: lists[0].map(\.text), tags: lists[1].map(\.text), kind: kind.name, requires: lists[2].map(\.text),
            explainedBy: explanations.list, harm: harm, owner: owner ?? .you,
            isAboutLookups: program.cause != nil, why: why ?? "", fixText: program.fix?.text?.source,
            references: lists[3].map(\.text), parameters: parameters.list,
            reads: expressions.checker.reads.keys.filter { !$0.hasPrefix("params.") }.sorted(), tests: testNames(map),
            file: source.displayName)
        return reading(
            CompiledRule(
                rule: rule, kind: kind, program: program, parameters: parameters,
                positions: positions(map, explanations.positions),
                texts: texts(of: program)))
    }

    /// The names of the tests; another module reads the tests themselves.
    private func testNames(_ map: YAMLMap) -> [String] {
        guard case .sequence(let tests)? = map["tests"]?.content else { return [] }
        return tests.compactMap { $0["name"]?.text }
    }

    private func positions(_ map: YAMLMap, _ explanations: [SourcePosition]) -> CompiledRule.Positions {
        CompiledRule.Positions(
            assert: map.keyPosition("assert") ?? map.position, severity: map.keyPosition("severity") ?? map.position,
            enabled: map.keyPosition("enabled") ?? map.position, former: reader.texts(map, "formerly").map(\.position),
            requirements: reader.texts(map, "requires").map(\.position),
            explanations: explanations)
    }

    private func texts(of program: Program) -> CompiledRule.Texts {
        let map = reader.document.root
        return CompiledRule.Texts(
            applies: map["applies"]?.text, assert: map["assert"]?.text ?? "", message: program.message.source,
            lets: (map["let"]?.entries ?? []).map { "\($0.key): \($0.value.text ?? "")" },
            publish: (program.fix?.publish ?? []).map { "\($0.owner.source) \($0.type.source) \($0.value.source)" },
            shifts: ["escalate", "lower"].compactMap { key in
                guard let to = map[key]?["to"]?.text, let condition = map[key]?["when"]?.text else { return nil }
                return "\(to) if \(condition)"
            })
    }

    /// The format is checked first: the new keys of a newer file are not mistakes.
    static func checkEngine(_ reader: YAMLReader, _ what: String) -> Bool {
        let root = reader.document.root
        guard case .mapping(let entries) = root.content else { return true }
        guard let value = entries.first(where: { $0.key == "engine" })?.value else {
            reader.report("\(what) lacks the key 'engine'", at: root.position)
            return false
        }
        guard case .scalar(let text, .plain) = value.content, let engine = Int(text), engine >= 1 else {
            reader.report("'engine' must be \(Self.engine), not \(reader.shown(value))", at: value.position)
            return false
        }
        guard engine > Self.engine else { return true }
        reader.report("\(what) needs engine \(engine), and this version has engine \(Self.engine)", at: value.position)
        return false
    }

    private func checkID(at position: SourcePosition) {
        let parts = source.id.split(separator: "/", omittingEmptySubsequences: false)
        let isNamed = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        }
        guard parts.count != 2 || !isNamed else { return }
        reader.report(
            "a rule's path must be <area>/<name>.yaml in lower-case letters, digits and hyphens, not '\(source.path)'",
            at: position)
    }

    private func kind(_ map: YAMLMap) -> SubjectKind? {
        guard let value = map.required("for_each"), let name = reader.text(value, "'for_each'") else { return nil }
        if let kind = schema.kind(name) { return kind }
        let names = schema.kinds.map(\.name)
        reader.report("unknown subject kind '\(name)'\(suggestion(for: name, among: names))", at: value.position)
        return nil
    }

    private func scope(
        _ kind: SubjectKind, _ parameters: ParameterReader.Parameters
    ) -> (ExpressionReader, Program.Slots) {
        var scope = Scope()
        let deployment = scope.define(
            "deployment", schema.kind("deployment").map { .object($0.type) } ?? .null, factPath: "deployment")
        let subject =
            kind.variable == "deployment" ? deployment : scope.define(kind.variable, .object(kind.type), factPath: kind.variable)
        let slots = Program.Slots(
            subject: subject, deployment: deployment, now: scope.define("now", .timestamp),
            parameters: scope.define("params", .object(parameters.object.type), factPath: "params"))
        return (ExpressionReader(reader: reader, schema: schema, scope: scope), slots)
    }
}

extension YAMLValue {
    fileprivate var text: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    fileprivate var entries: [Entry] {
        guard case .mapping(let entries) = content else { return [] }
        return entries
    }

    fileprivate subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }
}
