import Facts
import StrictYAML
import Testing

@testable import Rules

/// Profiles, overrides and their precedence.
@Suite("Settings of rules", .timeLimit(.minutes(10)))
struct SettingsTests {
    private static let rule = BookFixture.rule(
        "severity: warning", "params: { least: { type: int, default: 1, min: 1, max: 3 } }",
        "assert: target.a.size() >= params.least")
    private static let strict = """
        engine: 1
        title: Strict
        rules:
          - { rule: 'mx/*', severity: error }
          - { rule: mx/off, enabled: true }

        """

    private func book(_ more: [String: String] = [:]) throws -> RuleBook {
        try BookFixture.book(
            [
                "mx/few": Self.rule, "mx/off": BookFixture.rule("enabled: false"), "profiles/strict": Self.strict,
            ].merging(more) { _, new in new })
    }

    private func facts(_ addresses: Int = 0) throws -> FactSet {
        try BookFixture.facts(["mx_target": [target("a.example", addresses), target("b.example", addresses)]])
    }

    private func target(_ name: String, _ addresses: Int) -> FactObject {
        BookFixture.subject("mx_target", name).setting("a", .list(Array(repeating: .string("x"), count: addresses)))
    }

    private func overrides(_ requests: SettingRequest...) -> RuleConfiguration.Overrides {
        RuleConfiguration.Overrides(requests, file: "deployment.yaml", text: "one\ntwo\nthree\n")
    }

    private func outcomes(_ configuration: RuleConfiguration, _ facts: FactSet) -> [String] {
        configuration.judge(facts).findings.map {
            "\($0.rule) \($0.subject.key) \($0.outcome.rawValue) \($0.severity.rawValue)"
        }
    }

    private static let place = SourcePosition(line: 2, column: 1)

    @Test("without any, rules apply as written, and those that are off are not evaluated")
    func plain() throws {
        #expect(
            outcomes(try RuleConfiguration(book: book()), try facts())
                == ["mx/few a.example fail warning", "mx/few b.example fail warning"])
    }

    @Test("a profile raises, and switches on")
    func profile() throws {
        let configuration = try RuleConfiguration(book: book(), profiles: [.init("strict")])
        #expect(
            outcomes(configuration, try facts())
                == [
                    "mx/few a.example fail error", "mx/few b.example fail error", "mx/off a.example fail error",
                    "mx/off b.example fail error",
                ])
    }

    @Test("a profile changes a rule's base severity; the rule's own conditions apply, unless the profile says otherwise")
    func conditions() throws {
        let rules = [
            "mx/lowered": BookFixture.rule("lower: { to: notice, when: target.a.size() == 0 }"),
            "mx/raised": BookFixture.rule("severity: notice", "escalate: { to: error, when: target.a.size() == 0 }"),
        ]
        let severities = { (change: String) in
            let profile = "engine: 1\ntitle: P\nrules: [{ rule: 'mx/*', severity: warning\(change) }]\n"
            let book = try BookFixture.book(rules.merging(["profiles/p": profile]) { $1 })
            return try RuleConfiguration(book: book, profiles: [.init("p")]).judge(facts()).findings.map(\.severity.rawValue)
        }
        #expect(try severities("") == ["notice", "notice", "error", "error"])
        #expect(try severities(", lower: false") == ["warning", "warning", "error", "error"])
    }

    @Test("a profile applies after those that it extends")
    func extends() throws {
        let mild = "engine: 1\ntitle: Mild\nextends: [strict]\nrules: [{ rule: mx/few, severity: notice }]\n"
        let configuration = try RuleConfiguration(book: book(["profiles/mild": mild]), profiles: [.init("mild")])
        #expect(outcomes(configuration, try facts()).first == "mx/few a.example fail notice")
        #expect(outcomes(configuration, try facts()).last == "mx/off b.example fail error")
    }

    @Test("an override wins over a profile, the later one over the earlier, and only where it selects")
    func override() throws {
        let configuration = try RuleConfiguration(
            book: book(), profiles: [.init("strict")],
            overrides: overrides(
                SettingRequest(rule: "mx/few", severity: .warning, position: Self.place),
                SettingRequest(
                    rule: "mx/*", selectors: [.init(key: "name", value: "b.*", position: Self.place)], severity: .notice,
                    position: Self.place),
                SettingRequest(rule: "mx/off", isEnabled: false, position: Self.place)))
        #expect(
            outcomes(configuration, try facts()) == ["mx/few a.example fail warning", "mx/few b.example fail notice"])
    }

    @Test("a parameter changes the result; for one subject only if so selected")
    func parameters() throws {
        let all = SettingRequest(
            rule: "mx/few", parameters: [.init(key: "least", value: "2", position: Self.place)], position: Self.place)
        let one = SettingRequest(
            rule: "mx/few", selectors: [.init(key: "key", value: "a.example", position: Self.place)],
            parameters: [.init(key: "least", value: "2", position: Self.place)], position: Self.place)
        #expect(
            outcomes(try RuleConfiguration(book: book(), overrides: overrides(all)), try facts(1))
                == ["mx/few a.example fail warning", "mx/few b.example fail warning"])
        #expect(
            outcomes(try RuleConfiguration(book: book(), overrides: overrides(one)), try facts(1))
                == ["mx/few a.example fail warning", "mx/few b.example pass warning"])
    }

    @Test("a rule disabled for a subject is skipped there, with the reason and the position")
    func switchedOff() throws {
        let request = SettingRequest(
            rule: "mx/few", selectors: [.init(key: "key", value: "a.*", position: Self.place)], isEnabled: false,
            reason: "the provider owns it", position: Self.place)
        let finding = try RuleConfiguration(book: book(), overrides: overrides(request)).judge(facts()).findings[0]
        #expect(finding.outcome == .skipped)
        #expect(finding.message == "Switched off by override (deployment.yaml:2:1): the provider owns it.")
    }

    @Test("an override that matches no subject is remarked")
    func unused() throws {
        let request = SettingRequest(
            rule: "mx/few", selectors: [.init(key: "name", value: "c.*", position: Self.place)], severity: .error,
            position: Self.place)
        let remarks = try RuleConfiguration(book: book(), overrides: overrides(request)).judge(facts()).remarks
        #expect(
            remarks == [
                Remark(.overrideUnused, "The override for name c.* matches no subject.", place: "deployment.yaml:2:1")
            ])
    }

    static let mistakes: [(SettingRequest, String)] = [
        (SettingRequest(rule: "mx/fwe", severity: .error, position: place), "there is no rule 'mx/fwe'; did you mean 'mx/few'?"),
        (SettingRequest(rule: "spf/*", severity: .error, position: place), "no rule matches 'spf/*'"),
        (
            SettingRequest(
                rule: "mx/few", parameters: [.init(key: "leats", value: "2", position: place)], position: place),
            "'mx/few' has no parameter 'leats'; did you mean 'least'?"
        ),
        (
            SettingRequest(rule: "mx/off", parameters: [.init(key: "least", value: "2", position: place)], position: place),
            "'mx/off' has no parameter 'least'; it has none"
        ),
        (
            SettingRequest(rule: "mx/few", parameters: [.init(key: "least", value: "x", position: place)], position: place),
            "parameter 'least' must be int, not 'x'"
        ),
        (
            SettingRequest(rule: "mx/few", parameters: [.init(key: "least", value: "0", position: place)], position: place),
            "parameter 'least' must be at least 1, not '0'"
        ),
        (
            SettingRequest(rule: "mx/few", parameters: [.init(key: "least", value: "4", position: place)], position: place),
            "parameter 'least' must be at most 3, not '4'"
        ),
        (
            SettingRequest(
                rule: "mx/few", selectors: [.init(key: "nmae", value: "2", position: place)], severity: .error, position: place),
            "'nmae' is no part of a subject (kind, key, role, name, view, address, sender); did you mean 'name'?"
        ),
        (
            SettingRequest(
                rule: "mx/few", selectors: [.init(key: "kind", value: "path", position: place)], severity: .error,
                position: place), "'path' is not what these rules are judged for (mx_target)"
        ),
    ]

    @Test("unknown names are refused, with the position and a suggestion", arguments: mistakes.indices)
    func refused(_ index: Int) throws {
        let (request, message) = Self.mistakes[index]
        let error = #expect(throws: Diagnostics.self) {
            _ = try RuleConfiguration(book: book(), overrides: overrides(request))
        }
        #expect(error?.list.map(\.rendered) == ["deployment.yaml:2:1: error: \(message)\n    two\n    ^"])
    }

    @Test("an unknown profile is refused")
    func unknownProfile() throws {
        let error = #expect(throws: Diagnostics.self) {
            _ = try RuleConfiguration(book: book(), profiles: [.init("strcit")])
        }
        #expect(error?.list.map(\.message) == ["unknown profile 'strcit'; did you mean 'strict'?"])
    }

    @Test("a renamed rule is found by its former id")
    func formerly() throws {
        let renamed = try book(["mx/few": Self.rule + "formerly: [mx/scarce]\n"])
        let request = SettingRequest(rule: "mx/scarce", severity: .notice, position: Self.place)
        #expect(
            outcomes(try RuleConfiguration(book: renamed, overrides: overrides(request)), try facts()).first
                == "mx/few a.example fail notice")
        let error = #expect(throws: Diagnostics.self) { try book(["mx/few": Self.rule + "formerly: [mx/off]\n"]) }
        #expect(error?.list.map(\.message) == ["'mx/off' is taken by 'mx/off'"])
    }

    @Test(
        "mistakes in profiles are reported with their position",
        arguments: [
            ("engine: 1\ntitle: A\nextends: [b]\n", "profiles/a.yaml:3:11: error: unknown profile 'b'; did you mean 'a'?"),
            (
                "engine: 1\ntitle: A\nrequires: [mx/fwe]\n",
                "profiles/a.yaml:3:12: error: there is no rule 'mx/fwe'; did you mean 'mx/few'?"
            ),
            ("engine: 2\ntitel: A\n", "profiles/a.yaml:1:9: error: the profile needs engine 2, and this version has engine 1"),
            (
                "engine: 1\ntitle: A\nrules: [{ rule: mx/few }]\n",
                "profiles/a.yaml:3:9: error: the change of 'mx/few' changes nothing; give severity, enabled or params"
            ),
            (
                "engine: 1\ntitle: A\nrequired: [mx/few]\n",
                "profiles/a.yaml:3:1: error: unknown key 'required' in the profile; did you mean 'requires'?"
            ),
            ("engine: 1\ntitle: A\nextends: [a]\n", "profiles/a.yaml:1:1: error: profile 'a' extends itself"),
            (
                "engine: 1\ntitle: A\nchecked: 2026-02-30\n",
                "profiles/a.yaml:3:10: error: 'checked' must be a day such as 2026-11-28, not '2026-02-30'"
            ),
            (
                "engine: 1\ntitle: A\nreferences: [{ source: 'https://a.example', read: sumary, at: 'https://b.example' }]\n",
                "profiles/a.yaml:3:51: error: 'read' must be page, copy, summary, not 'sumary'; did you mean 'summary'?"
            ),
            (
                "engine: 1\ntitle: A\nreferences: [{ source: 'https://a.example', read: summary }]\n",
                "profiles/a.yaml:3:51: error: a summary needs 'at': the address at which it stands"
            ),
            (
                "engine: 1\ntitle: A\nreferences: [{ source: 'https://a.example' }]\n",
                "profiles/a.yaml:3:14: error: an entry of 'references' lacks the key 'read'"
            ),
        ])
    func profileMistakes(_ text: String, _ headline: String) throws {
        let error = #expect(throws: Diagnostics.self) { try book(["profiles/a": text]) }
        #expect(error?.list.first?.headline == headline)
    }
}
