import Facts
import TestPeers
import Testing

@Suite("Healthy deployments of unusual kinds", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct HealthyDeploymentsTests {
    @Test("are ready, without an error, a warning or a gap, and for every provider")
    func ready() async throws {
        let folders = try DeploymentFolder.all("Healthy")
        try #require(folders.count >= 40)
        for (name, report) in try await DeploymentFolder.audit(folders) {
            let objections = Self.objections(in: report)
            #expect(report["verdict"]?.text == "ready", "\(name)")
            #expect(objections == [], "\(name)")
        }
    }

    @Test("have nothing that their plans would change")
    func planned() async throws {
        for (name, changes) in try await DeploymentFolder.changes(try DeploymentFolder.all("Healthy")) {
            #expect(changes == [], "\(name)")
        }
    }

    /// Problems of a deployment: failures above a notice, undetermined findings, and providers that are not ready.
    private static func objections(in report: JSONValue) -> [String] {
        let findings = (report["findings"]?.elements ?? []).filter {
            $0["outcome"]?.text != "fail" || $0["severity"]?.text != "notice"
        }
        let providers = (report["providers"]?.elements ?? []).filter { $0["verdict"]?.text != "ready" }
        return findings.map { "\($0["rule"]?.text ?? "") \($0["subject"]?["key"]?.text ?? ""): \($0["message"]?.text ?? "")" }
            + providers.map { "\($0["profile"]?.text ?? ""): \($0["verdict"]?.text ?? "")" }
    }
}
