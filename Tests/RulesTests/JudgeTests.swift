import DNS
import Facts
import Testing

@testable import RuleTests
@testable import Rules

@Suite("Judging", .timeLimit(.minutes(10)))
struct JudgeTests {
    private func target(
        _ key: String = "mail.example.com", a: FactValue = .list([]), aaaa: FactValue = .list([])
    ) -> FactObject {
        BookFixture.subject("mx_target", key).setting("exchange", .string(key)).setting("a", a, from: [2, 0])
            .setting("aaaa", aaaa, from: [1]).setting("preference", .integer(10)).setting("is_address", .boolean(false))
    }

    private let observations = ["zero. A", "one. AAAA", "two. CNAME"].map(BookFixture.observation)

    private func judge(_ rule: String, _ target: FactObject) throws -> Finding {
        let book = try BookFixture.book(["mx/test": rule])
        return try #require(
            try book.judge(try BookFixture.facts(["mx_target": [target]], observations: observations)).first)
    }

    @Test("evidence is what assert read, in reading order, without duplicates")
    func evidence() throws {
        let rule = BookFixture.rule(
            "let: { six: target.aaaa.size() }", "assert: target.a.size() > 0 || target.a.size() + six > 0",
            "applies: target.preference > 0")
        #expect(try judge(rule, target()).evidence.map(\.question) == ["two. CNAME", "zero. A", "one. AAAA"])
        let passing = target(a: .addresses([IPAddress("192.0.2.1")].compactMap { $0 }))
        #expect(try judge(rule, passing).evidence.map(\.question) == ["two. CNAME", "zero. A"])
    }

    @Test("an unknown fact makes the finding undetermined, with cause and question")
    func undetermined() throws {
        let unknown = FactValue.unknown(Unknown(.timeout, question: "mail. A", view: "public", detail: "3 attempts"))
        let finding = try judge(BookFixture.rule(), target(a: unknown))
        #expect(finding.outcome == .undetermined)
        #expect(finding.unknown?.cause == .timeout && finding.question == "mail. A" && finding.fix == nil)
        #expect(finding.message == "Undetermined: mail. A: timeout (3 attempts).")
    }

    @Test("what is not judged by its deadline is undetermined, and says so; an ordinary deployment always is")
    func deadline() throws {
        let book = try BookFixture.book(["mx/one": BookFixture.rule(), "mx/two": BookFixture.rule()])
        let facts = try BookFixture.facts(["mx_target": [target("a"), target("b")]])
        let past = ContinuousClock.now - .seconds(1)
        var judge = Judge(facts, until: past, always: 1)
        let late = judge.records(of: book.compiled).map(\.finding)
        #expect(late.map(\.outcome) == [.fail, .undetermined, .undetermined, .undetermined])
        #expect(late.last?.message == "Undetermined: the time was over before this could be judged.")
        #expect(late.last?.unknown?.cause == .timeout)
        let configuration = try RuleConfiguration(book: book)
        #expect(configuration.judge(facts, until: past).findings == configuration.judge(facts).findings)
    }

    @Test("severity escalates and lowers; an unknown condition leaves it")
    func severity() throws {
        let escalate = BookFixture.rule("severity: warning", "escalate: { to: error, when: target.aaaa.size() == 0 }")
        #expect(try judge(escalate, target()).severity == .error)
        #expect(try judge(escalate, target(aaaa: .unknown(Unknown(.refused)))).severity == .warning)
        let lower = BookFixture.rule("severity: warning", "lower: { to: notice, when: target.preference == 10 }")
        #expect(try judge(lower, target()).severity == .notice)
    }

    @Test("a defective rule is an error, and the others are judged")
    func faults() throws {
        let book = try BookFixture.book([
            "mx/broken": BookFixture.rule("assert: target.preference / target.a.size() > 5"), "mx/fine": BookFixture.rule(),
            "mx/long": BookFixture.rule(
                "assert: 'target.a.all(a, target.a.all(b, target.a.all(c, target.a.all(d, true))))'"),
        ])
        let few = try BookFixture.facts(["mx_target": [target()]])
        #expect(try book.judge(few).map(\.outcome) == [.error, .fail, .pass])
        #expect(try book.judge(few).first?.message == "The rule is defective: division by zero.")
        let addresses = FactValue.list((0..<64).map { .address(IPAddress(family: .ipv4, number: $0)) })
        let many = try BookFixture.facts(["mx_target": [target(a: addresses)]])
        #expect(try book.judge(many).map(\.outcome) == [.fail, .pass, .error])
        let size = FactValue.object(target(a: addresses)).size + (many.root["deployment"]?.size ?? 0)
        #expect(try book.judge(many).last?.message == "The rule is defective: more than \(100_000 + 1_000 * size) steps.")
    }

    @Test("the message can use the witnesses of all()")
    func witnesses() throws {
        let rule = BookFixture.rule(
            "for_each: mail_domain", "assert: domain.mx.size() > 0 && domain.mx.all(m, m.preference < 20)",
            "message: 'Too late: {failing.map(m, m.exchange) | list}.'")
        let schema = FactSchema.current
        let type = try #require(schema.type("MailExchange"))
        let exchanges = [("a", 10), ("b", 20), ("c", 30)].map { name, preference in
            FactObject(type).setting("exchange", .string(name)).setting("preference", .integer(preference))
        }
        let unknown = FactObject(type).setting("exchange", .string("d"))
        let domain = BookFixture.subject("mail_domain", "example.com").setting("mx", .objects(exchanges + [unknown]))
        let finding = try BookFixture.book(["mx/late": rule]).judge(BookFixture.facts(["mail_domain": [domain]]))[0]
        #expect(finding.outcome == .fail && finding.message == "Too late: b and c.")
    }

    @Test("a failed requirement skips the same subject, and subjects of other kinds with its name, view and sender")
    func requires() throws {
        let rules = [
            "mx/first": BookFixture.rule(), "mx/second": BookFixture.rule("requires: [mx/first]"),
            "mx/third": BookFixture.rule("requires: [mx/second]", "assert: target.preference > 0"),
            "name/fourth": BookFixture.rule(
                "for_each: name", "requires: [mx/first]", "assert: name.failures.size() == 0", "message: Failures."),
        ]
        let names = [("mail.example.com", "public"), ("mail.example.com", "internal"), ("fine.example.com", "public")].map {
            BookFixture.subject("name", $0 + "/" + $1, name: $0, view: $1).setting("failures", .list([]))
        }
        let fine = target("fine.example.com", a: .addresses([IPAddress("192.0.2.1")].compactMap { $0 }))
        let facts = try BookFixture.facts(["mx_target": [target(), fine], "name": names])
        let book = try BookFixture.book(rules)
        let outcomes = try book.judge(facts).map { "\($0.rule) \($0.subject.key) \($0.outcome.rawValue)" }
        #expect(
            outcomes == [
                "mx/first fine.example.com pass", "mx/first mail.example.com fail", "mx/second fine.example.com pass",
                "mx/second mail.example.com skipped", "mx/third fine.example.com pass", "mx/third mail.example.com skipped",
                "name/fourth fine.example.com/public pass", "name/fourth mail.example.com/internal pass",
                "name/fourth mail.example.com/public skipped",
            ])
        let chosen = try book.judge(facts, rules: "mx/third")
        #expect(chosen.map(\.outcome) == [.pass, .skipped])
    }

    @Test("a rule that is off is evaluated only when named or required")
    func off() throws {
        let book = try BookFixture.book([
            "mx/off": BookFixture.rule("enabled: false"), "mx/on": BookFixture.rule("requires: [mx/off]"),
        ])
        let facts = try BookFixture.facts(["mx_target": [target()]])
        #expect(try book.judge(facts).map { "\($0.rule) \($0.outcome.rawValue)" } == ["mx/on skipped"])
        #expect(try book.judge(facts, rules: "mx/off").map(\.outcome) == [.fail])
        let rules = try BookFixture.tested(["mx/off": BookFixture.rule("enabled: false")])
        #expect(rules.explain("mx/off")?.summary.contains("off unless named") == true)
    }

    @Test("records that depend on an unknown value are not published")
    func fix() throws {
        let rule = BookFixture.rule(
            """
            fix:
              text: 'Publish it.'
              publish:
                - { owner: '{target.exchange | fqdn}', type: TXT, value: '{target.view | quote}' }
                - { for_each: '[10, 20, 30]', as: n, when: n > 10, owner: x., type: MX, value: '{n} {{y}}.', view: internal }
            """)
        let finding = try judge(rule, target().setting("view", .unknown(Unknown(.network))))
        #expect(
            finding.fix
                == Fix(
                    text: "Publish it.",
                    publish: [20, 30].map { PublishedRecord(owner: "x.", type: "MX", value: "\($0) {y}.", view: "internal") }))
        let known = try judge(rule, target().setting("view", .string("a\"b")))
        #expect(known.fix?.publish.first?.owner == "mail.example.com.")
        #expect(known.fix?.publish.first?.value == "\"a\\\"b\"")
    }

    @Test("a message can contain unknown values")
    func message() throws {
        let rule = BookFixture.rule(
            "message: 'It is {target.view} with {target.aaaa}, {duration(\"36h\") | days}, {now | date}.'")
        let addresses = FactValue.list([.address(IPAddress(family: .ipv4, number: 1)), .unknown(Unknown(.bogus))])
        let finding = try judge(rule, target(aaaa: addresses).setting("view", .unknown(Unknown(.timeout))))
        #expect(finding.message == "It is (unknown: timeout) with 0.0.0.1, (unknown: bogus), 36 hours, 2026-11-18.")
    }

    @Test("facts guarded by applies and assert need no guard in the message")
    func settledGuards() throws {
        let named = target()
        let rule = BookFixture.rule(
            "applies: has(target.subject.name)", "assert: '!has(target.subject.view) || target.subject.name == \"x\"'",
            "message: '{target.subject.name} in {target.subject.view}'")
        #expect(try judge(rule, named).message == "mail.example.com in public")
        let nameless = FactObject(named.type).setting(
            "subject",
            .object(
                FactObject(try #require(FactSchema.current.type("Subject")))
                    .setting("key", .string("k")).setting("name", .absent)))
        #expect(try judge(rule, nameless).outcome == .notApplicable)
    }

    @Test("the fingerprint identifies rule and subject")
    func fingerprint() {
        let subject = FindingSubject(kind: "name", key: "example.com/public")
        let finding = { (rule: String, message: String) in
            Finding(rule: rule, outcome: .fail, severity: .error, subject: subject, title: "", message: message)
        }
        #expect(finding("a/b", "x").fingerprint == finding("a/b", "y").fingerprint)
        #expect(finding("a/b", "x").fingerprint != finding("a/c", "x").fingerprint)
        // FNV-1a of "a/b\nname\nexample.com/public", computed independently.
        #expect(finding("a/b", "x").fingerprint == "8eeab45068db618f")
    }

    @Test("rules are found by glob, and misspelt ids get a suggestion")
    func lookup() throws {
        let book = try BookFixture.book(["mx/one": BookFixture.rule(), "ptr/two": BookFixture.rule()])
        #expect(book.matching("mx/*").map(\.id) == ["mx/one"] && book.matching("*").count == 2)
        #expect(book.matching("mx/on").isEmpty && book.suggestion(for: "mx/on") == "mx/one")
        #expect(book.rule("ptr/two")?.reads == ["target.a"])
        let rules = try BookFixture.tested(["ptr/two": BookFixture.rule()])
        #expect(rules.explain("ptr/two")?.title == "A title" && rules.explain("ptr/three") == nil)
    }
}
