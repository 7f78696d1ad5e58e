import DNS
import LDNSCodec
import Resolver
import Synchronization
import TestPeers
import Testing

@Suite("A server that lies", .timeLimit(.minutes(10)))
struct LyingServerTests {
    /// Queries a server that sends `lies` and then the truth.
    private func lookup(
        _ policy: ResolverPolicy = .init(), stream: (@Sendable ([UInt8]) -> [LyingServer.StreamStep])? = nil,
        datagram: @escaping @Sendable ([UInt8], Int) -> [LyingServer.Step]
    ) async throws -> (result: LookupResult, statistics: Statistics, queries: [[UInt8]]) {
        let server = try LyingServer(datagram: datagram, stream: stream)
        defer { server.stop() }
        let client = try client([server.endpoint], policy)
        let result = await client.lookup(try question("www.example.test"), in: "public")
        return (result, client.statistics, server.queries)
    }

    private static let forgery = "203.0.113.66"
    private static func forged(_ query: [UInt8], _ change: (inout Message) -> Void = { _ in }) -> [UInt8] {
        reply(to: query) { message in
            let address = IPAddress(forgery).map { RecordData.address($0) }
            message.answers = message.answers.map {
                Record(name: $0.name, type: .a, ttl: 60, data: address ?? $0.data)
            }
            change(&message)
        }
    }

    @Test("replies from another port or another address are dropped")
    func wrongSource() async throws {
        let address = try #require(IPAddress("127.0.0.9"))
        let (result, _, _) = try await lookup { query, _ in
            [
                .replyFrom(Endpoint(address: Loopback.ipv4, port: 0), Self.forged(query)),
                .replyFrom(Endpoint(address: address, port: 0), Self.forged(query)),
                .wait(.milliseconds(30)), .reply(reply(to: query)),
            ]
        }
        #expect(result.addresses == ["192.0.2.1"] && result.attempts.count == 1)
    }

    static let lies: [(name: String, packet: @Sendable ([UInt8]) -> [UInt8])] = [
        ("wrong identifier", { forged($0) { $0.id ^= 1 } }),
        ("wrong name", { forged($0) { $0.question = DomainName("www.example.org").map { Question($0, .a) } } }),
        ("wrong type", { forged($0) { $0.question = $0.question.map { Question($0.name, .aaaa) } } }),
        ("a query", { forged($0) { $0.flags.remove(.response) } }),
        ("an update", { forged($0) { $0.opcode = 5 } }),
        ("garbage", { _ in [1, 2, 3, 4, 5, 6, 7, 8, 9] }), ("nothing", { _ in [] }),
        ("no question", { forged($0) { $0.question = nil } }),
        (
            "wrong client cookie",
            { query in
                forged(query) { message in
                    message.edns?.options = EDNS.Cookie(client: Array(1...8), server: Array(1...8)).map { [.cookie($0)] } ?? []
                }
            }
        ),
        ("illegal cookie", { forged($0) { $0.edns?.options = [EDNS.Option(code: 10, octets: [1, 2, 3])] } }),
    ]

    @Test("a false reply is counted and the true one after it accepted", arguments: lies.map(\.name))
    func lieThenTruth(_ name: String) async throws {
        let lie = try #require(Self.lies.first { $0.name == name }).packet
        let (result, statistics, _) = try await lookup { query, _ in [.reply(lie(query)), .reply(reply(to: query))] }
        #expect(result.addresses == ["192.0.2.1"] && result.attempts.count == 1)
        #expect(statistics.mismatchedReplies == 1)
    }

    @Test("three mismatches lead to TCP")
    func flood() async throws {
        let flood: @Sendable ([UInt8], Int) -> [LyingServer.Step] = { query, _ in
            (1...5).map { number in .reply(Self.forged(query) { $0.id ^= UInt16(number) }) }
        }
        let (result, _, _) = try await lookup(stream: { [.reply(reply(to: $0))] }, datagram: flood)
        #expect(result.addresses == ["192.0.2.1"] && result.transport == .tcp)
        let (failed, _, _) = try await lookup(datagram: flood)
        #expect(failed.outcome == .failed(.mismatchFlood))
        #expect(failed.attempts.first?.result == "3 mismatched replies")
    }

    @Test("the payload of a truncated reply is ignored")
    func truncation() async throws {
        let (result, _, _) = try await lookup(stream: { [.reply(reply(to: $0))] }) { query, _ in
            [.reply(Self.forged(query) { $0.flags.insert(.truncated) })]
        }
        #expect(result.addresses == ["192.0.2.1"] && result.transport == .tcp)
    }

    @Test("a server that drips over TCP is cut off at the question's deadline")
    func drip() async throws {
        var policy = ResolverPolicy()
        policy.questionDeadline = .milliseconds(900)
        let (result, _, _) = try await lookup(
            policy,
            stream: { query in
                reply(to: query).flatMap { [.wait(.milliseconds(200)), .octets([$0])] as [LyingServer.StreamStep] }
            }
        ) { query, _ in [.reply(reply(to: query) { $0.flags.insert(.truncated) })] }
        #expect(result.outcome == .failed(.truncated) && result.elapsed < .seconds(5))
    }

    @Test("FORMERR and NOTIMP, even without a question, are retried without EDNS, which is remembered")
    func withoutEDNS() async throws {
        let server = try LyingServer(datagram: { query, _ in
            guard let message = try? MessageCodec.decode(query), message.edns != nil else { return [.reply(reply(to: query))] }
            return [.reply(Array(query[..<2]) + [0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0])]
        })
        defer { server.stop() }
        let client = try client([server.endpoint])
        #expect(
            await client.lookup(try question("a.example.test"), in: "public").attempts.map(\.result) == ["FORMERR", "NOERROR"])
        #expect(await client.lookup(try question("b.example.test"), in: "public").attempts.map(\.result) == ["NOERROR"])
    }

    @Test("30 % loss costs retries, not answers")
    func loss() async throws {
        let generator = Mutex(UInt64(42))
        let server = try LyingServer(datagram: { query, _ in
            let isLost = generator.withLock { state in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (state >> 33) % 100 < 30
            }
            return isLost ? [] : [.reply(reply(to: query))]
        })
        defer { server.stop() }
        var policy = ResolverPolicy()
        policy.initialRetryTimeout = .milliseconds(100)
        policy.retryTimeout = .milliseconds(100)...(.milliseconds(200))
        policy.attempts = 30
        let client = try client([server.endpoint], policy)
        let questions = try (0..<200).map { try question("host\($0).example.test") }
        await withTaskGroup(of: LookupResult.self) { group in
            for question in questions { group.addTask { await client.lookup(question, in: "public") } }
            for await result in group { #expect(result.addresses == ["192.0.2.1"]) }
        }
        #expect(client.statistics.packetsSent > 220)
    }

    @Test("64 KiB of records over TCP are accepted")
    func largeAnswer() async throws {
        let (result, _, _) = try await lookup(
            stream: { query in
                [
                    .reply(
                        reply(to: query) { message in
                            guard let name = message.question?.name else { return }
                            message.answers = (0..<450).map {
                                Record(
                                    name: name, type: .a, ttl: 1,
                                    data: .address(IPAddress(family: .ipv4, number: UInt128($0))))
                            }
                            message.additionals = (0..<450).compactMap {
                                try? Record(zoneLine: "n\($0).test. 1 TXT \(String(repeating: "x", count: 110))")
                            }
                        })
                ]
            }) { query, _ in [.reply(reply(to: query) { $0.flags.insert(.truncated) })] }
        #expect(result.records?.count == 450)
        #expect(result.wire.count > 60_000)
    }

    @Test("BADCOOKIE is retried with the server's cookie")
    func badCookie() async throws {
        let (result, _, queries) = try await lookup { query, _ in
            guard case .present(let cookie)? = (try? MessageCodec.decode(query))?.edns?.cookie else { return [] }
            let server = EDNS.Cookie(client: cookie.client, server: Array(40...55))
            return [
                .reply(
                    reply(to: query) { message in
                        message.edns?.options = server.map { [.cookie($0)] } ?? []
                        guard cookie.server != Array(40...55) else { return }
                        message.code = .badCookie
                        message.answers = []
                    })
            ]
        }
        #expect(result.addresses == ["192.0.2.1"] && queries.count == 2)
        #expect(result.attempts.map(\.result) == ["BADCOOKIE", "NOERROR"])
    }

    @Test("BADCOOKIE twice leads to TCP")
    func badCookieForever() async throws {
        let (result, _, _) = try await lookup(stream: { [.reply(reply(to: $0))] }) { query, _ in
            [
                .reply(
                    reply(to: query) {
                        $0.code = .badCookie
                        $0.answers = []
                    })
            ]
        }
        #expect(result.addresses == ["192.0.2.1"] && result.transport == .tcp)
    }

    private static func lowercased(_ query: [UInt8]) -> [UInt8] {
        reply(to: query) { message in
            message.question = message.question.map { Question($0.name.lowercased, $0.type) }
        }
    }

    @Test("a server that does not preserve letter case is queried over TCP, or without 0x20 if it has none")
    func caseNormalising() async throws {
        let fold: @Sendable ([UInt8], Int) -> [LyingServer.Step] = { query, _ in [.reply(Self.lowercased(query))] }
        let (overTCP, _, _) = try await lookup(stream: { [.reply(Self.lowercased($0))] }, datagram: fold)
        #expect(overTCP.addresses == ["192.0.2.1"])
        let (plain, _, _) = try await lookup(datagram: fold)
        #expect(plain.addresses == ["192.0.2.1"] && plain.transport == .udp)
    }

    @Test("an undecodable reply leads to TCP, and is malformed if that does not help")
    func malformed() async throws {
        let cut: @Sendable ([UInt8]) -> [UInt8] = { Array(reply(to: $0).dropLast(14)) }
        let (repaired, _, _) = try await lookup(stream: { [.reply(reply(to: $0))] }) { query, _ in [.reply(cut(query))] }
        #expect(repaired.addresses == ["192.0.2.1"])
        let (failed, _, _) = try await lookup(stream: { [.reply(cut($0))] }) { query, _ in [.reply(cut(query))] }
        #expect(failed.outcome == .failed(.malformed))
    }

    @Test("answer records that are not on the alias chain are ignored")
    func strangers() async throws {
        let (result, _, _) = try await lookup { query, _ in
            [
                .reply(
                    reply(to: query) { message in
                        guard let stranger = DomainName("bank.test"), let address = IPAddress(Self.forgery) else { return }
                        message.answers.append(Record(name: stranger, type: .a, ttl: 1, data: .address(address)))
                    })
            ]
        }
        #expect(result.addresses == ["192.0.2.1"])
    }

    @Test("every query has its own identifier, port and letter case")
    func entropy() async throws {
        let server = try LyingServer(datagram: { query, _ in [.reply(reply(to: query))] })
        defer { server.stop() }
        let client = try client([server.endpoint])
        for number in 0..<40 { _ = await client.lookup(try question("host-number-\(number).example.test"), in: "public") }
        let queries = server.queries
        #expect(Set(queries.map { $0[..<2] }).count > 35)
        #expect(queries.contains { $0.contains { (0x41...0x5a).contains($0) } })
        let cookies = queries.compactMap { try? MessageCodec.decode($0).edns?.cookie }
        #expect(Set(cookies).count == 1 && cookies.count == 40)
    }
}
