import StrictYAML
import SyntheticFacts
import Testing

@testable import RuleTests
@testable import Rules

@Suite("The shipped rules", .timeLimit(.minutes(10)))
struct ShippedRulesTests {
    @Test("load, and pass their own tests")
    func tests() throws {
        let rules = try TestedRules(sources: RulesFolder.sources())
        #expect(rules.book.rules.count >= 3)
        for result in rules.run() {
            #expect(result.passed, "\(result.file):\(result.position.line): \(result.name): \(result.failures)")
        }
    }

    @Test("are never defective, for any facts")
    func sound() throws {
        let book = try RuleBook(sources: RulesFolder.sources())
        let findings = try book.judge(SyntheticFacts.facts(subjects: 3), rules: "*")
        #expect(Set(findings.map(\.rule)) == Set(book.rules.map(\.id)))
        #expect(findings.filter { $0.outcome == .error }.map { "\($0.rule): \($0.message)" } == [])
    }

    @Test("have no lint warnings")
    func lint() throws {
        let rules = try TestedRules(sources: RulesFolder.sources())
        #expect(rules.lint().map(\.headline) == [])
    }

    @Test("come with profiles that say which text of each source was read, and never more than that")
    func sources() throws {
        let book = try RuleBook(sources: RulesFolder.sources())
        for profile in book.profiles where profile.isProvider {
            let checked = try #require(profile.checked, "\(profile.id)")
            #expect(!profile.unchecked.isEmpty, "\(profile.id)")
            for source in profile.sources where source.source.contains("://") {
                #expect(source.reading != nil, "\(profile.id): \(source.source)")
                // What is older than the day of reading may differ from the page of that day.
                #expect(source.reading == .page ? source.dated == nil : (source.dated ?? "") <= checked, "\(profile.id)")
            }
            for (rule, ground) in profile.grounds {
                #expect(ground.says != nil && ground.source != nil, "\(profile.id): \(rule)")
                let isUnsourced = ground.says?.contains("Not on the page") == true
                #expect(!isUnsourced || profile.requirements[rule] != .required, "\(profile.id): \(rule)")
            }
        }
    }

    @Test("give the same results with unparsed tests, which come last in each file")
    func withoutTests() throws {
        let sources = try RulesFolder.sources()
        let (whole, cut) = (try RuleBook(sources: sources), try RuleBook(sources: sources, parsesTests: false))
        #expect(cut.rules.allSatisfy { $0.tests.isEmpty } && whole.rules.allSatisfy { !$0.tests.isEmpty })
        #expect(cut.digest == whole.digest)
        #expect(cut.compiled.map { String(describing: $0.program) } == whole.compiled.map { String(describing: $0.program) })
    }
}
