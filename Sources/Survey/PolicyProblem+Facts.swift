import Facts
import MailPolicy

extension PolicyProblem {
    /// A linter's problem with a record at `domain`, as a fact.
    func fact(at domain: String) -> TypedObject<PolicyProblemFacts> {
        TypedObject {
            $0.set(\.code, code)
            $0.set(\.severity, severity)
            $0.set(\.message, message)
            $0.set(\.at, domain)
            $0.set(\.position, range.lowerBound + 1)
            $0.set(\.repair, repair)
        }
    }
}
