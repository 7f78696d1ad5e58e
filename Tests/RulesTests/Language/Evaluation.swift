import Facts

@testable import RuleLanguage

/// Checks and evaluates single expressions.
struct Evaluation {
    var schema = FactSchema.current
    /// Variables of the expression.
    var variables: [(name: String, type: ValueType, value: Value)] = []
    /// As in rules, where a constant that cannot be computed is refused.
    var refusesFaults = false

    var functions: [Function] = []

    enum Result {
        case refused([Problem])
        case value(Value)
    }

    func run(_ text: String) -> Result {
        var scope = Scope()
        for variable in variables { _ = scope.define(variable.name, variable.type, factPath: variable.name) }
        var checker = Checker(schema: schema, scope: scope)
        checker.refusesFaults = refusesFaults
        checker.moreFunctions = functions
        do throws(Problem) {
            guard let checked = checker.check(try Parser.parse(text)), checker.problems.isEmpty else {
                return .refused(checker.problems)
            }
            var evaluator = Evaluator(variables: checker.scope.variables, deferred: [])
            for (index, variable) in variables.enumerated() { evaluator.set(index, variable.value) }
            return .value(evaluator.value(of: checked.node))
        } catch {
            return .refused([error])
        }
    }

    /// `true`, `unknown timeout`, `fault division by zero`, `refused 4: …`: what table tests compare.
    func shown(_ text: String) -> String {
        switch run(text) {
        case .refused(let problems): "refused " + problems.map { "\($0.offset): \($0.message)" }.joined(separator: "; ")
        case .value(let value): Self.shown(value)
        }
    }

    static func shown(_ value: Value) -> String {
        switch value {
        case .unknown(let unknown): "unknown " + unknown.reasons.map(\.cause.rawValue).joined(separator: " ")
        case .fault(let message): "fault \(message)"
        case .string(let text): "\"\(text)\""
        case .list(let items): "[\(items.map(shown).joined(separator: ", "))]"
        case .map(let entries): "{\(entries.map { "\(shown($0.key)): \(shown($0.value))" }.joined(separator: ", "))}"
        default: value.shown
        }
    }
}
