import DNS
import Facts
import Foundation
import TestPeers
import Testing

@Suite(
    "State of a stream", .timeLimit(.minutes(10)), .serialized, .enabled(if: NSD.isInstalled, "NSD is not installed"))
struct StreamStateTests {
    private static func changes(_ line: JSONValue) -> [String] {
        (line["changes"]?["findings"]?.items ?? []).map { "\($0["change"]?.text ?? "") \($0["rule"]?.text ?? "")" }
    }

    /// By key.
    private static func lines(_ output: String) throws -> [String: JSONValue] {
        Dictionary(try FleetWorld.lines(output).map { ($0["key"]?.text ?? "", $0) }) { first, _ in first }
    }

    @Test("reports each deployment's changes since the previous run, and stores all of them in a history")
    func changes() async throws {
        let world = try await FleetWorld(10)
        let first = try Self.lines(try await world.stream("--state", "state.db", "--history", "history.db").output)
        #expect(first.count == 10)
        let broken = try #require(first["k4"])
        #expect(Self.changes(broken).contains { $0.hasPrefix("new spf/") }, "\(Self.changes(broken))")
        let second = try Self.lines(try await world.stream("--state", "state.db", "--history", "history.db").output)
        let same = try #require(second["k4"])
        #expect(!Self.changes(same).isEmpty && Self.changes(same).allSatisfy { $0.hasPrefix("persisting ") })
        #expect(second.values.allSatisfy { $0["changes"]?["since"]?.text != nil })
        let history = try await world.program.run(["history", "history.db", "--format", "json"])
        let deployments = try JSONParser.parse(history.output)["deployments"]?.items ?? []
        #expect(Set(deployments.compactMap { $0["deployment"]?.text }) == Set((0..<10).map { "k\($0)" }))
        #expect(deployments.allSatisfy { $0["looks"] == .integer(2) }, "\(history.output) \(history.error)")
        await world.stop()
    }

    @Test("killed and run again, it has lost no finished deployment")
    func killed() async throws {
        let world = try await FleetWorld(100)
        let arguments = ["audit", "--stream", "fleet.ndjson", "--template", "template.yaml", "--state", "state.db"]
        _ = try await world.program.run(
            arguments + ["--run", "a", "--output", "a", "--concurrency", "4"], killedAfter: .milliseconds(2_500))
        let answered = (try? world.lines(of: "a")).map { Set($0.compactMap { $0["key"]?.text }) } ?? []
        let after = try await world.program.run(arguments + ["--run", "b"])
        #expect(after.status == 0, "\(after.error)")
        let known = try FleetWorld.lines(after.output).filter { $0["changes"]?["since"]?.text != nil }
        // A line is written before its state: those in flight when the run was killed are announced again.
        let missing = answered.subtracting(known.compactMap { $0["key"]?.text })
        #expect(missing.count <= 4, "\(missing) of \(answered.count)")
        await world.stop()
    }

    @Test("a file that is not a fleet state is refused before the first line, and left as it is")
    func refused() async throws {
        let world = try await FleetWorld(2)
        try world.program.folder.write("{\"format\":1}\n", to: "old.json")
        let text = try await world.stream("--state", "old.json")
        #expect(
            text.status == 65 && text.output.isEmpty && text.error.contains("the state 'old.json' is refused"), "\(text.error)")
        _ = try await world.stream("--history", "history.db")
        let other = try await world.stream("--state", "history.db")
        #expect(other.status == 65 && other.error.contains("not a fleet state"), "\(other.error)")
        let none = try await world.stream("--state", "none/state.db")
        #expect(none.status == 73 && none.output.isEmpty, "\(none.status) \(none.error)")
        await world.stop()
    }

    @Test("an overlay counts as published for every deployment that queries its names")
    func overlay() async throws {
        let world = try await FleetWorld(5)
        try world.program.folder.write(
            "bounce.d4.example. 300 IN TXT \"v=spf1 ip4:203.0.113.20/31 -all\"\n", to: "overlay.zone")
        let lines = try Self.lines(try await world.stream("--overlay", "overlay.zone").output)
        let repaired = try #require(lines["k4"]?["findings"]?.items)
        #expect(lines.count == 5)
        #expect(!repaired.contains { $0["rule"]?.text?.hasPrefix("spf/") == true && $0["outcome"]?.text == "fail" })
        await world.stop()
    }
}
