import DNS
import LDNSCodec
import Resolver
import TestPeers
import Testing

/// Authoritative servers that return what they should not.
@Suite("Iteration with hostile servers", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
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
            // Glue for an out-of-zone name whose real addresses are elsewhere.
            reply.authorities = [ns(below, "ns1.plain.test")]
            reply.additionals = [a("ns1.plain.test", "127.254.254.1")]
        case "deleg":
            // A record of a delegation protocol still in development (draft-ietf-deleg), next to ordinary NS records.
            let record = Record(name: below, type: delegation, ttl: 60, data: .other(octets: [0, 1, 1, 97, 0], text: ""))
            reply.authorities = [record, ns(below, "ns1.evil.example")]
        case "only-deleg":
            reply.authorities = [
                Record(name: below, type: delegation, ttl: 60, data: .other(octets: [0, 1, 1, 97, 0], text: ""))
            ]
        case let label where forbidden[label] != nil:
            guard let address = forbidden[label].flatMap({ IPAddress($0) }) else { break }
            let server = "ns.\(label).evil.example"
            reply.authorities = [ns(below, server)]
            reply.additionals = [
                Record(
                    name: DomainName(server) ?? .root, type: address.family == .ipv4 ? .a : .aaaa, ttl: 60,
                    data: .address(address))
            ]
        case "upwards": reply.authorities = [ns(DomainName("example") ?? .root, "ns.example")]
        case "itself": reply.authorities = [ns(DomainName("evil.example") ?? .root, "ns1.evil.example")]
        case "sideways": reply.authorities = [ns(DomainName("acme.example") ?? .root, "ns1.evil.example")]
        case "many":
            reply.authorities = (0..<60).map { ns(below, "ns\($0).s\($0).evil.example") }
        case "deeper":
            // Every name is delegated again, to the same server.
            let depth = question.name.labelCount
            let next = question.name.suffix(min(depth, 3 + depth / 2))
            reply.authorities = [ns(next, "ns1.evil.example")]
            reply.additionals = []
        case "cache":
            // A non-authoritative answer, as from a cache.
            reply.flags.insert(.recursionAvailable)
            reply.answers = [a("cache.evil.example", "203.0.113.66")]
        default:
            reply.flags.insert(.authoritative)
            reply.answers = question.name.labelCount == 2 && question.type == .ns ? [ns(question.name, "ns1.evil.example")] : []
        }
        return [.reply(MessageCodec.encode(reply) ?? [])]
    }

    private static let delegation = RecordType(rawValue: 61_440)

    /// Addresses that a zone may name but that must not be connected to for that reason.
    static let forbidden = [
        "elsewhere": "127.254.254.1", "private": "10.0.0.1", "shared": "100.64.0.1", "link-local": "169.254.169.254",
        "multicast": "224.0.0.1", "broadcast": "255.255.255.255", "this": "0.0.0.0", "reserved": "240.0.0.1",
        "mapped": "::ffff:10.0.0.1", "nat64": "64:ff9b::a00:1", "local-nat64": "64:ff9b:1::a00:1", "sixtofour": "2002:a00:1::1",
        "compatible": "::10.0.0.1", "unique-local": "fd00::1", "site-local": "fec0::1", "link-local6": "fe80::1",
        "multicast6": "ff02::1", "loopback6": "::1",
    ]

    /// The servers of a zone that answer every query at its apex with an alias.
    private static let apexAlias: @Sendable ([UInt8], Int) -> [LyingServer.Step] = { query, _ in
        guard var reply = try? MessageCodec.decode(query), let question = reply.question else { return [] }
        reply.flags = [.response, .authoritative]
        reply.edns = reply.edns.map { _ in EDNS() }
        let apex = DomainName("apex.test") ?? .root
        if question.name == apex {
            reply.answers = [
                Record(name: question.name, type: .cname, ttl: 60, data: .name(DomainName("www.plain.test") ?? .root))
            ]
        } else {
            reply.code = .nonexistentDomain
            reply.authorities = (try? [Record(zoneLine: "apex.test. 60 SOA ns1.apex.test. host.apex.test. 1 2 3 4 60")]) ?? []
        }
        return [.reply(MessageCodec.encode(reply) ?? [])]
    }

    private static let shared = Task {
        try await DNSWorld.start([
            WorldZone("apex.test", servers: [.init("ns1", host: 67, .script(apexAlias))], signing: nil),
            WorldZone("evil.example", servers: [.init("ns1", host: 66, .script(script))], signing: nil),
            WorldZone("plain.test", "www A 203.0.113.1", servers: [.init("ns1", host: 11)], signing: nil),
        ])
    }

    @Test(
        "glue never leads to addresses of this machine, of its networks or of no host",
        arguments: forbidden.keys.sorted())
    func forbiddenGlue(_ label: String) async throws {
        let address = try #require(Self.forbidden[label].flatMap { IPAddress($0) })
        let world = try await Self.shared.value
        let network = try #require(Network(world.addresses[1], prefixLength: 24))
        let client = try AuthorityClient(
            hints: try RootHints(contentsOf: world.rootHints),
            filter: ConnectionFilter(scopes: AddressScopes(public: [network])), policy: AuthorityWorld.patient, deadline: nil,
            random: SystemRandomNumberGenerator())
        defer { client.shutdown() }
        let path = await client.path(to: try #require(DomainName("www.\(label).evil.example")))
        guard case .noAnswer(let zone, .notPermitted, let attempts)? = path.problem else {
            Issue.record("\(String(describing: path.problem))")
            return
        }
        #expect(zone.text == "\(label).evil.example" && attempts.map(\.server.address) == [address])
        #expect(attempts.allSatisfy { $0.result.hasPrefix("not asked: ") }, "\(attempts)")
        #expect(!client.statistics.servers.keys.contains { $0.address == address })
    }

    @Test("root hints on loopback allow a name space there, but no other networks")
    func rootOnLoopback() async throws {
        let (path, _) = try await path("www.elsewhere.evil.example")
        // Nothing listens there, but it was queried.
        #expect(path.problem?.failure == .unreachable)
        let (other, _) = try await self.path("www.private.evil.example")
        #expect(other.problem?.failure == .notPermitted)
    }

    @Test("DELEG records next to NS records change nothing, and alone they are not a referral")
    func delegationRecords() async throws {
        let (path, _) = try await path("www.deleg.evil.example")
        #expect(path.delegations.map(\.zone.text).last == "deleg.evil.example")
        let (alone, _) = try await self.path("www.only-deleg.evil.example")
        guard case .noAnswer(let zone, .errorResponse, _)? = alone.problem else {
            Issue.record("\(alone)")
            return
        }
        #expect(zone.text == "evil.example")
    }

    @Test("an alias at a zone's apex is distinguished from dead or lame servers")
    func aliasAtApex() async throws {
        let world = try await Self.shared.value
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        let apex = try #require(DomainName("apex.test"))
        let path = await client.path(to: apex)
        #expect(path.problem == nil && path.zone?.zone == apex)
        let servers = try #require(await client.servers(at: path))
        #expect(servers.servers.map(\.apexAlias?.text) == ["www.plain.test"])
        #expect(servers.servers.allSatisfy { $0.hasAuthority && !$0.isLame && $0.serial == nil })
        #expect(servers.authoritativeAddresses == [world.addresses[67]])
        let answer = await client.answer(to: Question(apex, .mx)) { _ in .authoritative }
        #expect(answer.links.map(\.question.name.text) == ["apex.test", "www.plain.test"])
        #expect(answer.links.first?.decisive?.ownRecords.map(\.type) == [.cname])
    }

    @Test("cuts by a limit on the path are reported: servers, their addresses, lookups")
    func limits() async throws {
        let (path, _) = try await path("a.many.evil.example")
        #expect(path.limitsReached.isSuperset(of: [.serversPerZone, .lookupsPerReferral]), "\(path.limitsReached)")
    }

    private func path(_ name: String) async throws -> (ZonePath, Statistics) {
        let world = try await Self.shared.value
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        return (await client.path(to: try #require(DomainName(name))), client.statistics)
    }

    @Test("out-of-zone glue is not used: the server's name is looked up")
    func foreignGlue() async throws {
        let world = try await Self.shared.value
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        let path = await client.path(to: try #require(DomainName("www.foreign.evil.example")))
        let zone = try #require(path.zone)
        #expect(zone.zone.text == "foreign.evil.example" && zone.servers.map(\.glue) == [[]])
        #expect(zone.ignoredGlue.map(\.data.zoneText) == ["127.254.254.1"])
        #expect(zone.addresses == [world.addresses[11]])
        // The real server does not serve the zone.
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
