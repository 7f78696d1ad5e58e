import BuiltinRules
import Rules
import Testing

@testable import ZonePlan

@Suite("Every finding that a record can repair is repaired", .timeLimit(.minutes(10)))
struct RepairCaseTests {
    private static let repairable = Set(FindingsOfRecords.Rules.all).sorted()

    @Test("the healthy deployments have no findings, and nothing to publish", arguments: HealthyWorld.allCases)
    func healthy(_ world: HealthyWorld) async throws {
        let deployed = try await world.deployed()
        let judgement = try await deployed.audit()
        #expect(judgement.failures(from: .warning) == [], "\(deployed.text)")
        #expect(judgement.gaps == [])
        let left = try await deployed.zonePlan().sets.filter(\.needsChange)
        #expect(left.map { "\($0.owner) \($0.type)" } == [])
    }

    @Test(
        "a fault is found, its repair is proven, and once that is published the fault is gone without new findings",
        arguments: repairable)
    func repair(_ rule: String) async throws {
        let cases = RepairCase.of(rule)
        try #require(
            !cases.isEmpty || RepairCase.withServers[rule] != nil, "\(rule) is said to be mended by records, and has no case")
        for one in cases {
            var deployed = try await one.broken()
            let before = try await deployed.audit()
            let found = before.findings.filter { $0.rule == rule && $0.outcome == .fail }
            try #require(!found.isEmpty, "\(rule) does not fail: \(before.failures())")
            let proven = try #require(before.repairs, "\(rule): nothing was proven")
            #expect(proven.dropped.map(\.description) == [], "\(rule)")
            let cleared = proven.repairs.flatMap(\.clears)
            #expect(found.allSatisfy { cleared.contains($0.fingerprint) }, "\(rule): \(proven.repairs.map(\.owner))")
            for finding in found { #expect(finding.fix?.publish.isEmpty == false || proven.repairs.allSatisfy { $0.new == nil }) }
            try deployed.publish(proven.repairs)
            let after = try await deployed.audit()
            let healthy = try await one.world.deployed().audit(proves: false).failures()
            #expect(!after.failures().contains { $0.contains(" \(rule) ") }, "\(rule)")
            let fresh = after.failures().filter { line in
                !healthy.contains(line) && !one.uncovers.contains { line.contains(" \($0) ") }
            }
            #expect(fresh == [], "\(rule)")
            #expect(after.repairs?.repairs.map { "\($0.owner) \($0.type) \($0.new ?? "-")" } ?? [] == [], "\(rule)")
        }
    }

    @Test("each case belongs to a rule that a record can repair, and the planner names existing rules")
    func known() throws {
        #expect(RepairCase.all.map(\.rule).filter { !Self.repairable.contains($0) } == [])
        let ids = Set(try Deployed.rules().rules.map(\.id))
        #expect(Self.repairable.filter { !ids.contains($0) } == [])
    }

    @Test("no shipped rule publishes records of its own: they come from the planner")
    func published() throws {
        for file in BuiltinRules.files where file.path.hasSuffix(".yaml") {
            #expect(!file.text.contains("\n  publish:"), "\(file.path)")
        }
    }
}
