package import Facts
package import RuleLanguage
package import StrictYAML

/// Parses and checks the expressions and templates of one rule file, and reports each mistake at its position in the file.
package struct ExpressionReader {
    let reader: YAMLReader
    package var checker: Checker
    /// The expressions as written, for lints.
    package private(set) var parsed: [(syntax: Syntax, length: Int, value: YAMLValue)] = []
    /// The facts that `applies` reads.
    package var readsOfApplies: [String: ObjectType.Source] = [:]
    private var reported = 0

    init(reader: YAMLReader, schema: FactSchema, scope: Scope) {
        self.reader = reader
        checker = Checker(schema: schema, scope: scope)
    }

    /// An expression of a type; `nil` after a mistake, which has been reported.
    mutating func expression(_ value: YAMLValue, _ what: String, _ type: ValueType = .any) -> Checker.Checked? {
        guard let text = reader.text(value, what) else { return nil }
        let result: Checker.Checked?
        do throws(Problem) {
            let syntax = try Parser.parse(text)
            parsed.append((syntax, text.unicodeScalars.count, value))
            result = checker.check(syntax, expecting: type, as: what)
        } catch {
            checker.report(error.message, at: error.offset)
            result = nil
        }
        flush(value)
        return result
    }

    mutating func condition(_ value: YAMLValue, _ what: String) -> Checker.Checked? { expression(value, what, .boolean) }

    mutating func template(_ value: YAMLValue, _ what: String) -> Template? {
        guard let text = reader.text(value, what) else { return nil }
        let result = checker.check(template: text)
        flush(value)
        return result
    }

    /// Reports the problems found since the last call, all of them in `value`.
    private mutating func flush(_ value: YAMLValue) {
        let problems = checker.problems[reported...]
        reported = checker.problems.count
        guard !problems.isEmpty else { return }
        let positions = reader.document.scalarPositions(of: value)
        for problem in problems {
            reader.report(
                problem.message, at: positions.indices.contains(problem.offset) ? positions[problem.offset] : value.position)
        }
    }

    /// The position of an offset in an expression.
    package func position(of offset: Int, in value: YAMLValue) -> SourcePosition {
        let positions = reader.document.scalarPositions(of: value)
        return positions.indices.contains(offset) ? positions[offset] : value.position
    }
}
