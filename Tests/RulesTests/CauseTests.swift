import DNS
import Facts
import StrictYAML
import Testing

@testable import RuleTests
@testable import Rules

/// What follows from what, and what counts once.
@Suite("Causes", .timeLimit(.minutes(10)))
struct CauseTests {
    private static let path = BookFixture.rule(
        "for_each: path", "explained-by: ['spf/*']", "assert: mail.spf == 'pass'",
        "message: '{mail.mail_from} does not authorise {mail.address}.'")
    private static let spf = BookFixture.rule(
        "for_each: spf_domain", "assert: spf.records.size() > 0", "message: 'No SPF at {spf.name}.'")
    private static let key = BookFixture.rule("for_each: dkim_key", "assert: key.records.size() > 0", "message: No key.")

    private func path(_ address: String, from: String = "news.example", mailFrom: String = "bounce.example", spf: FactValue)
        -> FactObject
    {
        var object = BookFixture.subject("path", "bulk/\(address)/\(from)/\(mailFrom)", name: mailFrom, sender: "bulk")
        for (field, text) in [("from", from), ("mail_from", mailFrom)] { object.set(field, .string(text)) }
        object.set("spf", spf)
        if let address = IPAddress(address) {
            object.set("address", .address(address))
            if case .object(let identity)? = object["subject"] {
                object.set("subject", .object(identity.setting("address", .address(address))))
            }
        }
        return object
    }

    private func domain(_ name: String, _ records: [String]) -> FactObject {
        BookFixture.subject("spf_domain", "\(name)/public", name: name).setting("name", .string(name))
            .setting("records", .strings(records))
    }

    private func summary(_ judgement: Judgement) -> [String] {
        let keys = Dictionary(judgement.findings.map { ($0.fingerprint, "\($0.rule) \($0.subject.key)") }) { first, _ in first }
        return judgement.causes.map { cause in
            let parts = [cause.fingerprints, cause.consequences].map {
                $0.compactMap { keys[$0] }.sorted().joined(separator: ", ")
            }
            return "\(cause.rank.rawValue): " + parts.filter { !$0.isEmpty }.joined(separator: " => ")
        }
    }

    @Test("a failure at a name that the subject depends on explains it, for any kinds; at another name it does not")
    func names() throws {
        let book = try BookFixture.book(["spf/missing": Self.spf, "path/unauthorised": Self.path])
        let facts = try BookFixture.facts([
            "path": [
                path("192.0.2.1", spf: .string("none")), path("192.0.2.2", mailFrom: "other.example", spf: .string("fail")),
            ],
            // Receivers do not evaluate the From domain's record on these paths.
            "spf_domain": [domain("bounce.example", []), domain("news.example", []), domain("other.example", ["v=spf1 -all"])],
        ])
        let judgement = try RuleConfiguration(book: book).judge(facts)
        #expect(
            summary(judgement) == [
                "1: spf/missing bounce.example/public => path/unauthorised bulk/192.0.2.1/news.example/bounce.example",
                "1: path/unauthorised bulk/192.0.2.2/news.example/other.example", "1: spf/missing news.example/public",
            ])
    }

    @Test("a broken SPF record explains what includes it, and is the work of whoever runs its domain", arguments: [true, false])
    func includes(_ isOwn: Bool) throws {
        let includer = BookFixture.rule(
            "for_each: spf_domain", "explained-by: [spf/included]", "assert: spf.without_record.size() == 0", "message: No.")
        let included = BookFixture.rule(
            "for_each: spf_include", "assert: included.records.size() <= 1", "message: 'Two at {included.name}.'")
        let book = try BookFixture.book(["spf/include": includer, "spf/included": included])
        let target = isOwn ? "_spf.acme.example" : "spf.vendor.example"
        let domains = ["a.acme.example", "b.acme.example"].map { name in
            domain(name, ["v=spf1 include:\(target) -all"]).setting("without_record", .strings(["include:\(target)"]))
                .setting("faulty_includes", .strings([target]))
        }
        // This one's own term is to blame.
        let other = domain("c.acme.example", ["v=spf1 include:gone.example"]).setting("without_record", .strings(["include"]))
            .setting("faulty_includes", .list([]))
        let record = BookFixture.subject("spf_include", "\(target)/public", name: target).setting("name", .string(target))
            .setting("records", .strings(["v=spf1 -all", "v=spf1 ?all"]))
        let organization = BookFixture.subject("organization", "acme.example/public", name: "acme.example")
            .setting("name", .string("acme.example"))
        let judgement = try RuleConfiguration(book: book).judge(
            BookFixture.facts(["spf_domain": domains + [other], "spf_include": [record], "organization": [organization]]))
        #expect(
            summary(judgement) == [
                "1: spf/included \(target)/public => spf/include a.acme.example/public, spf/include b.acme.example/public",
                "1: spf/include c.acme.example/public",
            ])
        #expect(Set(judgement.findings.filter { $0.rule == "spf/included" }.map(\.owner)) == [isOwn ? .you : .other])
        #expect(judgement.findings.filter { $0.rule == "spf/include" }.allSatisfy { $0.owner == .you })
    }

    @Test("what is wrong at a name of the platform's is the platform's to repair")
    func platform() throws {
        let book = try BookFixture.book(["spf/missing": Self.spf])
        let deployment = BookFixture.subject("deployment", "acme").setting("scheme", .string("direct")).setting(
            "infrastructure", .strings(["esp.example"]))
        let judgement = try RuleConfiguration(book: book).judge(
            BookFixture.facts([
                "spf_domain": [domain("mta.esp.example", []), domain("acme.example", [])], "deployment": [deployment],
            ]))
        #expect(judgement.findings.map(\.owner) == [.you, .platform])
    }

    @Test("findings that say the same of several addresses are one cause")
    func equal() throws {
        let book = try BookFixture.book(["path/unauthorised": Self.path, "spf/missing": Self.spf])
        let facts = try BookFixture.facts(["path": (1...3).map { path("192.0.2.\($0)", spf: .string("fail")) }])
        let judgement = try RuleConfiguration(book: book).judge(facts)
        #expect(judgement.causes.map(\.fingerprints.count) == [3] && judgement.findings.allSatisfy { $0.causedBy == nil })
    }

    @Test("a fault of one name is one cause, however many views show it, and whatever each of them shows")
    func views() throws {
        let book = try BookFixture.book([
            "name/dangling": BookFixture.rule(
                "for_each: name", "assert: name.failures.size() == 0",
                "message: '{name.name} leads nowhere in the {name.view} view.'")
        ])
        let failure = try FactObject(#require(FactSchema.current.type("LookupFailure")))
        let name = { (name: String, view: String, fails: Bool) in
            BookFixture.subject("name", "\(name)/\(view)", name: name, view: view).setting("name", .string(name))
                .setting("view", .string(view)).setting("failures", .list(fails ? [.object(failure)] : []))
        }
        let facts = try BookFixture.facts([
            "name": [
                name("a.example", "public", true), name("a.example", "internal", true), name("b.example", "public", true),
                name("b.example", "internal", false),
            ]
        ])
        let judgement = try RuleConfiguration(book: book).judge(facts)
        #expect(
            summary(judgement) == [
                "1: name/dangling a.example/internal, name/dangling a.example/public", "1: name/dangling b.example/public",
            ])
    }

    @Test("a key explains the paths of its domain and of those below it")
    func keys() throws {
        let book = try BookFixture.book([
            "dkim/missing": Self.key, "path/unauthorised": Self.path.replacing("'spf/*'", with: "dkim/missing"),
        ])
        let key = BookFixture.subject("dkim_key", "s1._domainkey.news.example", name: "s1._domainkey.news.example")
            .setting("domain", .string("news.example")).setting("records", .list([]))
        let facts = try BookFixture.facts([
            "dkim_key": [key],
            "path": [
                path("192.0.2.1", from: "eu.news.example", spf: .string("fail")),
                path("192.0.2.1", from: "other.example", spf: .string("fail")),
            ],
        ])
        let judgement = try RuleConfiguration(book: book).judge(facts)
        #expect(judgement.causes.map(\.consequences.count) == [1, 0])
    }

    @Test(
        "a failed lookup explains its dependents, and a dead view all of them",
        arguments: [true, false])
    func lookups(_ otherAnswers: Bool) throws {
        let book = try BookFixture.book([
            "dns/lookup-failed": BookFixture.rule(
                "for_each: name", "outcome: undetermined", "cause: '\"timeout\"'", "assert: name.failures.size() == 0",
                "message: No answer."),
            "dns/resolver-unreachable": BookFixture.rule(
                "for_each: resolver", "outcome: undetermined", "cause: '\"timeout\"'", "assert: resolver.answers",
                "message: Silent."),
            "path/unauthorised": Self.path.replacing("explained-by: ['spf/*']\n", with: ""),
        ])
        let unknown = FactValue.unknown(Unknown(.timeout, question: "bounce.example. TXT", view: "public"))
        let failure = try FactObject(#require(FactSchema.current.type("LookupFailure")))
        let resolver = { (address: String, answers: Bool) in
            BookFixture.subject("resolver", "\(address):53/public").setting("answers", .boolean(answers))
        }
        let facts = try BookFixture.facts([
            "path": [path("192.0.2.1", spf: unknown)],
            "name": [
                BookFixture.subject("name", "bounce.example/public", name: "bounce.example")
                    .setting("failures", .objects([failure]))
            ],
            "resolver": [resolver("192.0.2.53", false), resolver("192.0.2.54", otherAnswers)],
        ])
        let causes = try RuleConfiguration(book: book).judge(facts).causes
        #expect(causes.map(\.consequences.count) == (otherAnswers ? [1, 0] : [2]))
        #expect(causes.allSatisfy { $0.rank == .notLearned })
    }

    @Test("the worst for mail comes first")
    func ranks() throws {
        let rule = { (lines: [String]) in
            BookFixture.rule(
                "for_each: spf_domain", "assert: spf.records.size() > 0", "message: No.", lines.joined(separator: "\n"))
        }
        let book = try BookFixture.book([
            "a/late": rule(["harm: later"]), "b/mild": rule(["severity: warning"]), "c/pages": rule(["harm: pages"]),
            "d/demanded": rule(["severity: warning"]), "e/bounces": rule(["harm: bounces"]), "f/rejected": rule([]),
            "profiles/post": "engine: 1\ntitle: Post\nrequires: [d/demanded]\n",
        ])
        let facts = try BookFixture.facts([
            "spf_domain": [domain("bounce.example", [])], "path": [path("192.0.2.1", spf: .string("pass"))],
        ])
        let judgement = try RuleConfiguration(book: book).judge(facts)
        #expect(
            summary(judgement)
                == [
                    "1: f/rejected", "2: d/demanded", "3: e/bounces", "4: c/pages", "6: a/late", "7: b/mild",
                ].map { $0 + " bounce.example/public" })
        #expect(judgement.findings.map { $0.rank?.rawValue } == [6, 7, 4, 2, 3, 1])
    }

    @Test("rules that explain each other have one cause")
    func circle() throws {
        let one = BookFixture.rule("explained-by: [mx/two]")
        let two = BookFixture.rule("explained-by: [mx/one]")
        let target = BookFixture.subject("mx_target", "a.example").setting("a", .list([]))
        let judgement = try RuleConfiguration(book: BookFixture.book(["mx/one": one, "mx/two": two])).judge(
            BookFixture.facts(["mx_target": [target]]))
        #expect(judgement.causes.map { [$0.fingerprints.count, $0.consequences.count] } == [[1, 1]])
    }

    @Test("misspelt ids get a suggestion, without their area and as globs too")
    func nearest() {
        let ids = ["spf/missing", "spf/sender-not-authorised", "mx/target-missing"]
        #expect(nearestRule(to: "spf/mising", among: ids) == "spf/missing")
        #expect(nearestRule(to: "sender-not-authorised", among: ids) == "spf/sender-not-authorised")
        #expect(nearestRule(to: "sfp/*", among: ids) == "spf/*")
        #expect(nearestRule(to: "tls/expired", among: ids) == nil)
    }
}
