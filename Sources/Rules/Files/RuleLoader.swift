import Facts
import RuleLanguage
import StrictYAML

/// Loads the rules and profiles of a rules folder and collects all mistakes.
struct RuleLoader {
    let schema: FactSchema
    let parsesTests: Bool
    private(set) var diagnostics: [Diagnostic] = []

    init(schema: FactSchema, parsesTests: Bool) {
        self.schema = schema
        self.parsesTests = parsesTests
    }

    /// The rules, each after those that it requires, and the profiles.
    ///
    /// - Parameter inspect: gets the result of reading each rule file before its mistakes are collected.
    mutating func load(
        _ sources: [RuleSource], inspect: (RuleReading, YAMLReader) -> Void
    ) -> (rules: [CompiledRule], profiles: [Profile]) {
        let sources = sources.sorted { $0.path < $1.path }
        for (first, second) in zip(sources, sources.dropFirst()) where first.path == second.path {
            report("rule file '\(first.path)' was given twice", second, SourcePosition(line: 1, column: 1))
        }
        let files = sources.filter(\.isRule)
        let rules = ordered(files.compactMap { rule($0, inspect) }, files)
        checkFormer(rules, files)
        checkExplanations(rules, files)
        // References of profiles to rules that failed to load are not reported as mistakes.
        return (rules, diagnostics.isEmpty ? profiles(sources.filter(\.isProfile), rules) : [])
    }

    private mutating func profiles(_ sources: [RuleSource], _ rules: [CompiledRule]) -> [Profile] {
        let ids = sources.map(\.id)
        let profiles = sources.compactMap { source in
            reading(source) { ProfileReader(source: source, rules: rules, profiles: ids, reader: $0).read() }
        }
        for profile in profiles where profile.lineage(among: profiles) == nil {
            report(
                "profile '\(profile.id)' extends itself", sources.first { $0.id == profile.id },
                SourcePosition(line: 1, column: 1))
        }
        return profiles
    }

    /// A rule's former id must not be reused: waivers and dashboards refer to it.
    private mutating func checkFormer(_ rules: [CompiledRule], _ sources: [RuleSource]) {
        var owners = Dictionary(rules.map { ($0.rule.id, $0.rule.id) }) { first, _ in first }
        for rule in rules {
            for (id, position) in zip(rule.rule.formerly, rule.positions.former) {
                if let owner = owners[id] {
                    report("'\(id)' is taken by '\(owner)'", sources.first { $0.id == rule.rule.id }, position)
                }
                owners[id] = rule.rule.id
            }
        }
    }

    private mutating func report(_ message: String, _ source: RuleSource?, _ position: SourcePosition) {
        diagnostics.append(
            Diagnostic(
                file: source?.displayName ?? "", text: source?.text ?? "", position: position, message: message))
    }

    /// Reads a file with `read`; collects the mistakes.
    private mutating func reading<Result>(_ source: RuleSource, _ read: (YAMLReader) -> Result?) -> Result? {
        do throws(Diagnostics) {
            let text = parsesTests ? source.text : source.textWithoutTests
            let reader = YAMLReader(try YAMLDocument(parsing: text, file: source.displayName))
            let result = read(reader)
            diagnostics += reader.sortedDiagnostics
            return result
        } catch {
            diagnostics += error.list
            return nil
        }
    }

    private mutating func rule(_ source: RuleSource, _ inspect: (RuleReading, YAMLReader) -> Void) -> CompiledRule? {
        let schema = schema
        return reading(source) { reader in
            guard let reading = RuleReader(source: source, schema: schema, reader: reader).read() else { return nil }
            inspect(reading, reader)
            return reading.compiled
        }
    }

    /// Every glob of `explained-by` matches another rule. A rule may name itself: what it finds at a subject that this one rests on.
    private mutating func checkExplanations(_ rules: [CompiledRule], _ sources: [RuleSource]) {
        let ids = sources.map(\.id)
        for rule in rules {
            for (glob, position) in zip(rule.rule.explainedBy.map(\.rules), rule.positions.explanations) {
                let pattern = Glob(glob)
                guard !ids.contains(where: { ($0 != rule.rule.id || glob == $0) && pattern.matches($0) }) else { continue }
                let what = glob.contains("*") ? "no other rule matches '\(glob)'" : "unknown rule '\(glob)'"
                let hint = ruleSuggestion(for: glob, among: ids.filter { $0 != rule.rule.id }.sorted())
                report(what + hint, sources.first { $0.id == rule.rule.id }, position)
            }
        }
    }

    private mutating func ordered(_ rules: [CompiledRule], _ sources: [RuleSource]) -> [CompiledRule] {
        let sources = Dictionary(sources.map { ($0.id, $0) }) { first, _ in first }
        for rule in rules {
            for (id, position) in zip(rule.rule.requires, rule.positions.requirements) where sources[id] == nil {
                let hint = ruleSuggestion(for: id, among: sources.keys.sorted())
                report("unknown rule '\(id)'\(hint)", sources[rule.rule.id], position)
            }
        }
        // The mistakes of a required rule that failed to load have been reported already.
        let loaded = Set(rules.map(\.rule.id))
        var waiting = rules
        var done: Set<String> = []
        var result: [CompiledRule] = []
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.rule.requires.allSatisfy { done.contains($0) || !loaded.contains($0) } }
            guard !ready.isEmpty else {
                for rule in waiting {
                    report(
                        "'\(rule.rule.id)' waits for itself, by way of what it requires", sources[rule.rule.id],
                        rule.positions.requirements.first ?? rule.positions.assert)
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
