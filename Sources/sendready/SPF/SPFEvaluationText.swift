import DNS
import Facts
import MailPolicy
import Report

/// An evaluation with its trace, for people and as JSON.
struct SPFEvaluationText {
    private let evaluation: SPFEvaluation

    init(_ evaluation: SPFEvaluation) { self.evaluation = evaluation }

    var text: String {
        var lines = ["result       \(evaluation.result.rawValue)", "domain       \(evaluation.domain)"]
        for match in evaluation.matches { lines.append("matched      \(match.term.text) at \(match.owner)") }
        if let problem = evaluation.problem {
            lines.append("because      \(problem.message) (\(problem.code.rawValue), at \(problem.domain))")
        }
        if let explanation = evaluation.explanation { lines.append("explanation  \(explanation)") }
        lines.append("lookups      \(evaluation.lookups) of 10, void \(evaluation.voidLookups) of 2")
        for answer in evaluation.passedOver { lines.append("passed over  \(answer.question): \(answer.status)") }
        if let trace = evaluation.trace { lines += [""] + Self.lines(trace, depth: 0) }
        return lines.map { printable($0) + "\n" }.joined()
    }

    private static func lines(_ trace: SPFTrace, depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: depth)
        var lines = ["\(indent)\(trace.owner): \(trace.record.text)"]
        for step in trace.steps {
            let cost = step.lookups + step.voidLookups == 0 ? "" : " [\(step.lookups) lookup, \(step.voidLookups) void]"
            lines.append("\(indent)  \(step.term.text): \(step.outcome.rawValue)\(cost)")
            for answer in step.answers {
                let data = answer.data.isEmpty ? answer.status : answer.data.joined(separator: ", ")
                lines.append("\(indent)    \(answer.question) = \(data)")
            }
            for inner in step.inner { lines += Self.lines(inner, depth: depth + 2) }
        }
        return lines + ["\(indent)  = \(trace.result.rawValue)"]
    }

    var json: JSONValue {
        JSONValue.object([
            "result": .string(evaluation.result.rawValue),
            "domain": .string(evaluation.domain),
            "explanation": JSONValue(evaluation.explanation),
            "lookups": .integer(Int64(evaluation.lookups)),
            "voidLookups": .integer(Int64(evaluation.voidLookups)),
            "matched": JSONValue(evaluation.matched?.term.text),
            "matches": .array(
                evaluation.matches.map { ["domain": .string($0.owner.text), "term": .string($0.term.text)] }),
            "problem": evaluation.problem.map(Self.json) ?? .null,
            "trace": evaluation.trace.map { .array([Self.json($0)]) } ?? .array([]),
        ])
    }

    private static func json(_ problem: SPFEvaluationProblem) -> JSONValue {
        JSONValue.object([
            "code": .string(problem.code.rawValue), "domain": .string(problem.domain), "term": JSONValue(problem.term?.text),
            "message": .string(problem.message), "cause": JSONValue(problem.cause?.rawValue),
            "question": JSONValue(problem.answer?.question.description),
        ]).withoutNulls
    }

    private static func json(_ trace: SPFTrace) -> JSONValue {
        [
            "domain": .string(trace.owner.text), "record": .string(trace.record.text), "result": .string(trace.result.rawValue),
            "steps": .array(
                trace.steps.map { step in
                    JSONValue.object([
                        "term": .string(step.term.text), "target": JSONValue(step.target),
                        "outcome": .string(step.outcome.rawValue), "lookups": .integer(Int64(step.lookups)),
                        "voidLookups": .integer(Int64(step.voidLookups)),
                        "answers": .array(step.answers.map(\.json)), "trace": .array(step.inner.map(json)),
                    ]).withoutNulls
                }),
        ]
    }
}

extension SPFAnswer {
    var json: JSONValue {
        ["question": .string(question.description), "status": .string(status), "data": .strings(data)]
    }
}
