import Facts
import Foundation
import TestPeers
import Testing

@Suite("dns query --authoritative", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct AuthoritativeQueryTests {
    private static let zones = [
        WorldZone("acme.example", "www A 203.0.113.1\noutside CNAME www.plain.test."),
        WorldZone("plain.test", "www A 203.0.113.1", signing: nil),
        WorldZone("forged.example", "www A 203.0.113.1") { $0.replacingOccurrences(of: "203.0.113.1", with: "203.0.113.2") },
        WorldZone(
            "differs.example", "www A 203.0.113.1",
            servers: [.init("ns1", host: 11), .init("ns2", host: 12, .other("www A 203.0.113.9", serial: 7))]),
        WorldZone(
            "lame.example", "www A 203.0.113.1", servers: [.init("ns1", host: 11), .init("ns2", host: 13, .nothing)]),
        WorldZone("closed.example", servers: [.init("ns1", host: 91, .closed)]),
    ]
    private static let shared = Task { try await DNSWorld.start(zones) }

    private func query(_ arguments: String...) async throws -> SendreadyProgram.Run {
        let world = try await Self.shared.value
        let program = try SendreadyProgram()
        return try await program.run(
            ["dns", "query"] + arguments
                + ["--authoritative", "--root-hints", world.rootHints, "--trust-anchor", world.trustAnchor])
    }

    @Test("shows the path, each server's answer and its validation")
    func walk() async throws {
        let run = try await query("www.acme.example", "A")
        #expect(run.status == 0, "\(run.error)")
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines[1...2] == ["status    noerror", "dnssec    secure"])
        let zones = lines.filter { $0.hasPrefix("zone") }
        #expect(zones.count == 3 && zones[0].hasPrefix("zone      . from the root hints: a.root-servers. (127."))
        #expect(
            zones[2].hasPrefix("zone      acme.example. from example.: ns1.acme.example. (127.") && zones[2].hasSuffix(", secure")
        )
        let servers = lines.filter { $0.hasPrefix("server") }
        #expect(servers.count == 2 && servers[1].contains(".12 (ns2.acme.example.): NOERROR, secure, "), "\(run.output)")
        #expect(lines.filter { $0 == "answer      www.acme.example. 300 IN A 203.0.113.1" }.count == 2)
    }

    @Test("a bogus answer, servers that disagree, and no data are bad; no server is undetermined")
    func exits() async throws {
        let forged = try await query("www.forged.example", "A", "--format", "json")
        #expect(forged.status == 2)
        let reason = try JSONParser.parse(forged.output)["dnssec"]?["reason"]?.text
        #expect(reason?.contains("does not match the records") == true, "\(forged.output)")
        let differs = try await query("www.differs.example")
        #expect(differs.status == 2 && differs.output.contains("status    noerror, and servers disagree\n"), "\(differs.output)")
        #expect(differs.output.contains("A 203.0.113.9") && differs.output.contains("A 203.0.113.1"))
        let missing = try await query("nothing.acme.example")
        #expect(missing.status == 2 && missing.output.contains("status    nxdomain\ndnssec    secure\n"), "\(missing.output)")
        let closed = try await query("www.closed.example")
        #expect(closed.status == 3 && closed.output.contains("status    unreachable\n"), "\(closed.output)")
        #expect(closed.output.contains("problem   no server of closed.example. answers: unreachable"))
        let lame = try await query("www.lame.example")
        #expect(lame.status == 0 && lame.output.contains(".13 (ns2.lame.example.): refused, lame (REFUSED)"), "\(lame.output)")
    }

    @Test("an alias into an unsigned zone is insecure, and both zones are shown")
    func alias() async throws {
        let run = try await query("outside.acme.example")
        #expect(run.status == 0)
        #expect(run.output.contains("dnssec    insecure: test. delegates plain.test. without DS"), "\(run.output)")
        #expect(run.output.contains("answer      outside.acme.example. 300 IN CNAME www.plain.test.\n"))
        #expect(run.output.contains("alias     to www.plain.test.\n"))
    }

    @Test("mistakes are reported")
    func mistakes() async throws {
        let program = try SendreadyProgram()
        let without = try await program.run("dns", "query", "a.example", "--root-hints", "x")
        #expect(without.status == 64 && without.error.contains("--root-hints and --trust-anchor belong to --authoritative"))
        let both = try await program.run("dns", "query", "a.example", "--authoritative", "--resolver", "127.0.0.1")
        #expect(both.status == 64 && both.error.contains("--authoritative uses no resolver"))
        let missing = try await program.run("dns", "query", "a.example", "--authoritative", "--root-hints", "/nowhere")
        #expect(missing.status == 65 && missing.error.contains("cannot read root hints from '/nowhere'"))
        try program.folder.write("; nothing\n", to: "hints")
        let empty = try await program.run("dns", "query", "a.example", "--authoritative", "--root-hints", "hints")
        #expect(empty.status == 65 && empty.error.contains("hints: no root server with an address"), "\(empty.error)")
    }
}
