import Deployment
import Testing

@Suite("a web role is a value", .timeLimit(.minutes(10)))
struct WebRoleTests {
    @Test("every role is a key of the file, read and planned", arguments: WebRole.allCases)
    func key(_ role: WebRole) throws {
        let plan = try GoodFiles.plan(
            """
            version: 1
            name: acme
            scheme: direct
            \(role.rawValue): [{ host: w.acme.example, addresses: [203.0.113.10] }]
            """)
        #expect(plan.deployment.webHosts(role).map(\.host.written) == ["w.acme.example"])
        #expect(
            plan.webNames.map { "\($0.role) \($0.why)" } == [
                "\(role) w.acme.example serves \(role.texts.purpose) and must lead to its planned addresses"
            ])
        #expect(plan.listeners.map(\.roles) == [[role.server]])
        #expect(DeploymentSchema.json.contains("    \"\(role.rawValue)\": {\n      \"description\": \"\(role.texts.meaning)\""))
    }

    @Test("roles have distinct texts, and each server role serves itself")
    func texts() {
        for texts in [
            WebRole.allCases.map(\.texts.title), WebRole.allCases.map(\.texts.question), WebRole.allCases.map(\.texts.purpose),
        ] {
            #expect(Set(texts).count == WebRole.allCases.count)
        }
        #expect(WebRole.allCases.allSatisfy { $0.server.server == $0.server })
    }
}
