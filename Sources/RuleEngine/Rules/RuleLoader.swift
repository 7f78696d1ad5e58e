import Facts
import StrictYAML

/// Loads the files of a rules folder and collects every mistake of every file.
struct RuleLoader {
    let schema: FactSchema
    private(set) var diagnostics: [Diagnostic] = []

    init(schema: FactSchema) { self.schema = schema }

    /// The rules, each behind those that it requires.
    mutating func load(_ sources: [RuleSource]) -> [CompiledRule] {
        let sources = sources.sorted { $0.path < $1.path }
        for (first, second) in zip(sources, sources.dropFirst()) where first.path == second.path {
            report("rule file '\(first.path)' was given twice", second, SourcePosition(line: 1, column: 1))
        }
        var fixtures: [String: Fixture] = [:]
        for source in sources where source.isFixture { fixtures[source.id] = fixture(source) }
        let rules = sources.filter { !$0.isFixture }.compactMap { rule($0, fixtures) }
        return ordered(rules, known: sources.filter { !$0.isFixture }.map(\.id))
    }

    private mutating func report(_ message: String, _ source: RuleSource, _ position: SourcePosition) {
        diagnostics.append(Diagnostic(file: source.displayName, position: position, message: message))
    }

    /// Reads a file with `read`; keeps the mistakes.
    private mutating func reading<Result>(_ source: RuleSource, _ read: (YAMLReader) -> Result?) -> Result? {
        do throws(Diagnostics) {
            let reader = YAMLReader(try YAMLDocument(parsing: source.text, file: source.displayName))
            let result = read(reader)
            diagnostics += reader.sortedDiagnostics
            return result
        } catch {
            diagnostics += error.list
            return nil
        }
    }

    private mutating func fixture(_ source: RuleSource) -> Fixture? {
        let schema = schema
        return reading(source) { FixtureReader(reader: $0, schema: schema).fixture($0.document.root) }
    }

    private mutating func rule(_ source: RuleSource, _ fixtures: [String: Fixture]) -> CompiledRule? {
        let schema = schema
        return reading(source) { RuleReader(source: source, schema: schema, fixtures: fixtures, reader: $0).read() }
    }

    private mutating func ordered(_ rules: [CompiledRule], known: [String]) -> [CompiledRule] {
        var waiting = rules
        var done: Set<String> = []
        var result: [CompiledRule] = []
        for rule in rules {
            for (id, position) in zip(rule.rule.requires, rule.requirementPositions) where !known.contains(id) {
                diagnostics.append(
                    Diagnostic(
                        file: rule.rule.file, position: position,
                        message: "unknown rule '\(id)'\(suggestion(for: id, among: known))"))
            }
        }
        // A required rule that could not be loaded has had its own mistakes reported.
        let loaded = Set(rules.map(\.rule.id))
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.rule.requires.allSatisfy { done.contains($0) || !loaded.contains($0) } }
            guard !ready.isEmpty else {
                for rule in waiting {
                    diagnostics.append(
                        Diagnostic(
                            file: rule.rule.file, position: rule.requirementPositions.first ?? rule.assertPosition,
                            message: "'\(rule.rule.id)' requires itself by way of other rules"))
                }
                return result
            }
            result += ready
            done.formUnion(ready.map(\.rule.id))
            waiting.removeAll { done.contains($0.rule.id) }
        }
        return result
    }
}
