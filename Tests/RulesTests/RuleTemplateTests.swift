import Facts
import StrictYAML
import Testing

@testable import RuleTests
@testable import Rules

@Suite("The start of a new rule", .timeLimit(.minutes(10)))
struct RuleTemplateTests {
    @Test(
        "loads, passes its tests and has only placeholder warnings, for every subject kind",
        arguments: FactSchema.current.kinds.map(\.name))
    func template(_ name: String) throws {
        let kind = try #require(FactSchema.current.kind(name))
        let text = try #require(RuleTemplate(kind: kind)).text
        let fixtures = try RulesFolder.sources().filter(\.isFixture)
        let rules = try TestedRules(sources: fixtures + [RuleSource(path: "new/rule.yaml", text: text)])
        #expect(rules.book.rules.map(\.kind) == [name])
        #expect(rules.run().count >= 2)
        #expect(rules.run().flatMap(\.failures) == [])
        #expect(
            Set(rules.lint().map(\.message))
                == Set(
                    ["title", "message", "why", "fix", "references"].map {
                        "'\($0)' is still what 'rules new' wrote: put your own in its place"
                    }))
    }
}
