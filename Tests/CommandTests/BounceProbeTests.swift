import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

/// A relay with split DNS: bounces reach it from outside, and the sender inside.
@Suite(
    "An audit tests a bounce up to RCPT TO", .timeLimit(.minutes(10)),
    .enabled(if: Exim.isInstalled, "exim4 is not installed"),
    .enabled(if: Loopback.mayListen(on: 25), "this user may not listen on port 25"), .serialized)
struct BounceProbeTests {
    private static let relay = "127.27.0.5"
    private static let sender = "127.27.0.6"
    private static let bounce = "bounce.acme.example"
    private static let outside = "\(bounce)/relay.acme.example/\(relay)/public"
    private static let inside = "\(bounce)/mta.acme.example/\(sender)/internal"

    /// How the relay treats a bounce, and the expected findings.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Lines of Exim's access control; no server at all without them.
        let rules: [String]?
        var relayTakes: [String] = ["bounce.acme.example"]
        let failures: [String]
        var undetermined: [String] = []
        let status: Int32
        /// Words of one of the findings.
        var words = ""
    }

    private static let cases: [Case] = [
        Case(testDescription: "accepts", rules: [], failures: [], status: 0),
        Case(
            testDescription: "greylists", rules: ["defer message = greylisted"], failures: [],
            undetermined: [
                "return-path/forwarding-unproven bulk/\(bounce)/public", "return-path/null-sender-rejected \(outside)",
            ],
            status: 3, words: "asks to come back later: RCPT TO:<bounce@\(bounce)> gets 451 greylisted"),
        Case(
            testDescription: "rejects the null sender", rules: ["deny senders = :", "     message = no bounces here"],
            failures: ["return-path/forwarding-unproven bulk/\(bounce)/public", "return-path/null-sender-rejected \(outside)"],
            status: 2, words: "whether it forwards them to sender bulk"),
        Case(
            testDescription: "does not know the domain", rules: [], relayTakes: ["other.example"],
            failures: ["return-path/forwarding-unproven bulk/\(bounce)/public", "return-path/null-sender-rejected \(outside)"],
            status: 2),
        Case(
            testDescription: "is down", rules: nil, failures: ["return-path/port-25-closed \(outside)"],
            undetermined: ["return-path/forwarding-unproven bulk/\(bounce)/public"], status: 2,
            words: "which on port 25 refuses the connection, seen from the public view and from where sendready runs."),
    ]

    private static func address(_ text: String) throws -> IPAddress {
        let address: IPAddress? = IPAddress(text)
        return try #require(address)
    }

    /// Audits in two views; `more` are further records of the public one.
    private func audit(more: [String] = [], addresses: [String] = [relay]) async throws -> SendreadyProgram.Run {
        let head = ["$TTL 300", ". SOA ns.example. hostmaster.example. 1 3600 600 86400 60"]
        let views = [
            ["\(Self.bounce). MX 10 relay.acme.example.", "relay.acme.example. A \(Self.relay)"] + more,
            ["\(Self.bounce). MX 10 mta.acme.example.", "mta.acme.example. A \(Self.sender)"],
        ]
        let servers = try views.map { try AcmeDeployment.server((head + $0).joined(separator: "\n") + "\n") }
        defer { for (server, _) in servers { server.stop() } }
        let program = try SendreadyProgram()
        let relay = addresses.map { "\"\($0)\"" }.joined(separator: ", ")
        let networks = addresses.map { "\"\($0)/\($0.contains(":") ? 128 : 32)\"" }.joined(separator: ", ")
        try program.folder.write(
            """
            version: 1
            name: acme
            scheme: relay
            views: { public: { resolvers: ["\(servers[0].1)"] }, internal: { resolvers: ["\(servers[1].1)"] } }
            networks: { public: [\(networks)] }
            probes: { tls: false, smtp: true, http: false }
            relay: { host: relay.acme.example, addresses: [\(relay)], split-dns: true }
            senders:
              - { name: bulk, addresses: [\(Self.sender)], from: [acme.example], mail-from: [\(Self.bounce)] }
            """, to: "acme.yaml")
        let rules = [
            "not-at-sender", "relay-not-public-route", "internal-not-at-sender", "views-identical", "forwarding-unproven",
            "port-25-closed", "null-sender-rejected",
        ]
        return try await program.run(
            ["audit", "acme.yaml", "--format", "json"] + rules.flatMap { ["--rule", "return-path/\($0)"] })
    }

    @Test("and reports how the relay treats it", arguments: cases)
    func relay(_ expected: Case) async throws {
        let sender = try await Exim.start(
            name: "mta.acme.example", domains: [Self.bounce], address: try Self.address(Self.sender), port: 25)
        var relay: ServerProcess?
        if let rules = expected.rules {
            relay = try await Exim.start(
                name: "relay.acme.example", domains: expected.relayTakes, rules: rules, address: try Self.address(Self.relay),
                port: 25)
        }
        let run = try await audit()
        await relay?.stop()
        await sender.stop()
        let (failures, undetermined) = (try run.findings("fail"), try run.findings("undetermined"))
        #expect(failures == expected.failures, "\(run.error)")
        #expect(undetermined == expected.undetermined)
        #expect(run.status == expected.status)
        let messages = try run.all().map { $0["message"]?.text ?? "" }
        #expect(expected.words.isEmpty || messages.contains { $0.contains(expected.words) }, "\(messages)")
    }

    @Test("over IPv6 too", .enabled(if: Loopback.hasIPv6, "no IPv6 on loopback"))
    func ipv6() async throws {
        let (sender, relay) = (
            try await Exim.start(
                name: "mta.acme.example", domains: [Self.bounce], address: try Self.address(Self.sender), port: 25),
            try await Exim.start(
                name: "relay.acme.example", domains: [Self.bounce], address: try Self.address(Self.relay), port: 25)
        )
        let records = ["relay.acme.example. AAAA ::1"]
        let half = try await audit(more: records, addresses: [Self.relay, "::1"])
        let other = try await Exim.start(
            name: "relay.acme.example", domains: [Self.bounce], address: Loopback.ipv6, port: 25)
        let both = try await audit(more: records, addresses: [Self.relay, "::1"])
        for server in [sender, relay, other] { await server.stop() }
        #expect(try half.findings("fail") == ["return-path/port-25-closed \(Self.bounce)/relay.acme.example/::1/public"])
        #expect(try both.findings("fail") == [] && both.status == 0, "\(both.output)")
    }
}
