import Facts
import MailPolicy

extension Survey {
    /// What a linter says of a record that stands at `domain`, as a fact.
    static func problem(_ problem: PolicyProblem, at domain: String) -> FactObject {
        FactObject(.policyProblem)
            .setting("code", .string(problem.code)).setting("severity", .string(problem.severity.rawValue))
            .setting("message", .string(problem.message)).setting("at", .string(domain))
            .setting("position", .integer(problem.range.lowerBound + 1)).setting("repair", .optional(problem.repair))
    }
}
