import DNS
import Facts
import RuleLanguage

extension Program {
    package func judge(_ situation: Situation) -> RuleVerdict {
        var evaluator = evaluator(in: situation)
        switch applies.map({ evaluator.value(of: $0) }) ?? .boolean(true) {
        case .boolean(true): break
        case .boolean(false): return RuleVerdict(outcome: .notApplicable, severity: severity)
        case let other: return indefinite(other, evaluator)
        }
        evaluator.recordsEvidence = true
        let result = evaluator.value(of: assert)
        evaluator.recordsEvidence = false
        if evaluator.isExhausted { return indefinite(evaluator.exhausted, evaluator) }
        switch result {
        case .boolean(true): return RuleVerdict(outcome: .pass, severity: severity, evidence: evaluator.evidence)
        case .boolean(false): return broken(situation, &evaluator)
        default: return indefinite(result, evaluator)
        }
    }

    /// Which links hold for a subject for which the rule failed or is undetermined. What is not certain does not hold.
    func links(in situation: Situation) -> [Link.State] {
        guard !links.isEmpty else { return [] }
        var evaluator = evaluator(in: situation)
        if let witnesses, let slot = slots.failing { evaluator.set(slot, .list(evaluator.witnesses(against: witnesses))) }
        return links.map { link in
            if let condition = link.condition {
                guard case .boolean(true) = evaluator.value(of: condition) else { return .broken }
            }
            guard let place = link.place else { return .anywhere }
            switch evaluator.value(of: place) {
            case .string(let name): return .at([name.groundName])
            case .list(let names):
                return .at(
                    names.compactMap { name in
                        guard case .string(let text) = name else { return nil }
                        return text.groundName
                    })
            default: return .broken
            }
        }
    }

    private func evaluator(in situation: Situation) -> Evaluator {
        var evaluator = Evaluator(variables: variables, deferred: lets, factSize: situation.size)
        evaluator.set(slots.deployment, .object(situation.deployment))
        evaluator.set(slots.subject, .object(situation.subject))
        evaluator.set(slots.now, .timestamp(situation.now))
        evaluator.set(slots.parameters, .object(situation.parameters))
        return evaluator
    }

    private func indefinite(_ value: Value, _ evaluator: Evaluator) -> RuleVerdict {
        switch value {
        case .unknown(let unknown):
            return RuleVerdict(
                outcome: .undetermined, severity: severity, message: Self.message(for: unknown), unknown: unknown,
                question: unknown.reasons.lazy.compactMap(\.question).first, evidence: evaluator.evidence)
        case .fault(let message):
            return RuleVerdict(
                outcome: .error, severity: severity, message: "The rule is defective: \(message).", evidence: evaluator.evidence)
        default:
            return RuleVerdict(outcome: .error, severity: severity, message: "The rule is defective: its condition is no bool.")
        }
    }

    /// `Undetermined: bounce.example.com. MX: timeout (no reply from 192.0.2.53:53).`
    private static func message(for unknown: Unknown) -> String {
        var text = "Undetermined: "
        for (index, reason) in unknown.reasons.enumerated() {
            if index > 0 { text += "; " }
            if let question = reason.question {
                text += question
                text += ": "
            }
            text += reason.cause.rawValue
            guard !reason.detail.isEmpty else { continue }
            text += " ("
            text += reason.detail
            text += ")"
        }
        text += "."
        return text
    }

    /// The verdict when `assert` is definitely false.
    private func broken(_ situation: Situation, _ evaluator: inout Evaluator) -> RuleVerdict {
        var failing: [Value] = []
        if let witnesses, let slot = slots.failing {
            failing = evaluator.witnesses(against: witnesses)
            evaluator.set(slot, .list(failing))
        }
        var shift: SeverityShift?
        if let escalate, case .boolean(true) = evaluator.value(of: escalate.condition) {
            shift = .raised(to: escalate.severity)
        } else if let lower, case .boolean(true) = evaluator.value(of: lower.condition) {
            shift = .lowered(to: lower.severity)
        }
        let message = self.message.rendered(by: &evaluator)
        var verdict = RuleVerdict(
            outcome: cause == nil ? .fail : .undetermined, severity: shift?.applied(to: severity) ?? severity, shift: shift,
            message: message.text,
            evidence: evaluator.evidence, failing: failing.map(\.shown), hasFault: message.hasFault)
        if let cause { settle(&verdict, by: cause, situation, &evaluator) }
        if let fix {
            let text = fix.text?.rendered(by: &evaluator)
            verdict.hasFault = verdict.hasFault || text?.hasFault == true
            verdict.fix = Fix(text: text?.text ?? "", publish: fix.publish.flatMap { $0.records(by: &evaluator) })
        }
        if evaluator.isExhausted { return indefinite(evaluator.exhausted, evaluator) }
        return verdict
    }

    private func settle(_ verdict: inout RuleVerdict, by cause: Cause, _ situation: Situation, _ evaluator: inout Evaluator) {
        verdict.question = cause.question?.rendered(by: &evaluator).text
        switch evaluator.value(of: cause.cause) {
        case .unknown(let unknown): verdict.unknown = unknown
        case .string(let text):
            let identity = FindingSubject(situation.subject, kind: "")
            verdict.unknown = Unknown(
                Unknown.Cause(rawValue: text) ?? .notProbed, question: verdict.question, view: identity.view)
        default: verdict.unknown = Unknown(.notProbed, question: verdict.question)
        }
    }
}

extension Program.Publication {
    /// The records to publish, except those that depend on an unknown value.
    fileprivate func records(by evaluator: inout Evaluator) -> [PublishedRecord] {
        guard let source else { return record(by: &evaluator).map { [$0] } ?? [] }
        guard case .list(let items) = evaluator.value(of: source.list) else { return [] }
        var records: [PublishedRecord] = []
        for item in items {
            evaluator.set(source.variable, item)
            if let record = record(by: &evaluator) { records.append(record) }
        }
        return records
    }

    private func record(by evaluator: inout Evaluator) -> PublishedRecord? {
        if let condition {
            guard case .boolean(true) = evaluator.value(of: condition) else { return nil }
        }
        let parts = [owner, type, value].map { $0.rendered(by: &evaluator) }
        let view = self.view?.rendered(by: &evaluator)
        guard !(parts + [view].compactMap { $0 }).contains(where: { $0.hasUnknown || $0.hasFault }) else { return nil }
        return PublishedRecord(owner: parts[0].text, type: parts[1].text, value: parts[2].text, view: view?.text)
    }
}

extension FindingSubject {
    /// The identity in a subject's `subject` field.
    init(_ object: FactObject, kind: String) {
        let identity: FactObject? = if case .object(let identity)? = object["subject"] { identity } else { nil }
        func text(_ field: String) -> String? {
            switch identity?[field] {
            case .string(let text)?: text
            case .address(let address)?: address.description
            default: nil
            }
        }
        self.init(
            kind: kind, key: text("key") ?? "", role: text("role"), name: text("name"), view: text("view"),
            address: text("address"), sender: text("sender"))
    }
}
