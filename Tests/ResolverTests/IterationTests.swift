import DNS
import Resolver
import TestPeers
import Testing

@Suite("Iteration from the root", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct IterationTests {
    private func running(_ body: (AuthorityClient, DNSWorld) async throws -> Void) async throws {
        let world = try await AuthorityWorld.world
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        try await body(client, world)
    }

    private func path(_ client: AuthorityClient, _ name: String) async throws -> [String] {
        await client.path(to: try #require(DomainName(name))).delegations.map(\.zone.text)
    }

    @Test("finds each zone on the path to a name, including those served by the parent's servers")
    func paths() async throws {
        try await running { client, _ in
            let expected = [
                "news.acme.example": [".", "example", "acme.example"], "acme.example": [".", "example", "acme.example"],
                "x.y.www.acme.example": [".", "example", "acme.example"],
                "www.deeper.deep.acme.example": [
                    ".", "example", "acme.example", "deep.acme.example", "deeper.deep.acme.example",
                ],
                "www.acme.co.test": [".", "test", "co.test", "acme.co.test"],
                "alias.acme.example": [".", "example", "acme.example"],
                "www.moved.acme.example": [".", "example", "acme.example"], "nowhere.example": [".", "example"], ".": ["."],
            ]
            for (name, zones) in expected.sorted(by: { $0.key < $1.key }) {
                let found = try await path(client, name)
                #expect(found == zones, "\(name)")
            }
        }
    }

    @Test("a zone whose servers have names elsewhere is found through them")
    func withoutGlue() async throws {
        try await running { client, world in
            let answer = await client.answer(to: try question("www.elsewhere.acme.example"))
            let link = try #require(answer.links.last)
            #expect(link.path.zone?.servers.map(\.name.text) == ["ns3.moved.example"])
            #expect(link.path.zone?.servers.map(\.glue) == [[]])
            #expect(link.replies.map(\.address) == [world.addresses[13]])
            #expect(link.decisive?.ownRecords.map(\.data.zoneText) == ["203.0.113.1"])
        }
    }

    @Test("every server is queried, and gives its own answer")
    func servers() async throws {
        try await running { client, world in
            let answer = await client.answer(to: try question("www.differs.example"))
            let texts = answer.links.first?.replies.map { $0.reply?.ownRecords.map(\.data.zoneText) ?? [] }
            #expect(texts == [["203.0.113.1"], ["203.0.113.9"]])
            #expect(answer.links.first?.replies.map(\.address) == [world.addresses[11], world.addresses[12]])
            let path = await client.path(to: try #require(DomainName("differs.example")))
            let servers = try #require(await client.servers(at: path))
            #expect(servers.servers.map(\.serial) == [1, 7])
            #expect(servers.servers.map(\.isLame) == [false, false])
            #expect(servers.ownNames?.map(\.text) == ["ns1.differs.example", "ns2.differs.example"])
        }
    }

    @Test("a server is queried at its addresses of both families", .enabled(if: Loopback.hasIPv6, "no IPv6 here"))
    func families() async throws {
        try await running { client, world in
            let answer = await client.answer(to: try question("www.both.example"))
            let replies = try #require(answer.links.first?.replies)
            #expect(replies.map(\.address) == [world.addresses[14], Loopback.ipv6])
            #expect(replies.allSatisfy { $0.reply?.ownRecords.count == 1 && $0.names.map(\.text) == ["ns1.both.example"] })
        }
    }

    @Test("aliases are followed from zone to zone")
    func aliases() async throws {
        try await running { client, _ in
            let answer = await client.answer(to: try question("outside.acme.example"))
            #expect(answer.links.map(\.question.name.text) == ["outside.acme.example", "www.plain.test"])
            #expect(answer.links.last?.decisive?.ownRecords.map(\.data.zoneText) == ["203.0.113.1"])
            let moved = await client.answer(to: try question("www.moved.acme.example"))
            #expect(moved.links.map(\.question.name.text) == ["www.moved.acme.example", "www.target.acme.example"])
        }
    }

    @Test("a lame server is distinguished from a silent one")
    func lame() async throws {
        try await running { client, world in
            let path = await client.path(to: try #require(DomainName("www.lame.example")))
            let servers = try #require(await client.servers(at: path))
            #expect(servers.servers.map(\.isLame) == [false, true])
            #expect(servers.servers.last?.authority?.failure == .refused)
            let half = await client.path(to: try #require(DomainName("half-silent.example")))
            let silent = try #require(await client.servers(at: half))
            #expect(silent.servers.map(\.isLame) == [false, false])
            #expect(silent.servers.last?.authority?.failure == .timeout)
            #expect(silent.authoritativeAddresses == [world.addresses[11]])
        }
    }

    @Test("a delegation that differs from the zone's own servers is seen from both sides")
    func delegation() async throws {
        try await running { client, _ in
            let path = await client.path(to: try #require(DomainName("moved.example")))
            let servers = try #require(await client.servers(at: path))
            #expect(servers.delegatedNames?.map(\.text) == ["ns1.moved.example", "ns2.moved.example"])
            #expect(servers.ownNames?.map(\.text) == ["ns1.moved.example", "ns3.moved.example"])
            #expect(servers.servers.map(\.serial) == [1, 1, 1])
        }
    }

    @Test("servers that cannot be reached are a cause, not an absence")
    func unreachable() async throws {
        try await running { client, _ in
            let closed = await client.path(to: try #require(DomainName("www.closed.example")))
            #expect(closed.problem?.failure == .unreachable, "\(String(describing: closed.problem))")
            #expect(closed.zone?.zone.text == "closed.example")
            let silent = await client.path(to: try #require(DomainName("www.silent.example")))
            #expect(silent.problem?.failure == .timeout)
        }
    }

    @Test("servers that can only be found through each other are detected as a cycle, quickly")
    func circle() async throws {
        try await running { client, _ in
            let path = await client.path(to: try #require(DomainName("www.circle.example")))
            guard case .noAddresses(let zone, let servers)? = path.problem else {
                Issue.record("\(String(describing: path.problem))")
                return
            }
            #expect(zone.text == "circle.example" && servers.map(\.problem) == [.circular])
            #expect(client.statistics.packetsSent < 20)
        }
    }

    @Test("hints without a server are refused, and a closed root is a cause")
    func hints() async throws {
        #expect(throws: GivenRecordsFailure.none(file: "hints", content: RootHints.content)) {
            try RootHints(parsing: "a. A 127.0.0.1", file: "hints")
        }
        let hints = try RootHints(parsing: ". NS a.\na. A 127.255.1.1")
        let client = try AuthorityClient(hints: hints)
        defer { client.shutdown() }
        let path = await client.path(to: try #require(DomainName("www.acme.example")))
        #expect(path.problem?.failure == .unreachable && path.delegations.count == 1)
    }
}
