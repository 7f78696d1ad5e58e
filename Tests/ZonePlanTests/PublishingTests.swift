import DNS
import Deployment
import Foundation
import Testing

@testable import ZonePlan

@Suite("Publishing what is proposed leaves nothing to propose", .timeLimit(.minutes(10)))
struct PublishingTests {
    /// Deployments of a run; SENDREADY_SEEDS asks for more (500 take minutes in a debug build).
    private static let count = ProcessInfo.processInfo.environment["SENDREADY_SEEDS"].flatMap(UInt64.init) ?? 40

    private static func left(_ plan: ZonePlan) -> [String] {
        plan.sets.flatMap { set in
            set.changes.filter { $0.state.isChange || $0.state == .unknown }.map {
                "\($0.state.rawValue) \(set.view.rawValue) \(set.owner) \(set.type) \($0.data ?? "-") was \($0.was ?? "-") \($0.note ?? "")"
            }
        }
    }

    @Test("from an empty zone, for deployments of every kind")
    func scratch() async throws {
        for seed in 0..<Self.count {
            let made = GeneratedDeployment(seed: seed)
            var records = PublishedRecords(lines: made.base)
            records.publish(try await ZoneTable.plan(made.file, try ZoneTable(records.lines), keys: made.keys))
            let again = Self.left(try await ZoneTable.plan(made.file, try ZoneTable(records.lines), keys: made.keys))
            try #require(again == [], "seed \(seed):\n\(made.file)\n\(records.lines.joined(separator: "\n"))")
        }
    }

    @Test("from a zone with faults of many kinds, and a second time nothing changes")
    func faults() async throws {
        for seed in 0..<Self.count {
            let made = GeneratedDeployment(seed: seed)
            var records = PublishedRecords(lines: made.base)
            records.publish(try await ZoneTable.plan(made.file, try ZoneTable(records.lines), keys: made.keys))
            var random = SeededGenerator(state: seed ^ 0x5eed)
            var told: [String] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                told.append(Self.breakSomething(&records.lines, keeping: made.base, &random))
            }
            let broken = records.lines
            records.publish(try await ZoneTable.plan(made.file, try ZoneTable(records.lines), keys: made.keys))
            let again = Self.left(try await ZoneTable.plan(made.file, try ZoneTable(records.lines), keys: made.keys))
            try #require(
                again == [],
                "seed \(seed): \(told.joined(separator: "; "))\n\(made.file)\n\(broken.joined(separator: "\n"))\n\nthen\n\(records.lines.joined(separator: "\n"))"
            )
        }
    }

    /// One fault of the kinds that the field found.
    private static func breakSomething(_ lines: inout [String], keeping base: [String], _ random: inout SeededGenerator) -> String
    {
        let candidates = lines.indices.filter { !base.contains(lines[$0]) }
        guard let index = candidates.randomElement(using: &random) else { return "nothing" }
        let line = lines[index]
        let parts = line.replacing("internal: ", with: "").split(separator: " ", maxSplits: 2).map(String.init)
        let prefix = line.hasPrefix("internal: ") ? "internal: " : ""
        switch (parts[1], Int.random(in: 0..<4, using: &random)) {
        case ("A", 0): lines[index] = "\(prefix)\(parts[0]) A 198.51.100.77"
        case ("A", 1): lines.append("\(prefix)\(parts[0]) A 198.51.100.78")
        case ("MX", 0): lines[index] = line.hasSuffix(".") ? "\(line.dropLast()).a.test." : "\(line).a.test"
        case ("MX", 1): lines.append("\(prefix)\(parts[0]) MX 5 nowhere.a.test.")
        case ("MX", 2): lines[index] = "\(prefix)\(parts[0]) MX 0 ."
        case ("PTR", 0): lines[index] = "\(parts[0]) PTR host-1.isp.example."
        case ("PTR", 1): lines[index] = line.hasSuffix(".") ? "\(line.dropLast()).113.0.203.in-addr.arpa." : line
        case ("TXT", 0) where prefix.isEmpty: lines[index] = "\(parts[0]).a.test TXT \(parts[2])"
        case ("TXT", 1) where parts[2].hasPrefix("v=spf1"): lines.append("\(prefix)\(parts[0]) TXT v=spf1 ip4:192.0.2.1 -all")
        case ("TXT", 2) where parts[2].hasPrefix("v=spf1"): lines[index] = "\(prefix)\(parts[0]) TXT v=spf1 ipv4:192.0.2.1 -all"
        case ("TXT", 1) where parts[2].hasPrefix("v=DMARC1"): lines.append("\(prefix)\(parts[0]) TXT v=DMARC1; p=none")
        case ("TXT", 2) where parts[2].hasPrefix("v=DMARC1"): lines[index] = "\(prefix)\(parts[0]) TXT v=DMARC1; p=rejct"
        case ("CNAME", 0): lines[index] = "\(prefix)\(parts[0]) CNAME old.cdn.example."
        default: lines.remove(at: index)
        }
        return line
    }
}
