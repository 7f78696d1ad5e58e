import Facts
import MailPolicy

extension Survey {
    /// What a linter says of a record that stands at `domain`, as a fact.
    static func problem(_ problem: SPFProblem, at domain: String) -> FactObject {
        fact(problem.code.rawValue, problem.severity.rawValue, problem.message, domain, problem.range.lowerBound, problem.repair)
    }

    static func problem(_ problem: PolicyProblem, at domain: String) -> FactObject {
        fact(problem.code, problem.severity.rawValue, problem.message, domain, problem.range.lowerBound, problem.repair)
    }

    private static func fact(
        _ code: String, _ severity: String, _ message: String, _ domain: String, _ offset: Int, _ repair: String?
    ) -> FactObject {
        FactObject(.policyProblem)
            .setting("code", .string(code)).setting("severity", .string(severity)).setting("message", .string(message))
            .setting("at", .string(domain)).setting("position", .integer(offset + 1)).setting("repair", .optional(repair))
    }
}
