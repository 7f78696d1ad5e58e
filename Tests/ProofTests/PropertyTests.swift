import DNS
import Deployment
import Foundation
import MailPolicy
import Rules
import ScriptedDNS
import Testing

@testable import ZonePlan

@Suite("Generated deployments: the plan makes them ready, and proposed repairs work", .serialized, .timeLimit(.minutes(10)))
struct PropertyTests {
    /// Deployments of a run, in parts that each have the time of a test; SENDREADY_SEEDS asks for another number, SENDREADY_FIRST_SEED for
    /// others, SENDREADY_SEED for one alone.
    static let parts: [ClosedRange<UInt64>] = {
        let environment = ProcessInfo.processInfo.environment
        if let one = environment["SENDREADY_SEED"].flatMap(UInt64.init) { return [one...one] }
        let first = environment["SENDREADY_FIRST_SEED"].flatMap(UInt64.init) ?? 0
        let end = first + max(1, environment["SENDREADY_SEEDS"].flatMap(UInt64.init) ?? 500)
        return stride(from: first, to: end, by: 50).map { $0...min($0 + 49, end - 1) }
    }()

    @Test("the deployments of a run cover every feature of deployments, and each scheme with each number of senders")
    func dimensions() {
        let found = (0..<500).flatMap { GeneratedDeployment(seed: $0).dimensions }
        let counts = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(Set(counts.keys) == GeneratedDeployment.allDimensions)
        for (dimension, count) in counts { #expect(count >= 20, "\(dimension)") }
    }

    @Test(
        "from an empty zone, a faulty one and another provider's: once the plan is published, all is ready and nothing is left to change",
        arguments: parts)
    func published(_ seeds: ClosedRange<UInt64>) async throws {
        print("seeds \(seeds.lowerBound) to \(seeds.upperBound); SENDREADY_SEED=n repeats one")
        let parts = [0, 1].map { half in seeds.filter { $0 % 2 == half } }
        let complaints = await concurrently(parts) { part -> [String] in
            var complaints: [String] = []
            for seed in part {
                do { complaints += try await Self.complaints(seed) } catch { complaints.append("seed \(seed): \(error)") }
            }
            return complaints
        }.flatMap(\.self)
        for complaint in complaints.prefix(10) { Issue.record("\(complaint)") }
        #expect(complaints.count == 0)
    }

    private static func complaints(_ seed: UInt64) async throws -> [String] {
        let made = GeneratedDeployment(seed: seed)
        guard let key = DKIMKeyRecord(DKIMTexts.own).key else { throw DeployedFailure(text: "the key is no key") }
        let keys = Dictionary(made.selectors.map { ($0, key) }) { first, _ in first }
        var deployed = try Deployed(made.file, base: made.base, keys: keys)
        let base = Set(deployed.lines.map(\.description))
        let head = { (what: String) in "seed \(seed), \(what):\n\(made.file)" }
        var complaints: [String] = []
        try deployed.publish(try await deployed.zonePlan())
        let healthy = try await deployed.audit(proves: false)
        if healthy.verdict != .ready || !(healthy.failures(from: .warning) + healthy.gaps).isEmpty {
            complaints.append(
                "\(head("planned")): \(healthy.verdict) \(healthy.failures(from: .warning) + healthy.gaps)\n\(deployed.text)")
        }
        complaints += try await left(deployed).map { "\(head("published twice")): \($0)" }
        // On with a zone that is not right: an empty one, one with faults, one that another provider has set up.
        var random = SeededGenerator(seed: seed ^ 0x5eed)
        var told: [String] = []
        switch seed % 3 {
        case 1:
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                told.append(try RandomFault.put(into: &deployed, keeping: base, &random))
            }
        case 2: told = [try RandomFault.otherProvider(&deployed, keeping: base)]
        default:
            deployed = try Deployed(made.file, base: made.base, keys: keys)
            told = ["nothing published"]
        }
        let broken = deployed.text
        let judged = try await deployed.audit()
        let dropped = judged.repairs?.dropped.map(\.description) ?? []
        if !dropped.isEmpty { complaints.append("\(head(told.joined(separator: "; "))): dropped \(dropped)\n\(broken)") }
        var planned = deployed
        try planned.publish(try await planned.zonePlan())
        try deployed.publish(judged.repairs?.repairs ?? [])
        let after = try await deployed.audit()
        // Only the operator knows whether a policy that stands there may be stricter: the file says so, or does not.
        let isStated = made.dimensions.contains("stated policy")
        let open =
            after.failures(from: .warning).filter { isStated || !$0.contains(" dmarc/policy-none ") } + after.gaps
        let again = after.repairs?.repairs.map { "\($0.owner) \($0.type) \($0.old ?? "-") -> \($0.new ?? "-")" } ?? []
        if !(open + again).isEmpty {
            complaints.append(
                "\(head(told.joined(separator: "; "))): left \(open), again \(again)\n\(broken)\n\nthen\n\(deployed.text)")
        }
        complaints += try await left(planned).map { "\(head(told.joined(separator: "; "))): planned again: \($0)\n\(broken)" }
        return complaints
    }

    /// What a plan would still change.
    private static func left(_ deployed: Deployed) async throws -> [String] {
        try await deployed.zonePlan().sets.flatMap { set in
            set.changes.filter { $0.state.isChange || $0.state == .unknown }.map {
                "\($0.state.rawValue) \(set.view.rawValue) \(set.owner) \(set.type) \($0.data ?? "-") was \($0.was ?? "-") \($0.note ?? "")"
            }
        }
    }
}
