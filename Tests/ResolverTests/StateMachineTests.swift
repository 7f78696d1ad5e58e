import DNS
import LDNSCodec
import Testing

@testable import Resolver

/// The engine's state machine, driven in virtual time.
@Suite("The resolver in virtual time", .timeLimit(.minutes(10)))
struct StateMachineTests {
    private static let name = "www.example.test"

    // MARK: Retries and deadlines

    @Test("a silent server gets retransmits with doubling timeouts until the question's deadline")
    func retransmits() throws {
        let run = VirtualRun { _ in [] }
        let outcome = try #require(run.outcome(of: Self.name))
        #expect(outcome.word == "timeout" && outcome.elapsed == .seconds(6))
        // One second, then two, and two again: the timeout is bounded.
        #expect(run.queries.map(\.time) == [.zero, .seconds(1), .seconds(3), .seconds(5)])
        #expect(outcome.attempts.allSatisfy { $0.result == "timeout" } && outcome.attempts.count == 4)
        #expect(run.openSockets == 0)
    }

    @Test("every retransmit has its own identifier and letter case")
    func freshQueries() throws {
        let run = VirtualRun { _ in [] }
        _ = run.outcome(of: "a-rather-long-name.example.test")
        let queries = run.queries
        #expect(Set(queries.map { $0.octets[..<2] }).count == queries.count)
        #expect(Set(queries.map { $0.question?.name.text ?? "" }).count == queries.count)
    }

    @Test("the second server is queried after the first one's retry timeout, and a late reply of the first still counts")
    func alternates() throws {
        let run = VirtualRun { query in query.server == VirtualRun.server ? query.answer(after: .milliseconds(1500)) : [] }
        let outcome = try #require(run.outcome(of: Self.name, servers: [VirtualRun.server, VirtualRun.second]))
        #expect(outcome.word == "answered" && outcome.elapsed == .milliseconds(1500))
        #expect(run.queries.map(\.server) == [VirtualRun.server, VirtualRun.second])
        #expect(outcome.reply?.server == VirtualRun.server)
    }

    @Test("the retry timeout follows the measured round-trip time")
    func roundTrip() throws {
        var isSilent = false
        let run = VirtualRun { query in isSilent ? [] : query.answer(after: .milliseconds(200)) }
        _ = run.outcome(of: "first.example.test")
        isSilent = true
        let start = run.elapsed
        _ = run.outcome(of: "second.example.test")
        // Three round trips of 200 ms.
        #expect(run.queries.dropFirst().prefix(2).map { $0.time - start } == [.zero, .milliseconds(600)])
    }

    @Test("a shortened time limit holds, and its failure is not cached")
    func timeLimit() throws {
        var isSilent = true
        let run = VirtualRun { query in isSilent ? [] : query.answer() }
        let outcome = try #require(run.outcome(of: Self.name, timeLimit: .milliseconds(700)))
        #expect(outcome.word == "timeout" && outcome.elapsed == .milliseconds(700))
        isSilent = false
        #expect(run.outcome(of: Self.name)?.word == "answered")
    }

    @Test("the run's deadline ends queries in flight, in a server's queue and without a socket, all at the same time")
    func runDeadline() throws {
        var policy = ResolverPolicy()
        policy.questionsPerServer = 2
        policy.sockets = 3
        let run = VirtualRun(policy, deadline: .milliseconds(2500)) { _ in [] }
        let waiters = (0..<40).map {
            run.submit(
                "host\($0).example.test",
                servers: [$0 % 2 == 0 ? VirtualRun.server : .init(address: VirtualRun.second.address, port: 53)])
        }
        run.advance(by: .milliseconds(2500))
        #expect(waiters.allSatisfy { run.outcome($0)?.word == "deadline" })
        #expect(run.openSockets == 0)
        // Later questions end at once, without a packet.
        let sent = run.queries.count
        let late = try #require(run.outcome(of: "late.example.test"))
        #expect(late.word == "deadline" && late.attempts.isEmpty && run.queries.count == sent)
    }

    // MARK: Servers that are down

    @Test("a server that stops answering is down, probed now and then, and used again once it answers")
    func heldBack() throws {
        var isSilent = true
        let run = VirtualRun { query in isSilent ? [] : query.answer() }
        _ = (0..<10).map { run.submit("host\($0).example.test") }
        run.advance(by: .seconds(7))
        let sent = run.queries.count
        // It was sent a packet a moment ago: this question fails at once.
        let refused = try #require(run.outcome(of: "refused.example.test"))
        #expect(refused.word == "timeout" && refused.elapsed == .zero && run.queries.count == sent)
        #expect(refused.attempts.first?.result.hasPrefix("not asked: down") == true)
        // One question in five seconds probes whether it is back, within one retry timeout.
        run.advance(by: .seconds(5))
        let probe = try #require(run.outcome(of: "probe.example.test"))
        #expect(probe.word == "timeout" && probe.elapsed == .seconds(1) && run.queries.count == sent + 1)
        isSilent = false
        run.advance(by: .seconds(5))
        #expect(run.outcome(of: "back.example.test")?.word == "answered")
        #expect(run.outcome(of: "again.example.test")?.word == "answered")
    }

    @Test("a server that is down gets nothing while another one answers")
    func downBesideHealthy() throws {
        let run = VirtualRun { query in query.server == VirtualRun.second ? query.answer() : [] }
        let servers = [VirtualRun.server, VirtualRun.second]
        for number in 0..<12 { _ = run.outcome(of: "host\(number).example.test", servers: servers) }
        run.advance(by: .seconds(10))
        let before = run.queries.count { $0.server == VirtualRun.server }
        for number in 0..<50 {
            #expect(run.outcome(of: "more\(number).example.test", servers: servers)?.word == "answered")
        }
        #expect(run.queries.count { $0.server == VirtualRun.server } == before)
    }

    @Test("a full server has a queue, and a query in it starts its deadline with its first packet")
    func queue() throws {
        var policy = ResolverPolicy()
        policy.questionsPerServer = 1
        let run = VirtualRun(policy) { query in query.answer(after: .seconds(4)) }
        let waiters = (0..<3).map { run.submit("host\($0).example.test") }
        run.advance(by: .seconds(13))
        #expect(waiters.map { run.outcome($0)?.elapsed } == [.seconds(4), .seconds(4), .seconds(4)])
        #expect(waiters.allSatisfy { run.outcome($0)?.word == "answered" })
    }

    // MARK: Sharing, cancelling, caching

    @Test("a cancelled waiter leaves at once, the others go on, and without waiters nothing is left in flight")
    func cancelling() throws {
        let run = VirtualRun { query in query.answer(after: .milliseconds(500)) }
        let (stays, leaves) = (run.submit(Self.name), run.submit(Self.name))
        run.advance(by: .milliseconds(100))
        run.cancel(leaves)
        #expect(run.outcome(leaves)?.word == "cancelled" && run.outcome(stays) == nil)
        #expect(run.wait(for: stays)?.word == "answered" && run.queries.count == 1)
        let alone = run.submit("other.example.test")
        run.cancel(alone)
        #expect(run.outcome(alone)?.word == "cancelled" && run.openSockets == 0)
        // A cancelled question is sent again.
        #expect(run.outcome(of: "other.example.test")?.word == "answered")
    }

    @Test("cancelling frees the slot for the next in the queue")
    func cancellingFreesSlots() throws {
        var policy = ResolverPolicy()
        policy.questionsPerServer = 1
        let run = VirtualRun(policy) { query in
            query.question?.name.lowercased.labels.first == Array("slow".utf8) ? [] : query.answer()
        }
        let slow = run.submit("slow.example.test", isShared: false)
        let queued = run.submit("queued.example.test")
        run.advance(by: .milliseconds(100))
        #expect(run.outcome(queued) == nil)
        run.cancel(slow)
        #expect(run.wait(for: queued)?.word == "answered")
    }

    @Test("a snapshot keeps answers, absences and failures, whatever their TTL")
    func snapshot() throws {
        let run = VirtualRun { query in
            [
                .reply(
                    reply(to: query.octets) {
                        $0.answers = $0.answers.map { Record(name: $0.name, type: .a, ttl: 0, data: $0.data) }
                    })
            ]
        }
        for _ in 0..<3 {
            #expect(run.outcome(of: Self.name)?.word == "answered")
            run.advance(by: .seconds(86_400))
        }
        #expect(run.queries.count == 1 && run.state.statistics.cacheHits == 2)
    }

    @Test("with a lifetime by TTL an answer expires, a negative one by its SOA, a failure after a moment, TTL 0 at once")
    func cacheExpiry() throws {
        var policy = ResolverPolicy()
        policy.cacheLifetime = .timeToLive(maximum: .seconds(3600), failures: .seconds(5))
        let run = VirtualRun(policy) { query in
            guard let question = query.question else { return [] }
            switch String(decoding: question.name.lowercased.labels[0], as: UTF8.self) {
            case "broken": return query.response(.refused)
            case "absent":
                return [
                    .reply(
                        reply(to: query.octets) { message in
                            message.answers = []
                            message.authorities = (try? [Record(zoneLine: "test. 300 SOA ns.test. host.test. 1 2 3 4 60")]) ?? []
                        })
                ]
            case let label:
                let ttl: UInt32 = label == "zero" ? 0 : label == "long" ? 1_000_000 : 60
                return [
                    .reply(
                        reply(to: query.octets) { message in
                            message.answers = message.answers.map { Record(name: $0.name, type: .a, ttl: ttl, data: $0.data) }
                        })
                ]
            }
        }
        func queries(_ name: String, after pauses: [Duration]) -> Int {
            let before = run.queries.count
            _ = run.outcome(of: name)
            for pause in pauses {
                run.advance(by: pause)
                _ = run.outcome(of: name)
            }
            return run.queries.count - before
        }
        #expect(queries("minute.example.test", after: [.seconds(59)]) == 1)
        #expect(queries("minute2.example.test", after: [.seconds(61)]) == 2)
        #expect(queries("absent.example.test", after: [.seconds(59), .seconds(2)]) == 2)
        #expect(queries("broken.example.test", after: [.seconds(4), .seconds(2)]) == 2)
        #expect(queries("zero.example.test", after: [.zero]) == 2)
        #expect(queries("long.example.test", after: [.seconds(3500), .seconds(200)]) == 2)
    }

    @Test("the cache is limited in octets, and the oldest are evicted first")
    func cacheCapacity() throws {
        var policy = ResolverPolicy()
        policy.cacheOctets = 20_000
        let run = VirtualRun(policy) { $0.answer() }
        for number in 0..<100 { _ = run.outcome(of: "host\(number).example.test") }
        _ = run.outcome(of: "host99.example.test")
        #expect(run.queries.count == 100)
        _ = run.outcome(of: "host0.example.test")
        #expect(run.queries.count == 101)
    }

    @Test("ten thousand questions to a dead server end soon after the first, in little work")
    func manyToDeadServer() throws {
        let run = VirtualRun { _ in [] }
        let waiters = (0..<10_000).map { run.submit("host\($0).example.test") }
        run.advance(by: .seconds(30))
        #expect(waiters.allSatisfy { run.outcome($0)?.word == "timeout" })
        #expect(run.queries.count < 1000)
    }
}
