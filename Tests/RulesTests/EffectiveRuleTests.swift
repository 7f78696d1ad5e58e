import Facts
import StrictYAML
import Testing

@testable import Rules

/// The source of each of a rule's settings.
@Suite("Effective settings", .timeLimit(.minutes(10)))
struct EffectiveRuleTests {
    private static let rule = BookFixture.rule(
        "params: { least: { type: int, default: 1, min: 1 } }", "assert: target.a.size() >= params.least")
    private static let place = SourcePosition(line: 9, column: 5)

    private func effective(_ requests: [SettingRequest], profiles: [String]) throws -> EffectiveRule {
        let book = try BookFixture.book([
            "mx/few": Self.rule, "profiles/strict": "engine: 1\ntitle: S\nrules: [{ rule: mx/few, severity: notice }]\n",
            "profiles/post": "engine: 1\ntitle: P\nrecommends:\n  - mx/*\n",
        ])
        let configuration = try RuleConfiguration(
            book: book, profiles: profiles.map { .init($0) }, overrides: .init(requests, file: "d.yaml", text: ""))
        return try #require(configuration.effective("mx/few"))
    }

    private func lines(_ values: [EffectiveRule.Value]) -> [String] { values.map { "\($0.name)=\($0.value) \($0.origin)" } }

    @Test("by default the rule's own file sets them")
    func plain() throws {
        let rule = try effective([], profiles: [])
        #expect(
            lines(rule.values) == [
                "enabled=true the rule (mx/few.yaml:1:1)", "severity=error the rule (mx/few.yaml:3:1)",
                "params.least=1 the rule (mx/few.yaml:6:11)",
            ])
        #expect(rule.providers == ["recommended by post"])
        #expect(rule.scopes.isEmpty)
    }

    @Test("a profile, then an override, each with its place; settings for some subjects are listed separately")
    func settings() throws {
        let rule = try effective(
            [
                SettingRequest(
                    rule: "mx/few", parameters: [.init(key: "least", value: "2", position: Self.place)], position: Self.place),
                SettingRequest(
                    rule: "mx/*", selectors: [.init(key: "view", value: "internal", position: Self.place)], isEnabled: false,
                    reason: "not ours", position: Self.place),
            ], profiles: ["strict"])
        #expect(
            lines(rule.values) == [
                "enabled=true the rule (mx/few.yaml:1:1)", "severity=notice profile strict (profiles/strict.yaml:3:17)",
                "params.least=2 override (d.yaml:9:5)",
            ])
        #expect(rule.scopes.map(\.subjects) == ["view internal"])
        #expect(rule.scopes.map(\.reason) == ["not ours"])
        #expect(lines(rule.scopes[0].values) == ["enabled=false override (d.yaml:9:5)"])
    }

    @Test("a named provider raises severities to its requirements")
    func provider() throws {
        let rule = try effective([], profiles: ["strict", "post"])
        #expect(lines(rule.values)[1] == "severity=at least warning profile post (profiles/post.yaml:4:5)")
    }
}
