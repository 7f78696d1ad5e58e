import RuleLanguage
import Rules
import StrictYAML

extension TestedRules.Tested {
    /// A warning if the rule's tests would still pass with its `assert` negated.
    var mutationWarning: Diagnostic? {
        var mutant = compiled.program
        mutant.assert = .not(mutant.assert)
        guard !tests.isEmpty, tests.allSatisfy({ $0.failures(of: mutant).isEmpty }) else { return nil }
        return Diagnostic(
            severity: .warning, file: compiled.rule.file, position: compiled.positions.assert,
            message: "no test notices when 'assert' is turned around")
    }
}
