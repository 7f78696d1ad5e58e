import DNS
import Facts
import StrictYAML
import Testing

@testable import Rules

/// Each mailbox provider's result for each mail path.
@Suite("Mailbox providers", .timeLimit(.minutes(10)))
struct ProviderTests {
    private static let pointer = BookFixture.rule(
        "severity: warning", "for_each: sending_address", "assert: address.ptr.size() > 0", "message: No PTR.")
    private static let spf = BookFixture.rule("for_each: spf_domain", "assert: spf.records.size() > 0", "message: No SPF.")
    private static let authorised = BookFixture.rule(
        "for_each: path", "assert: mail.spf == 'pass'", "message: Not authorised.", "requires: [spf/missing]",
        "lower: { to: warning, when: mail.spf == 'softfail' }")
    private static let profile = """
        engine: 1
        title: Post
        requires: [ptr/missing]
        considers: [spf/sender-not-authorised]
        not-checked: [consent]

        """

    private func book() throws -> RuleBook {
        try BookFixture.book([
            "ptr/missing": Self.pointer, "spf/missing": Self.spf, "spf/sender-not-authorised": Self.authorised,
            "profiles/post": Self.profile,
        ])
    }

    private func path(_ sender: String, _ address: String, _ spf: String) throws -> FactObject {
        let key = "\(sender)/\(address)/news.example/bounce.\(sender).example"
        var object = BookFixture.subject("path", key, name: "bounce.\(sender).example", sender: sender)
        for (field, text) in [("from", "news.example"), ("mail_from", "bounce.\(sender).example"), ("spf", spf)] {
            object.set(field, .string(text))
        }
        object.set("address", .address(try #require(IPAddress(address))))
        return object
    }

    private func address(_ sender: String, _ address: String, _ names: [FactObject]) throws -> FactObject {
        var object = BookFixture.subject("sending_address", "\(sender)/\(address)", view: nil, sender: sender)
        if case .object(let identity)? = object["subject"], let parsed = IPAddress(address) {
            object.set("subject", .object(identity.setting("address", .address(parsed)).setting("name", .absent)))
        }
        object.set("ptr", .objects(names))
        return object
    }

    private func spfDomain(_ name: String, _ records: [String]) -> FactObject {
        BookFixture.subject("spf_domain", "\(name)/public", name: name).setting("records", .strings(records))
    }

    private func facts() throws -> FactSet {
        let pointer = TypedObject<PointerNameFacts>().object
        return try BookFixture.facts([
            "path": [
                path("bulk", "192.0.2.1", "softfail"), path("bulk", "192.0.2.2", "pass"), path("shop", "192.0.2.3", "none"),
            ],
            "sending_address": [
                address("bulk", "192.0.2.1", [pointer]), address("bulk", "192.0.2.2", []),
                address("shop", "192.0.2.3", [pointer]),
            ],
            "spf_domain": [
                spfDomain("bounce.bulk.example", ["v=spf1 -all"]), spfDomain("bounce.shop.example", []),
                // No provider requires SPF at From.
                spfDomain("news.example", []),
            ],
        ])
    }

    private func summary(_ readiness: ProviderReadiness) -> [[String]] {
        readiness.paths.map { [$0.verdict.rawValue] + $0.failing }
    }

    @Test("each path is judged by its own findings, with the provider's severities")
    func paths() throws {
        let judgement = try RuleConfiguration(book: book()).judge(facts())
        #expect(judgement.providers.map(\.profile) == ["post"])
        #expect(judgement.providers[0].unchecked == ["consent"])
        #expect(
            judgement.providers[0].paths.map(\.key) == [
                "bulk/192.0.2.1/news.example/bounce.bulk.example", "bulk/192.0.2.2/news.example/bounce.bulk.example",
                "shop/192.0.2.3/news.example/bounce.shop.example",
            ])
        #expect(
            summary(judgement.providers[0])
                == [
                    ["warnings", "spf/sender-not-authorised"], ["not-ready", "ptr/missing"], ["not-ready", "spf/missing"],
                ])
    }

    @Test("a named provider raises what it requires; others do not affect the findings")
    func raises() throws {
        let severity = { (judgement: Judgement) in
            judgement.findings.first { $0.rule == "ptr/missing" && $0.outcome == .fail }?.severity
        }
        #expect(try severity(RuleConfiguration(book: book()).judge(facts())) == .warning)
        #expect(try severity(RuleConfiguration(book: book(), profiles: [.init("post")]).judge(facts())) == .error)
    }

    @Test("waived and disabled rules still count for the provider")
    func accepted() throws {
        var configuration = try RuleConfiguration(
            book: book(),
            overrides: .init(
                [SettingRequest(rule: "ptr/missing", isEnabled: false, position: .init(line: 1, column: 1))], file: "d.yaml",
                text: ""))
        let waivers = "- { rule: spf/missing, subject: '*', until: 2027-01-01, reason: later }\n"
        configuration.waivers =
            try WaiverFile(text: waivers, file: "w.yaml", book: book(), now: Timestamp(seconds: 1_795_000_000)).waivers
        let judgement = try configuration.judge(facts())
        #expect(judgement.findings.contains { $0.rule == "ptr/missing" } == false)
        #expect(judgement.findings.filter { $0.rule == "spf/missing" }.map(\.outcome) == [.pass, .waived, .waived])
        #expect(summary(judgement.providers[0])[1...] == [["not-ready", "ptr/missing"], ["not-ready", "spf/missing"]])
    }

    @Test("rules chosen by name give no result for providers")
    func partial() throws {
        #expect(try RuleConfiguration(book: book(), rules: ["ptr/*"]).judge(facts()).providers.isEmpty)
    }

    @Test("without failures of its rules a provider is ready")
    func leftOut() throws {
        let judgement = try RuleConfiguration(book: book()).without { $0.id == "ptr/missing" }.judge(facts())
        #expect(judgement.findings.contains { $0.rule == "ptr/missing" } == false)
        #expect(summary(judgement.providers[0])[1] == ["ready"])
    }

    @Test("if only providers are named, the verdict is theirs, and the rest is only shown")
    func alone() throws {
        let judgement = try RuleConfiguration(book: book(), profiles: [.init("post")]).judge(facts())
        #expect(judgement.verdict == .notReady && judgement.providers.map(\.verdict) == [.notReady])
        // No provider requires SPF at From on one of these paths.
        let fromOnly = judgement.findings.first { $0.subject.key == "news.example/public" }
        #expect(fromOnly?.outcome == .fail && fromOnly?.hasSay == false)
        #expect(judgement.remarks.map(\.kind) == [.providersOnly])
        let both = try RuleConfiguration(book: book(), profiles: [.init("default"), .init("post")]).judge(facts())
        #expect(both.findings.allSatisfy(\.hasSay) && both.remarks == [])
    }

    @Test("a rule required by a demanded one keeps its severity, and never counts more than the demand")
    func required() throws {
        let severities = { (profile: String, rule: String) in
            let book = try BookFixture.book([
                "ptr/missing": Self.pointer, "spf/missing": rule, "spf/sender-not-authorised": Self.authorised,
                "profiles/post": profile,
            ])
            let judgement = try RuleConfiguration(book: book, profiles: [.init("post")]).judge(facts())
            let finding = judgement.findings.first { $0.subject.key == "bounce.shop.example/public" }
            return [finding?.severity.rawValue, judgement.providers[0].paths[2].verdict.rawValue]
        }
        let requires = "engine: 1\ntitle: Post\nrequires: [spf/sender-not-authorised]\n"
        let recommends = "engine: 1\ntitle: Post\nrecommends: [spf/sender-not-authorised]\n"
        let mild = BookFixture.rule(
            "severity: warning", "for_each: spf_domain", "assert: spf.records.size() > 0", "message: No SPF.")
        #expect(try severities(requires, Self.spf) == ["error", "not-ready"])
        #expect(try severities(requires, mild) == ["warning", "warnings"])
        #expect(try severities(recommends, Self.spf) == ["warning", "warnings"])
    }

    @Test("the rule's own conditions apply to a demand too, unless the profile says otherwise")
    func conditions() throws {
        let verdict = { (demand: String) in
            let book = try BookFixture.book([
                "ptr/missing": Self.pointer, "spf/missing": Self.spf, "spf/sender-not-authorised": Self.authorised,
                "profiles/post": "engine: 1\ntitle: Post\nrequires: [\(demand)]\n",
            ])
            return try RuleConfiguration(book: book).judge(facts()).providers[0].paths[0].verdict
        }
        #expect(try verdict("spf/sender-not-authorised") == .warnings)
        #expect(try verdict("{ rule: spf/sender-not-authorised, lower: false }") == .notReady)
    }
}
