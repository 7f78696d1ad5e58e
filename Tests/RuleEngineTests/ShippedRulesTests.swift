import StrictYAML
import Testing

@testable import RuleEngine

@Suite("The shipped rules")
struct ShippedRulesTests {
    @Test("load, and pass their own tests")
    func tests() throws {
        let book = try RuleBook(sources: RulesFolder.sources())
        #expect(book.rules.count >= 3)
        for result in book.runTests() {
            #expect(result.passed, "\(result.file):\(result.position.line): \(result.name): \(result.failures)")
        }
    }

    @Test("leave nothing to the lint")
    func lint() throws {
        let book = try RuleBook(sources: RulesFolder.sources())
        #expect(book.lint().map(\.headline) == [])
    }
}
