import Facts
import StrictYAML

@testable import RuleTests
@testable import Rules

/// Rule books and facts for tests.
enum BookFixture {
    /// A rule from its varying lines; given lines replace the default ones with the same key.
    static func rule(_ lines: String...) -> String {
        let usual = [
            "engine: 1", "title: A title", "severity: error", "for_each: mx_target", "assert: target.a.size() > 0",
            "message: No address.",
        ]
        let given = Set(lines.map { $0.prefix { $0 != ":" } })
        return (usual.filter { !given.contains($0.prefix { $0 != ":" }) } + lines).joined(separator: "\n") + "\n"
    }

    static func book(_ rules: [String: String]) throws -> RuleBook { try RuleBook(sources: sources(rules)) }

    /// The rules together with their tests.
    static func tested(_ rules: [String: String]) throws -> TestedRules { try TestedRules(sources: sources(rules)) }

    private static func sources(_ rules: [String: String]) -> [RuleSource] {
        rules.map { RuleSource(path: "\($0.key).yaml", text: $0.value) }
    }

    /// The facts of one deployment with these subjects by kind.
    static func facts(_ subjects: [String: [FactObject]], observations: [Observation] = []) throws -> FactSet {
        let schema = FactSchema.current
        var root = FactObject(schema.root)
        if let deployment = schema.kind("deployment") {
            root.set("deployment", .object(FactObject(deployment.type).setting("scheme", .string("direct"))))
        }
        for (name, objects) in subjects {
            guard let kind = schema.kind(name), let first = objects.first else { continue }
            root.set(kind.field, kind.isSingle ? .object(first) : .objects(objects))
        }
        return FactSet(
            deployment: "test", scheme: "direct", observedAt: Timestamp(seconds: 1_795_000_000), elapsedMilliseconds: 1,
            root: root, observations: observations)
    }

    /// A subject of a kind; the caller sets its fields.
    static func subject(
        _ kind: String, _ key: String, name: String? = nil, view: String? = "public", sender: String? = nil
    ) -> FactObject {
        let schema = FactSchema.current
        var identity = FactObject(schema.type("Subject") ?? schema.root)
        for (field, text) in [("key", key), ("name", name ?? key), ("view", view), ("sender", sender)] {
            identity.set(field, text.map(FactValue.string) ?? .absent)
        }
        return FactObject(schema.kind(kind)?.type ?? schema.root).setting("subject", .object(identity))
    }

    static func observation(_ question: String) -> Observation {
        Observation(question: question, view: "public", server: nil, status: "noerror", answer: [], ttl: nil, attempts: [])
    }
}

extension RuleBook {
    /// The findings of every enabled rule, or of those that match the globs, for every subject.
    func judge(_ facts: FactSet, rules globs: String...) throws -> [Finding] {
        try RuleConfiguration(book: self, rules: globs).judge(facts).findings
    }
}
