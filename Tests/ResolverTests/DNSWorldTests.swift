import DNS
import Resolver
import TestPeers
import Testing

@Suite("The test world", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct DNSWorldTests {
    private static let zones = [
        WorldZone("acme.example", "news MX 10 mx\nmx A 203.0.113.30"),
        WorldZone("113.0.203.in-addr.arpa", "30 PTR mx.acme.example.", signing: nil),
        WorldZone("forged.example", "www A 203.0.113.1") { $0.replacing("203.0.113.1", with: "203.0.113.2") },
        WorldZone("nsec3.example", "*.wild TXT any", signing: .init(denial: .nsec3(salt: "ab"))),
    ]

    private func running(
        _ zones: [WorldZone] = zones, inside: [String: String] = [:], loss: Double = 0,
        _ body: (DNSWorld, DNSClient) async throws -> Void
    ) async throws {
        let world = try await DNSWorld.start(zones, inside: inside, loss: loss)
        let client = try DNSClient(views: [
            View(name: "public", servers: [world.publicView]), View(name: "internal", servers: [world.internalView]),
        ])
        defer { client.shutdown() }
        do { try await body(world, client) } catch {
            await world.stop()
            throw error
        }
        await world.stop()
    }

    @Test("both views resolve from its root, validate, and differ where the internal view has its own zones")
    func views() async throws {
        try await running(inside: ["acme.example": "mx A 10.0.0.30"]) { _, client in
            let outside = await client.lookup(try question("mx.acme.example"), in: "public")
            #expect(outside.addresses == ["203.0.113.30"] && outside.authenticated, "\(outside)")
            let inside = await client.lookup(try question("mx.acme.example"), in: "internal")
            #expect(inside.addresses == ["10.0.0.30"] && !inside.authenticated, "\(inside)")
            let pointer = await client.lookup(try question("30.113.0.203.in-addr.arpa", .ptr), in: "internal")
            #expect(pointer.records?.count == 1, "\(pointer)")
            let missing = await client.lookup(try question("other.acme.example"), in: "public")
            #expect(missing.outcome == .nonexistent && missing.authenticated)
            let wild = await client.lookup(try question("x.wild.nsec3.example", .txt), in: "public")
            #expect(wild.records?.count == 1 && wild.authenticated)
            let forged = await client.lookup(try question("www.forged.example"), in: "public")
            #expect(forged.outcome == .failed(.bogus))
            let unknown = await client.lookup(try question("nowhere.example"), in: "public")
            #expect(unknown.outcome == .nonexistent)
        }
    }

    @Test("a republished zone is served, and a stopped machine is silent")
    func publishing() async throws {
        try await running { world, client in
            var zone = Self.zones[0]
            (zone.records, zone.serial) = ("mx A 203.0.113.31", 2)
            try await world.publish(zone)
            let fresh = await client.lookup(try question("mx.acme.example"), in: "public")
            #expect(fresh.addresses == ["203.0.113.31"] && fresh.authenticated)
            await world.stop(host: 11)
            let server = Endpoint(address: world.addresses[11], port: 53)
            let gone = await client.ask(try question("mx.acme.example"), server: server, in: "public")
            #expect(gone.outcome == .failed(.unreachable))
        }
    }

    @Test("with a third of all datagrams lost, answers are right or missing")
    func loss() async throws {
        try await running(loss: 0.3) { _, client in
            let result = await client.lookup(try question("mx.acme.example"), in: "public")
            #expect(result.addresses == ["203.0.113.30"] || result.records == nil, "\(result)")
        }
    }
}
