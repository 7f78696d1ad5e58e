import TestPeers
import Testing

@Suite(
    "Schemes on real servers", .serialized,
    .enabled(if: DNSWorld.isPossible && Program.isInstalled("named-checkzone"), "\(DNSWorld.absence), and bind9-utils"))
struct SchemeWorldTests {
    @Test("what the plan asks for, published, is ready, and nothing is left to do")
    func closed() async throws {
        let schemes = try await SchemeWorld.start(SchemeDeployment.healthy)
        for deployment in SchemeDeployment.healthy {
            let run = try await schemes.audit(deployment)
            let defects = try run.defects()
            #expect(defects == [], "\(deployment.name)")
            let undetermined = try run.findings("undetermined")
            #expect(undetermined == [], "\(deployment.name)")
            #expect(run.status == 0, "\(deployment.name): \(run.error)")
            let plan = try await schemes.program.run("plan", "\(deployment.name).yaml", "--exit-code")
            #expect(plan.status == 0, "\(deployment.name): \(plan.output)\(plan.error)")
            #expect(!plan.output.contains("; missing") && !plan.output.contains("; wrong"), "\(deployment.name)")
        }
        await schemes.world.stop()
    }

    @Test("a fault is named by its rule with its subject, and nothing else is")
    func broken() async throws {
        let schemes = try await SchemeWorld.start(BrokenDeployment.all.map(\.deployment))
        for broken in BrokenDeployment.all {
            let run = try await schemes.audit(broken.deployment)
            let defects = try run.defects()
            #expect(defects == broken.defects, "\(broken.deployment.name)")
            let undetermined = try run.findings("undetermined")
            #expect(undetermined == [], "\(broken.deployment.name)")
        }
        await schemes.world.stop()
    }
}
