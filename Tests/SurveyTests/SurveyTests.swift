import DNS
import Deployment
import Facts
import Testing

@testable import Survey

@Suite("A survey turns answers into facts")
struct SurveyTests {
    static func plan(_ yaml: String) throws -> Plan {
        Plan(try DeploymentFile.parse(text: yaml, file: "test.yaml", folder: "/").deployment)
    }

    @Test("a dead network leaves every fact from DNS unknown, with its cause")
    func deadNetwork() async throws {
        let plan = try Self.plan(
            """
            version: 1
            name: t
            scheme: direct
            panel: [{ host: panel.a.example, addresses: [203.0.113.1] }]
            senders:
              - name: bulk
                route: direct
                addresses: [203.0.113.20]
                from: [a.example]
                mail-from: [b.a.example]
            """)
        var network = MemoryNetwork()
        network.failures["*"] = .timeout
        let survey = Survey(plan: plan, resolvers: [.public: [network.server]], network: network)
        let facts = await survey.run(observedAt: Timestamp(seconds: 0))
        #expect(facts.observations.allSatisfy { $0.status == "timeout" })
        #expect(!facts.observations.isEmpty)
    }
}
