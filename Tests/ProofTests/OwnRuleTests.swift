import Rules
import Testing

@Suite("Records that an operator's own rule publishes", .timeLimit(.minutes(5)))
struct OwnRuleTests {
    private static func rule(_ value: String) -> RuleSource {
        RuleSource(
            path: "own/logo-missing.yaml",
            text: """
                engine: 1
                title: No logo
                severity: warning
                for_each: mail_domain
                applies: '"from" in domain.roles && domain.view == "public"'
                assert: domain.bimi.records.size() == 1 && !domain.bimi.problems.exists(p, p.severity == "error")
                message: '{domain.name} shows no logo.'
                why: Ours has one.
                fix:
                  text: Publish it.
                  publish:
                    - { owner: '{domain.bimi.name | fqdn}', type: TXT, value: '\(value)', view: public }
                references: [RFC 9989]
                """)
    }

    private static func finding(_ deployed: Deployed) async throws -> Finding {
        try #require(
            try await deployed.audit().findings.first {
                $0.rule == "own/logo-missing" && $0.subject.key == "news.acme.example/public"
            })
    }

    @Test("are shown once they are proven, and not before")
    func shown() async throws {
        let record = "v=BIMI1; l=https://img.acme.example/logo.svg"
        var deployed = try await HealthyWorld.direct.deployed()
        deployed.ownRules = [Self.rule(record)]
        let proven = try await Self.finding(deployed)
        #expect(proven.outcome == .fail && proven.fix?.publish.map(\.value) == [record])
        // What does not clear its finding is shown nowhere, and the words stay.
        deployed.ownRules = [Self.rule("v=BIMI2; l=https://img.acme.example/logo.svg")]
        let useless = try await Self.finding(deployed)
        #expect(useless.outcome == .fail && useless.fix?.publish == [] && useless.fix?.text == "Publish it.")
        // Of what could not be learned nobody can say what a record would change.
        deployed.ownRules = [Self.rule(record)]
        deployed.silent = ["default._bimi.news.acme.example"]
        let open = try await Self.finding(deployed)
        #expect(open.outcome == .undetermined && open.fix?.publish.isEmpty != false)
    }
}
