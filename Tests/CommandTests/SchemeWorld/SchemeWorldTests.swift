import ScriptedDNS
import TestPeers
import Testing

@Suite(
    "Schemes on real servers", .timeLimit(.minutes(10)), .serialized,
    .enabled(if: DNSWorld.isPossible && Program.isInstalled("named-checkzone"), "\(DNSWorld.absence), and bind9-utils"))
struct SchemeWorldTests {
    @Test("a published plan is ready, and leaves nothing to do")
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

    @Test("published plans of generated deployments are ready too", arguments: [0..<12])
    func generated(_ seeds: Range<Int>) async throws {
        // Their CDN is in the network of the first healthy deployment.
        let generated = seeds.map { seed in
            let made = GeneratedDeployment(
                seed: UInt64(seed), domain: "D", network: "N", prefix: "2001:db8:H:", cdn: "panel.direct.example",
                keyFile: ", public-key: key.pem")
            return SchemeDeployment(name: "seed\(seed)", template: made.template, number: 40 + seed)
        }
        let schemes = try await SchemeWorld.start([SchemeDeployment.healthy[0]] + generated)
        for deployment in generated {
            let run = try await schemes.audit(deployment)
            let open = try run.defects() + run.findings("undetermined")
            #expect(open == [], "\(deployment.name):\n\(deployment.filled(deployment.template))")
            #expect(run.status == 0, "\(deployment.name): \(run.error)")
        }
        await schemes.world.stop()
    }

    @Test("exactly the fault is reported, by its rule and subject")
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

    @Test("behind 30 % packet loss, on both sides of the resolvers, a verdict is the same or undetermined, never different")
    func loss() async throws {
        // One fault of each kind is enough here.
        let broken = BrokenDeployment.all.enumerated().filter { $0.offset % 8 == 4 }.map(\.element)
        let all = SchemeDeployment.healthy.map { BrokenDeployment(deployment: $0, defects: []) } + broken
        let schemes = try await SchemeWorld.start(all.map(\.deployment), loss: 0.3)
        let paths = try schemes.loseDatagrams(0.3, for: all.map(\.deployment))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for expected in all {
                group.addTask {
                    let name = expected.deployment.name
                    let run = try await schemes.audit(expected.deployment, "--timeout", "25")
                    let defects = try run.defects()
                    let open = try run.findings("undetermined")
                    #expect(Set(defects).isSubset(of: expected.defects), "\(name)")
                    for defect in expected.defects where !defects.contains(defect) {
                        #expect(!open.isEmpty, "\(name): \(defect) passed")
                    }
                    if expected.defects.isEmpty { #expect([0, 3].contains(run.status), "\(name): \(run.status)") }
                }
            }
            try await group.waitForAll()
        }
        for path in paths { path.stop() }
        await schemes.world.stop()
    }
}
