import Facts
import StrictYAML
import Testing

@testable import RuleEngine

@Suite("The start of a new rule")
struct RuleTemplateTests {
    @Test(
        "loads, passes its tests and leaves nothing to the lint, for every subject kind",
        arguments: FactSchema.current.kinds.map(\.name))
    func template(_ name: String) throws {
        let kind = try #require(FactSchema.current.kind(name))
        let text = try #require(RuleTemplate(kind: kind)).text
        let fixtures = try RulesFolder.sources().filter(\.isFixture)
        let book = try RuleBook(sources: fixtures + [RuleSource(path: "new/rule.yaml", text: text)])
        #expect(book.rules.map(\.kind) == [name])
        #expect(book.runTests().count >= 2)
        #expect(book.runTests().flatMap(\.failures) == [])
        #expect(book.lint().map(\.headline) == [])
    }
}
