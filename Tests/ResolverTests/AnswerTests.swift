import AuthoritativeServer
import DNS
import Resolver
import TestPeers
import Testing

@Suite("Answers", .timeLimit(.minutes(10)))
struct AnswerTests {
    private let zone = """
        $TTL 300
        @ IN SOA ns hostmaster 1 7200 3600 1209600 60
        @ IN NS ns
        ns IN A 127.0.0.1
        www IN A 192.0.2.1
        www IN A 192.0.2.2
        alias 30 IN CNAME www
        outside IN CNAME www.elsewhere.test.
        dangling IN CNAME nothing
        loop1 IN CNAME loop2
        loop2 IN CNAME loop1
        moved IN DNAME target
        host.target IN A 192.0.2.3
        MX IN MX 10 Mail.Example.TEST.
        """

    @Test("records come with server, TTL, transport and the packet")
    func records() async throws {
        let server = try server(zone)
        let client = try client([server.endpoint])
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.addresses.sorted() == ["192.0.2.1", "192.0.2.2"])
        #expect(result.ttl == 300 && result.transport == .udp && result.wire.count > 40)
        #expect(result.server == (try server.endpoint))
        #expect(result.attempts.map(\.result) == ["NOERROR"])
    }

    @Test("no data and nonexistence are distinguished, with the negative TTL")
    func absence() async throws {
        let server = try server(zone)
        let client = try client([server.endpoint])
        let noData = await client.lookup(try question("www.example.test", .mx), in: "public")
        #expect(noData.outcome == .noData && noData.ttl == 60)
        let nonexistent = await client.lookup(try question("nothing.example.test"), in: "public")
        #expect(nonexistent.outcome == .nonexistent && nonexistent.ttl == 60)
        let emptyNonTerminal = await client.lookup(try question("target.example.test"), in: "public")
        #expect(emptyNonTerminal.outcome == .noData)
    }

    @Test("aliases in the reply are followed, and DNAME too")
    func aliases() async throws {
        let server = try server(zone)
        let client = try client([server.endpoint])
        let alias = await client.lookup(try question("alias.example.test"), in: "public")
        #expect(alias.addresses.count == 2 && alias.ttl == 30)
        #expect(alias.aliases.map(\.name.text) == ["alias.example.test"])
        let moved = await client.lookup(try question("host.moved.example.test"), in: "public")
        #expect(moved.addresses == ["192.0.2.3"])
        let dangling = await client.lookup(try question("dangling.example.test"), in: "public")
        #expect(dangling.outcome == .nonexistent && dangling.aliases.count == 1)
        let itself = await client.lookup(try question("alias.example.test", .cname), in: "public")
        #expect(itself.records?.count == 1 && itself.aliases.isEmpty)
    }

    @Test("the missing target of an alias is queried")
    func missingEnd() async throws {
        let first = try server(zone)
        let second = try server("www IN A 192.0.2.9", origin: "elsewhere.test")
        // The first server refuses the target, the second one knows it.
        let client = try client([first.endpoint, second.endpoint])
        let result = await client.lookup(try question("outside.example.test"), in: "public")
        #expect(result.addresses == ["192.0.2.9"])
        #expect(result.aliases.map(\.name.text) == ["outside.example.test"])
        #expect(result.attempts.map(\.result) == ["NOERROR", "REFUSED", "NOERROR"])
    }

    @Test("an alias loop is a failure of its own")
    func loop() async throws {
        let server = try server(zone)
        let client = try client([server.endpoint])
        let result = await client.lookup(try question("loop1.example.test"), in: "public")
        #expect(result.outcome == .failed(.aliasLoop))
    }

    @Test("an endless alias chain ends at the limit")
    func endlessChain() async throws {
        let server = try LyingServer(datagram: { query, _ in
            [
                .reply(
                    reply(to: query) { message in
                        guard let name = message.question?.name else { return }
                        let target = DomainName("x\(name.labels.first?.count ?? 0).example.test")
                        message.answers = [
                            Record(
                                name: name, type: .cname, ttl: 1,
                                data: .name(DomainName(wire: [1, 120] + name.wire) ?? target ?? .root))
                        ]
                    })
            ]
        })
        defer { server.stop() }
        let client = try client([server.endpoint])
        let result = await client.lookup(try question("a.test"), in: "public")
        #expect(result.outcome == .failed(.aliasLoop))
        #expect(result.aliases.count <= 17)
    }

    @Test("random letter case never appears in a result")
    func spelling() async throws {
        let server = try server(zone)
        let client = try client([server.endpoint])
        let name = "Alias.Example.Test"
        let result = await client.lookup(try question(name), in: "public")
        #expect(result.aliases.first?.name.text == name)
        let exchange = await client.lookup(try question("mx.example.test", .mx), in: "public")
        #expect(exchange.records?.first?.name.text == "mx.example.test")
    }

    @Test("a reply too long for UDP is fetched over TCP")
    func truncation() async throws {
        let text = (0..<300).map { "big IN TXT \"\($0)-" + String(repeating: "x", count: 180) + "\"" }
        let server = try server(zone + "\n" + text.joined(separator: "\n"))
        let client = try client([server.endpoint])
        let result = await client.lookup(try question("big.example.test", .txt), in: "public")
        #expect(result.records?.count == 300)
        #expect(result.transport == .tcp && result.attempts.map(\.result) == ["truncated", "NOERROR"])
    }

    @Test("the same question is sent once, for all concurrent and later callers")
    func sharing() async throws {
        let server = try server(zone) { _ in .delay(.milliseconds(50)) }
        let client = try client([server.endpoint])
        let asked = try question("www.example.test")
        await withTaskGroup(of: LookupResult.self) { group in
            for _ in 0..<50 { group.addTask { await client.lookup(asked, in: "public") } }
            for await result in group { #expect(result.addresses.count == 2) }
        }
        _ = await client.lookup(Question(asked.name.lowercased, .a), in: "public")
        let statistics = client.statistics
        #expect(statistics.packetsSent == 1 && statistics.questions == 51 && statistics.cacheHits == 50)
        #expect(statistics.servers[try server.endpoint]?.answered == 1)
    }

    @Test("ask queries exactly one server, past the cache")
    func ask() async throws {
        let first = try server("www IN A 192.0.2.1")
        let second = try server("www IN A 192.0.2.2")
        let client = try client([first.endpoint])
        let asked = try question("www.example.test")
        let other = try second.endpoint
        let viewed = await client.lookup(asked, in: "public")
        let once = await client.ask(asked, server: other, in: "public")
        let twice = await client.ask(asked, server: other, in: "public")
        #expect(viewed.addresses == ["192.0.2.1"])
        #expect(once.addresses == ["192.0.2.2"] && twice.addresses == ["192.0.2.2"])
        #expect(client.statistics.servers[other]?.answered == 2)
    }

    @Test("IPv6 servers are queried", .enabled(if: Loopback.hasIPv6, "the machine has no ::1"))
    func ipv6() async throws {
        let server = try server(zone, address: Loopback.ipv6)
        let client = try client([server.endpoint])
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.addresses.count == 2 && result.server?.address.family == .ipv6)
    }

    @Test("a view without servers, a duplicate view, and an unknown view are refused")
    func views() async throws {
        #expect(throws: DNSClient.Failure.viewWithoutServers("empty")) {
            try DNSClient(views: [View(name: "empty", servers: [])])
        }
        let view = View(name: "public", servers: [try Loopback.closedEndpoint()])
        #expect(throws: DNSClient.Failure.duplicateView("public")) { try DNSClient(views: [view, view]) }
        let result = await (try DNSClient(views: [view])).lookup(try question("a.test"), in: "private")
        #expect(result.outcome == .failed(.unreachable) && result.attempts.isEmpty)
    }
}
