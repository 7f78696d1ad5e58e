import Facts
import Rules
import StrictYAML

/// One inline test of a rule, ready to be run.
struct RuleTest: Sendable {
    struct Expectation: Sendable {
        let outcome: Outcome
        var severity: Severity?
        /// A text that the message contains.
        var message: String?
        /// The whole message.
        var exactMessage: String?
        var cause: String?
        /// A text per witness that it contains.
        var failing: [String]?
        /// A text that one of the published records contains.
        var fix: PublishedRecord?
    }

    let name: String
    let position: SourcePosition
    let situation: Situation
    let expectation: Expectation

    /// One sentence per unmet expectation.
    func failures(of program: Program) -> [String] {
        let verdict = program.judge(situation)
        var failures: [String] = []
        if verdict.outcome != expectation.outcome {
            let detail = verdict.message.isEmpty ? "" : ": \(verdict.message)"
            failures.append("expected \(expectation.outcome.rawValue), got \(verdict.outcome.rawValue)\(detail)")
        }
        if let severity = expectation.severity, severity != verdict.severity {
            failures.append("expected severity \(severity.rawValue), got \(verdict.severity.rawValue)")
        }
        if let text = expectation.message, !verdict.message.contains(text) {
            failures.append("expected a message with '\(text)', got '\(verdict.message)'")
        }
        if let text = expectation.exactMessage, verdict.message != text {
            failures.append("expected the message '\(text)', got '\(verdict.message)'")
        }
        let causes = Set(verdict.unknown?.reasons.map(\.cause.rawValue) ?? [])
        if let cause = expectation.cause, !causes.contains(cause) {
            failures.append("expected cause \(cause), got \(causes.isEmpty ? "none" : causes.sorted().joined(separator: ", "))")
        }
        if let parts = expectation.failing,
            parts.count != verdict.failing.count || !zip(parts, verdict.failing).allSatisfy({ $1.contains($0) })
        {
            failures.append("expected failing \(parts), got \(verdict.failing)")
        }
        if let record = expectation.fix, verdict.fix?.publish.contains(where: { $0.contains(record) }) != true {
            let got = verdict.fix?.publish.map { "\($0.owner) \($0.type) \($0.value)" } ?? []
            failures.append("expected a fix with '\(record.owner) \(record.type) \(record.value)', got \(got)")
        }
        if verdict.hasFault { failures.append("the message or the repair has an error in it: '\(verdict.message)'") }
        return failures
    }
}

extension PublishedRecord {
    fileprivate func contains(_ part: PublishedRecord) -> Bool {
        let views = part.view.map { wanted in view?.contains(wanted) == true } ?? true
        return views && owner.containsOrEmpty(part.owner) && type.containsOrEmpty(part.type)
            && value.containsOrEmpty(part.value)
    }
}

extension String {
    fileprivate func containsOrEmpty(_ part: String) -> Bool { part.isEmpty || contains(part) }
}
