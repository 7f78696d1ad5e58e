import StrictYAML
import Testing

@testable import RuleTests
@testable import Rules

@Suite("Lint and rule tests", .timeLimit(.minutes(10)))
struct LintTests {
    /// A rule without lint warnings.
    static let clean = [
        "why: Because.", "fix: { text: Repair it. }",
        "references: [RFC 5321 §5.1, 'https://example.com/x', RFC 2308, RFC 1912 Appendix A]",
        """
        tests:
          - { name: good, base: direct, expect: pass }
          - { name: bad, base: direct, given: { target.a: [] }, expect: fail, message: No address }
          - { name: silent, base: direct, given: { target.a: !unknown timeout }, expect: undetermined }
        """,
    ]

    private func lint(_ lines: String...) throws -> [String] {
        let given = Set(lines.map { $0.prefix { $0 != ":" } })
        let kept = Self.clean.filter { !given.contains($0.prefix { $0 != ":" }) }
        let usual = ["engine: 1", "title: A title", "severity: error", "for_each: mx_target", "message: No address."]
        let assert = given.contains("assert") ? [] : ["assert: target.a.size() > 0"]
        let text = (usual.filter { !given.contains($0.prefix { $0 != ":" }) } + assert + lines + kept).joined(separator: "\n")
        let rule = RuleSource(path: "mx/test.yaml", text: text)
        let fixtures = try RulesFolder.sources().filter(\.isFixture)
        return try TestedRules(sources: fixtures + [rule]).lint().map {
            "\($0.position.line):\($0.position.column): \($0.message)"
        }
    }

    @Test("a good rule has no warnings")
    func good() throws { #expect(try lint() == []) }

    @Test("an unasserted message, an unset fact, and a missing repair are reported")
    func untested() throws {
        let tests = """
            tests:
              - { name: good, given: { target.a: [192.0.2.1] }, expect: pass }
              - { name: bad, given: { target.a: [] }, expect: fail }
              - { name: silent, given: { target.a: !unknown timeout }, expect: undetermined }
            """
        #expect(
            try Set(lint("message: 'No address of {target.exchange}.'", tests)) == [
                "7:1: no test gives 'target.exchange'", "7:1: no test that expects fail says what the message is",
            ])
        let bare = RuleSource(path: "mx/bare.yaml", text: BookFixture.rule())
        #expect(try TestedRules(sources: [bare]).lint().map(\.message).contains("the rule does not say how to repair it"))
    }

    @Test("lint warnings have positions")
    func warnings() throws {
        #expect(try lint("references: []") == ["1:1: the rule has no references"])
        #expect(
            try lint("references: [RFC5321, http://example.com]") == [
                "7:14: 'RFC5321' is neither 'RFC 5321 §5.1' nor an https address",
                "7:23: 'http://example.com' is neither 'RFC 5321 §5.1' nor an https address",
            ])
        #expect(try lint("let: { one: 1 + 1 }") == ["7:8: 'one' is never used"])
        #expect(try lint("params: { limit: { type: int, default: 1 } }") == ["7:11: parameter 'limit' is never used"])
        #expect(try lint("applies: target.is_address || target.view == 'public'") == ["11:1: no test expects not-applicable"])
        #expect(
            try lint("applies: target.preference > 0").contains(
                "7:1: 'applies' reads 'target.preference', which may be unknown"))
        #expect(
            try lint("escalate: { to: warning, when: target.aaaa.size() > 0 }", "severity: notice").contains(
                "11:1: no test expects the severity warning of 'escalate'"))
        #expect(
            try lint("assert: target.a.all(x, x.isPublic())").contains(
                "6:18: all() is true of an empty list; say what 'target.a.size() > 0' means"))
        #expect(
            try lint("assert: target.a.filter(x, x.isPublic()).size() == target.a.size() && target.a.size() > 0").contains(
                "6:18: one unknown element makes filter() unknown; prefer all() or exists()"))
        #expect(
            try lint("assert: target.a.size() > 0 && target.a.all(w, target.a.all(x, target.a.all(y, target.a.all(z, w == z))))")
                .contains("6:9: macros are nested deeper than 3 levels; use 'let'"))
        let long = (0..<20).map { "target.preference != \($0)" }.joined(separator: " && ")
        #expect(try lint("assert: target.a.size() > 0 && \(long)").contains { $0.contains("characters; split it with 'let'") })
    }

    @Test("missing kinds of tests are named; a rule without any is not mutated")
    func tests() throws {
        #expect(
            try lint("tests: []") == [
                "7:1: no test expects pass", "7:1: no test expects fail", "7:1: no test expects undetermined",
            ])
        #expect(
            try lint("for_each: deployment", "assert: 1 + 1 == 2", "tests: [{ name: a, base: direct, expect: pass }]") == [
                "6:1: the rule reads no fact", "7:1: no test expects fail",
            ])
    }

    @Test("tests that still pass with a negated assert are reported")
    func mutation() throws {
        let silent = "tests: [{ name: silent, given: { target.a: !unknown timeout }, expect: undetermined }]"
        #expect(try lint(silent).contains("6:1: no test notices when 'assert' is turned around"))
    }

    @Test("a failed rule test gives the expected and the actual result")
    func failures() throws {
        let rule = BookFixture.rule(
            """
            tests:
              - name: wrong
                given: { target.a: [] }
                expect: pass
                severity: notice
                message: nothing
                message-is: None.
                cause: timeout
                failing: [x]
                fix: { owner: x., type: A, value: y }
            """)
        let results = try BookFixture.tested(["mx/test": rule]).run()
        #expect(results.map(\.position.line) == [8])
        #expect(
            results.first?.failures == [
                "expected pass, got fail: No address.", "expected severity notice, got error",
                "expected a message with 'nothing', got 'No address.'", "expected the message 'None.', got 'No address.'",
                "expected cause timeout, got none", "expected failing [\"x\"], got []", "expected a fix with 'x. A y', got []",
            ])
    }

    @Test("the content of a rule's page")
    func explanation() throws {
        let rules = try TestedRules(sources: RulesFolder.sources())
        let page = try #require(rules.explain("ptr/not-confirmed"))
        #expect(page.summary == "error; judged for each sending_address: a sending address as receivers see it")
        #expect(
            page.sections.map(\.heading) == [
                "Why it matters", "What must be true", "What it says", "How to repair it",
                "Skipped when one of these has failed", "Explained by a failure of", "Facts that it reads", "Cases", "References",
            ])
        #expect(page.sections.contains(.init(heading: "References", body: .list(["RFC 1912 §2.1", "RFC 5321 §4.1.4"]))))
    }
}
