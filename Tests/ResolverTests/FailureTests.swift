import AuthoritativeServer
import DNS
import Resolver
import Sockets
import Synchronization
import TestPeers
import Testing

@Suite("Failures are distinguished", .timeLimit(.minutes(10)))
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

    @Test("SERVFAIL with and without CD is a broken server")
    func servfail() async throws {
        let server = try server(zone) { _ in .servfail }
        let client = try client([server.endpoint])
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.outcome == .failed(.servfail))
        #expect(result.attempts.map(\.result) == ["SERVFAIL", "SERVFAIL with checking disabled"])
    }

    @Test("SERVFAIL that disappears with CD is bogus data")
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
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.outcome == .failed(.unreachable) && result.elapsed < .seconds(2))
        #expect(result.attempts.allSatisfy { $0.result == "unreachable: connection refused" })
    }

    @Test("a closed port is only a hint: another server answers")
    func closedPortThenServer() async throws {
        let server = try server(zone)
        let client = try client([try Loopback.closedEndpoint(), server.endpoint])
        #expect(await client.lookup(try question("www.example.test"), in: "public").addresses == ["192.0.2.1"])
    }

    @Test("a silent server is a timeout at the question's deadline, and another server is tried before")
    func timeout() async throws {
        let silent = try server(zone) { _ in .drop }
        let good = try server(zone)
        let alone = try client([silent.endpoint], impatient)
        let result = await alone.lookup(try question("www.example.test"), in: "public")
        #expect(result.outcome == .failed(.timeout) && result.attempts.count > 1)
        #expect(result.elapsed >= .milliseconds(1400) && result.elapsed < .seconds(5))
        let both = try client([silent.endpoint, good.endpoint], impatient)
        let second = await both.lookup(try question("www.example.test"), in: "public")
        #expect(second.addresses == ["192.0.2.1"] && second.elapsed < .milliseconds(1400))
    }

    @Test("a late reply to the first packet still counts")
    func lateReply() async throws {
        let late = try server(zone) { _ in .delay(.milliseconds(700)) }
        let client = try client([late.endpoint], impatient)
        let result = await client.lookup(try question("www.example.test"), in: "public")
        #expect(result.addresses == ["192.0.2.1"])
        #expect(result.elapsed < .milliseconds(1400))
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

    @Test("cancelling returns at once, and other waiters of the same question go on")
    func cancel() async throws {
        let isOpen = Atomic(false)
        let server = try server(zone) { _ in isOpen.load(ordering: .acquiring) ? .answer : .drop }
        var patient = impatient
        patient.questionDeadline = .seconds(60)
        patient.attempts = 1000
        let client = try client([server.endpoint], patient)
        let asked = try question("www.example.test")
        let stays = Task { await client.lookup(asked, in: "public") }
        let leaves = Task { await client.lookup(asked, in: "public") }
        try await Task.sleep(for: .milliseconds(100))
        leaves.cancel()
        #expect(await leaves.value.outcome == .failed(.cancelled))
        isOpen.store(true, ordering: .releasing)
        #expect(await stays.value.addresses == ["192.0.2.1"])
    }

    @Test("a task cancelled before it asks gets .cancelled")
    func cancelledBefore() async throws {
        let silent = try server(zone) { _ in .drop }
        let client = try client([silent.endpoint])
        let asked = try question("www.example.test")
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await client.lookup(asked, in: "public")
        }
        task.cancel()
        #expect(await task.value.outcome == .failed(.cancelled))
    }

    @Test("the audit's deadline ends everything, and later questions at once")
    func auditDeadline() async throws {
        let silent = try server(zone) { _ in .drop }
        let client = try client([silent.endpoint], deadline: .now + .milliseconds(300))
        async let first = client.lookup(try question("a.example.test"), in: "public")
        async let second = client.lookup(try question("b.example.test"), in: "public")
        let results = try await [first, second]
        #expect(results.allSatisfy { $0.outcome == .failed(.deadline) && $0.elapsed < .seconds(5) })
        let late = await client.lookup(try question("c.example.test"), in: "public")
        #expect(late.outcome == .failed(.deadline) && late.attempts.isEmpty)
    }

    @Test("shutdown ends pending questions as cancelled")
    func shutdown() async throws {
        let silent = try server(zone) { _ in .drop }
        let client = try client([silent.endpoint])
        let asked = try question("www.example.test")
        let task = Task { await client.lookup(asked, in: "public") }
        try await Task.sleep(for: .milliseconds(100))
        client.shutdown()
        #expect(await task.value.outcome == .failed(.cancelled))
    }

    @Test("two thousand questions to dead servers end soon after the first ones, not one batch after the other")
    func deadServers() async throws {
        let silent = [try server(zone) { _ in .drop }, try server(zone) { _ in .drop }]
        // Optimized code would end them, and close their ports, after their last use.
        defer { withExtendedLifetime(silent) {} }
        let client = try client(try silent.map { try $0.endpoint })
        let names = (0..<2000).map { "host\($0).example.test" }
        let questions = try names.map { try question($0) }
        let results = await withTaskGroup(of: LookupResult.self) { group in
            for question in questions { group.addTask { await client.lookup(question, in: "public") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { $0.outcome == .failed(.timeout) && !$0.attempts.isEmpty })
        #expect(results.contains { $0.attempts.contains { $0.result.hasPrefix("not asked: down") } })
        // The next level of questions takes no extra time.
        let later = await client.lookup(try question("later.example.test"), in: "public")
        #expect(later.outcome == .failed(.timeout) && later.elapsed < .seconds(3), "\(later.elapsed)")
    }

    @Test("the run's deadline is kept with five thousand questions to a hundred dead servers beside a healthy one")
    func runDeadlineUnderLoad() async throws {
        let silent = try LyingServer(datagram: { _, _ in [] })
        defer { silent.stop() }
        let healthy = try server("* IN A 192.0.2.1")
        // One machine represents a hundred: they differ by address, and none of them replies.
        let dead = (1...100).map {
            Endpoint(address: IPAddress(family: .ipv4, number: 0x7f01_0000 | UInt128($0)), port: silent.endpoint.port)
        }
        let sinks = try dead.map { try Socket.bound(.datagram, to: $0) }
        defer { withExtendedLifetime(sinks) {} }
        let deadline = Duration.seconds(3)
        let views = dead.enumerated().map { View(name: "dead\($0.offset)", servers: [$0.element]) }
        let client = try DNSClient(
            views: views + [View(name: "public", servers: [try healthy.endpoint])], deadline: .now + deadline)
        defer { client.shutdown() }
        let questions = try (0..<50).map { try question("host\($0).example.test") }
        let results = await withTaskGroup(of: (String, LookupResult).self) { group in
            for view in views.map(\.name) + ["public"] {
                for question in questions { group.addTask { (view, await client.lookup(question, in: view)) } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        // Measured on the client's own thread: parallel tests may delay tasks.
        #expect(results.allSatisfy { $0.1.elapsed < deadline + .seconds(1) })
        let late = results.filter { $0.0 != "public" }.map(\.1.outcome)
        #expect(late.count == 5000 && late.allSatisfy { [.failed(.deadline), .failed(.timeout)].contains($0) })
    }

    @Test("a dead first server costs its view little once it is detected")
    func deadFirstServer() async throws {
        let silent = try server(zone) { _ in .drop }
        let good = try server("* IN A 192.0.2.1")
        let client = try client([silent.endpoint, good.endpoint], impatient)
        let questions = try (0..<300).map { try question("host\($0).example.test") }
        let results = await withTaskGroup(of: LookupResult.self) { group in
            for question in questions { group.addTask { await client.lookup(question, in: "public") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { $0.addresses == ["192.0.2.1"] })
        let wasted = client.statistics.servers[try silent.endpoint]?.unanswered ?? 0
        #expect(wasted < 150, "\(wasted)")
    }

    @Test("a limit of one question per server serves all, one after the other")
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
