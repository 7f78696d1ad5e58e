import StrictYAML

extension CompiledRule {
    /// A warning when the rule's tests would not notice its `assert` turned around.
    var mutationWarning: Diagnostic? {
        var mutant = program
        mutant.assert = .not(program.assert)
        guard !tests.isEmpty, tests.allSatisfy({ $0.failures(of: mutant).isEmpty }) else { return nil }
        return Diagnostic(
            severity: .warning, file: rule.file, position: positions.assert,
            message: "no test notices when 'assert' is turned around")
    }
}
