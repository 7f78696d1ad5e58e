import Facts

/// Judges every rule for every subject of its kind.
struct Judge {
    let facts: FactSet
    private let settings: [RuleSetting]
    /// Subjects for which a rule has failed, or was skipped for the same reason; by rule.
    private var broken: [String: [FindingSubject]] = [:]

    init(_ facts: FactSet, settings: [RuleSetting] = []) {
        self.facts = facts
        self.settings = settings.filter { !$0.parameters.isEmpty }
    }

    /// The rules come each behind those that it requires; the findings sorted by rule, then subject key.
    mutating func findings(of rules: [CompiledRule]) -> [Finding] {
        guard case .object(let deployment)? = facts.root["deployment"] else { return [] }
        var subjects: [String: [(object: FactObject, identity: FindingSubject)]] = [:]
        for kind in Dictionary(rules.map { ($0.kind.name, $0.kind) }, uniquingKeysWith: { first, _ in first }).values {
            subjects[kind.name] = facts.subjects(of: kind).map { ($0, FindingSubject($0, kind: kind.name)) }
                .sorted { $0.identity.key < $1.identity.key }
        }
        let ofRules = rules.map { rule in
            (rule.rule.id, (subjects[rule.kind.name] ?? []).map { finding(rule, $0.object, $0.identity, deployment) })
        }
        return ofRules.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }

    private mutating func finding(
        _ rule: CompiledRule, _ object: FactObject, _ subject: FindingSubject, _ deployment: FactObject
    ) -> Finding {
        var verdict: RuleVerdict
        if let requirement = rule.rule.requires.first(where: { isBroken($0, for: subject) }) {
            verdict = RuleVerdict(outcome: .skipped, severity: rule.rule.severity, message: "Skipped: \(requirement) has failed.")
        } else {
            verdict = rule.program.judge(
                Situation(
                    subject: object, deployment: deployment, now: facts.observedAt, parameters: parameters(of: rule, for: subject)
                ))
        }
        if [.fail, .skipped].contains(verdict.outcome) { broken[rule.rule.id, default: []].append(subject) }
        return Finding(
            rule: rule.rule.id, outcome: verdict.outcome, severity: verdict.severity, subject: subject,
            title: rule.rule.title, message: verdict.message, why: rule.rule.why, fix: verdict.fix,
            evidence: verdict.evidence.filter(facts.observations.indices.contains).map { facts.observations[$0] },
            references: rule.rule.references, unknown: verdict.unknown, question: verdict.question, tags: rule.rule.tags)
    }

    private func parameters(of rule: CompiledRule, for subject: FindingSubject) -> FactObject {
        settings.reduce(into: rule.parameters.object) { parameters, setting in
            guard let values = setting.parameters[rule.rule.id], setting.matches(subject) else { return }
            for (name, value) in values { parameters.set(name, value) }
        }
    }

    private func isBroken(_ rule: String, for subject: FindingSubject) -> Bool {
        broken[rule]?.contains { $0.concerns(subject) } ?? false
    }
}

extension FindingSubject {
    /// Whether what is wrong with this subject is also wrong with another: the same one, or one of another kind with
    /// the same name and view, and the same sender and address where both have one.
    fileprivate func concerns(_ other: FindingSubject) -> Bool {
        if kind == other.kind { return key == other.key }
        guard let name, let view else { return false }
        return name == other.name && view == other.view
            && (sender == nil || other.sender == nil || sender == other.sender)
            && (address == nil || other.address == nil || address == other.address)
    }
}
