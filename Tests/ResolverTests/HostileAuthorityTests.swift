import DNS
import LDNSCodec
import Resolver
import TestPeers
import Testing

/// Servers of a zone that say what they should not.
@Suite("Iteration beside hostile servers", .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct HostileAuthorityTests {
    /// A server of `evil.example` that answers by the first label below it.
    private static let script: @Sendable ([UInt8], Int) -> [LyingServer.Step] = { query, _ in
        guard var reply = try? MessageCodec.decode(query), let question = reply.question else { return [] }
        reply.flags = [.response]
        reply.edns = reply.edns.map { _ in EDNS() }
        let label = question.name.labels.dropLast(2).last.map { String(decoding: $0, as: UTF8.self).lowercased() } ?? ""
        let below = DomainName("\(label).evil.example") ?? .root
        let ns = { (zone: DomainName, server: String) in
            Record(name: zone, type: .ns, ttl: 60, data: .name(DomainName(server) ?? .root))
        }
        let a = { (name: String, address: String) in
            Record(name: DomainName(name) ?? .root, type: .a, ttl: 60, data: .address(IPAddress(address) ?? Loopback.ipv4))
        }
        switch label {
        case "foreign":
            // Glue for a name that is none of its business, which really leads elsewhere.
            reply.authorities = [ns(below, "ns1.plain.test")]
            reply.additionals = [a("ns1.plain.test", "127.254.254.1")]
        case "upwards": reply.authorities = [ns(DomainName("example") ?? .root, "ns.example")]
        case "itself": reply.authorities = [ns(DomainName("evil.example") ?? .root, "ns1.evil.example")]
        case "sideways": reply.authorities = [ns(DomainName("acme.example") ?? .root, "ns1.evil.example")]
        case "many":
            reply.authorities = (0..<60).map { ns(below, "ns\($0).s\($0).evil.example") }
        case "deeper":
            // Every name is delegated once more, to the same server.
            let depth = question.name.labelCount
            let next = question.name.suffix(min(depth, 3 + depth / 2))
            reply.authorities = [ns(next, "ns1.evil.example")]
            reply.additionals = []
        case "cache":
            // An answer without authority, as from a cache.
            reply.flags.insert(.recursionAvailable)
            reply.answers = [a("cache.evil.example", "203.0.113.66")]
        default:
            reply.flags.insert(.authoritative)
            reply.answers = question.name.labelCount == 2 && question.type == .ns ? [ns(question.name, "ns1.evil.example")] : []
        }
        return [.reply(MessageCodec.encode(reply) ?? [])]
    }

    private static let shared = Task {
        try await DNSWorld.start([
            WorldZone("evil.example", servers: [.init("ns1", host: 66, .script(script))], signing: nil),
            WorldZone("plain.test", "www A 203.0.113.1", servers: [.init("ns1", host: 11)], signing: nil),
        ])
    }

    private func path(_ name: String) async throws -> (ZonePath, Statistics) {
        let world = try await Self.shared.value
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        return (await client.path(to: try #require(DomainName(name))), client.statistics)
    }

    @Test("glue outside the zone that gives it is not used: the server is looked up where it belongs")
    func foreignGlue() async throws {
        let world = try await Self.shared.value
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        let path = await client.path(to: try #require(DomainName("www.foreign.evil.example")))
        let zone = try #require(path.zone)
        #expect(zone.zone.text == "foreign.evil.example" && zone.servers.map(\.glue) == [[]])
        #expect(zone.ignoredGlue.map(\.data.zoneText) == ["127.254.254.1"])
        #expect(zone.addresses == [world.addresses[11]])
        // The true server does not have the zone.
        guard case .noAnswer(_, .refused, let attempts)? = path.problem else {
            Issue.record("\(path)")
            return
        }
        #expect(attempts.map(\.server.address) == [world.addresses[11]])
        #expect(!client.statistics.servers.keys.contains { $0.address == IPAddress("127.254.254.1") })
    }

    @Test("a referral that does not lead down is lame", arguments: ["upwards", "itself", "sideways", "cache"])
    func notDown(_ label: String) async throws {
        let (path, statistics) = try await path("\(label).evil.example")
        guard case .noAnswer(let zone, let failure, let attempts)? = path.problem else {
            Issue.record("\(path)")
            return
        }
        #expect(zone.text == "evil.example" && failure == .errorResponse)
        #expect(attempts.map(\.result) == ["lame: not authoritative"])
        #expect(statistics.packetsSent < 10)
    }

    @Test("a referral to sixty servers without addresses costs no more than a few questions")
    func manyServers() async throws {
        let (path, statistics) = try await path("a.many.evil.example")
        #expect(path.problem != nil)
        #expect(statistics.packetsSent < 120, "\(statistics.packetsSent)")
    }

    @Test("delegations one below the other end")
    func deeper() async throws {
        let (path, statistics) = try await path((0..<100).map { _ in "a" }.joined(separator: ".") + ".deeper.evil.example")
        #expect(path.delegations.count < 110 && statistics.packetsSent < 120, "\(statistics.packetsSent)")
    }
}
