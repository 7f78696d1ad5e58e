import AuthoritativeServer
import DNS
import Resolver
import TestPeers
import Testing

@Suite("Failures are told apart")
struct FailureTests {
    private let zone = "www IN A 192.0.2.1"

    @Test("SERVFAIL goes to the next server, and so does REFUSED", arguments: [Behaviour.servfail, .refused])
    func nextServer(_ behaviour: Behaviour) async throws {
        let bad = try server(zone) { _ in behaviour }
        let good = try server(zone)
        let client = try client([bad.endpoint, good.endpoint])
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.addresses == ["192.0.2.1"] && result.attempts.count == 2)
        #expect(result.server == (try good.endpoint))
    }

    @Test("SERVFAIL with and without checking is a broken server")
    func servfail() async throws {
        let server = try server(zone) { _ in .servfail }
        let client = try client([server.endpoint])
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.outcome == .failed(.servfail))
        #expect(result.attempts.map(\.result) == ["SERVFAIL", "SERVFAIL with checking disabled"])
    }

    @Test("SERVFAIL that goes away with checking disabled is bogus data")
    func bogus() async throws {
        let server = try server(zone) { _ in .bogus }
        let client = try client([server.endpoint])
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.outcome == .failed(.bogus))
        #expect(result.attempts.last?.result == "NOERROR with checking disabled")
    }

    @Test("REFUSED by all servers is refused")
    func refused() async throws {
        let server = try server(zone) { _ in .refused }
        let client = try client([server.endpoint, server.endpoint])
        #expect(await client.lookup(try question("www.example.test"), in: "public").outcome == .failed(.refused))
    }

    @Test("closed ports make the servers unreachable, at once")
    func unreachable() async throws {
        let client = try client([try Loopback.closedEndpoint(), try Loopback.closedEndpoint()])
        let (result, took) = try await timed { await client.lookup(try question("www.example.test"), in: "public") }
        #expect(result.outcome == .failed(.unreachable) && took < .seconds(1))
        #expect(result.attempts.allSatisfy { $0.result == "unreachable: connection refused" })
    }

    @Test("a closed port is only a hint: another server answers")
    func closedPortThenServer() async throws {
        let server = try server(zone)
        let client = try client([try Loopback.closedEndpoint(), server.endpoint])
        #expect(await client.lookup(try question("www.example.test"), in: "public").addresses == ["192.0.2.1"])
    }

    @Test("a silent server is a timeout after the question's deadline, and another server is asked before")
    func timeout() async throws {
        let silent = try server(zone) { _ in .drop }
        let good = try server(zone)
        let alone = try client([silent.endpoint], impatient)
        let (result, took) = try await timed { await alone.lookup(try question("www.example.test"), in: "public") }
        #expect(result.outcome == .failed(.timeout) && result.attempts.count > 1)
        #expect(took >= .milliseconds(1400) && took < .seconds(4))
        let both = try client([silent.endpoint, good.endpoint], impatient)
        let second = await both.lookup(try question("www.example.test"), in: "public")
        #expect(second.addresses == ["192.0.2.1"])
    }

    @Test("a late reply to the first packet still counts")
    func lateReply() async throws {
        let late = try server(zone) { _ in .delay(.milliseconds(700)) }
        var policy = impatient
        policy.questionDeadline = .seconds(6)
        let client = try client([late.endpoint], policy)
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.addresses == ["192.0.2.1"])
        #expect(client.statistics.packetsSent > 1 && result.elapsed < .seconds(4))
    }

    @Test("a referral from a server that does not recurse is lame, not an absence")
    func lame() async throws {
        let server = try server("sub IN NS ns.sub\nns.sub IN A 127.0.0.1", recursionAvailable: false)
        let client = try client([server.endpoint], recursionDesired: false)
        let result = await client.lookup(try question("www.sub.example.test"), in: "public")
        #expect(result.outcome == .failed(.errorResponse))
        #expect(result.attempts.map(\.result) == ["lame: a referral"])
    }

    @Test("TC whose TCP port is closed is truncated, not absent")
    func truncatedWithoutTCP() async throws {
        let lying = try LyingServer(datagram: { query, _ in [.reply(reply(to: query) { $0.flags.insert(.truncated) })] })
        defer { lying.stop() }
        let client = try client([lying.endpoint])
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.outcome == .failed(.truncated))
        #expect(result.attempts.map(\.result) == ["truncated", "unreachable: connection refused"])
    }

    @Test("cancelling returns soon, and leaves others who wait for the same question alone")
    func cancel() async throws {
        let slow = try server(zone) { _ in .delay(.milliseconds(800)) }
        let client = try client([slow.endpoint])
        let asked = try question("www.example.test")
        let stays = Task { await client.lookup(asked, in: "public") }
        let leaves = Task { await client.lookup(asked, in: "public") }
        try await Task.sleep(for: .milliseconds(100))
        leaves.cancel()
        let (left, took) = await timed { await leaves.value }
        #expect(left.outcome == .failed(.cancelled) && took < .milliseconds(400))
        #expect(await stays.value.addresses == ["192.0.2.1"])
    }

    @Test("a task that is cancelled before it asks gets cancelled")
    func cancelledBefore() async throws {
        let silent = try server(zone) { _ in .drop }
        let client = try client([silent.endpoint])
        let asked = try question("www.example.test")
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await client.lookup(asked, in: "public")
        }
        task.cancel()
        let (result, took) = await timed { await task.value }
        #expect(result.outcome == .failed(.cancelled) && took < .seconds(1))
    }

    @Test("the audit's deadline ends everything, and what comes later at once")
    func auditDeadline() async throws {
        let silent = try server(zone) { _ in .drop }
        let client = try client([silent.endpoint], deadline: .now + .milliseconds(300))
        let (results, took) = try await timed {
            async let first = client.lookup(try question("a.example.test"), in: "public")
            async let second = client.lookup(try question("b.example.test"), in: "public")
            return try await [first, second]
        }
        #expect(results.allSatisfy { $0.outcome == .failed(.deadline) } && took < .seconds(2))
        let late = await client.lookup(try question("c.example.test"), in: "public")
        #expect(late.outcome == .failed(.deadline) && late.attempts.isEmpty)
    }

    @Test("shutdown ends open questions as cancelled")
    func shutdown() async throws {
        let silent = try server(zone) { _ in .drop }
        let client = try client([silent.endpoint])
        let asked = try question("www.example.test")
        let task = Task { await client.lookup(asked, in: "public") }
        try await Task.sleep(for: .milliseconds(100))
        client.shutdown()
        #expect(await task.value.outcome == .failed(.cancelled))
    }

    @Test("several hundred questions to dead servers end in less than seven seconds")
    func deadServers() async throws {
        let silent = [try server(zone) { _ in .drop }, try server(zone) { _ in .drop }]
        let client = try client(try silent.map { try $0.endpoint })
        let names = (0..<400).map { "host\($0).example.test" }
        let questions = try names.map { try question($0) }
        let (results, took) = await timed {
            await withTaskGroup(of: LookupResult.self) { group in
                for question in questions { group.addTask { await client.lookup(question, in: "public") } }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        // A second more than promised, for machines under load.
        #expect(took < .seconds(8), "\(took)")
        #expect(results.allSatisfy { $0.outcome == .failed(.timeout) && !$0.attempts.isEmpty })
        #expect(results.contains { $0.attempts.contains { $0.result.hasPrefix("not asked: down") } })
        // The next level of questions costs nothing more.
        let (later, soon) = try await timed { await client.lookup(try question("later.example.test"), in: "public") }
        #expect(later.outcome == .failed(.timeout) && soon < .seconds(2), "\(soon)")
    }

    @Test("a dead first server costs its view little once it is known")
    func deadFirstServer() async throws {
        let silent = try server(zone) { _ in .drop }
        let good = try server("* IN A 192.0.2.1")
        var policy = impatient
        policy.questionDeadline = .seconds(6)
        let client = try client([silent.endpoint, good.endpoint], policy)
        let questions = try (0..<300).map { try question("host\($0).example.test") }
        await withTaskGroup(of: LookupResult.self) { group in
            for question in questions { group.addTask { await client.lookup(question, in: "public") } }
            for await result in group { #expect(result.addresses == ["192.0.2.1"]) }
        }
        #expect(client.statistics.packetsSent < 500)
    }

    @Test("a limit of one question per server serves all in turn")
    func oneAtATime() async throws {
        let server = try server("* IN A 192.0.2.1")
        var policy = ResolverPolicy()
        policy.questionsPerServer = 1
        policy.sockets = 1
        let client = try client([server.endpoint], policy)
        let questions = try (0..<50).map { try question("host\($0).example.test") }
        await withTaskGroup(of: LookupResult.self) { group in
            for question in questions { group.addTask { await client.lookup(question, in: "public") } }
            for await result in group { #expect(result.addresses == ["192.0.2.1"]) }
        }
    }
}
