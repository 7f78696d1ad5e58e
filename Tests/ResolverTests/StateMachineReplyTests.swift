import DNS
import LDNSCodec
import Testing

@testable import Resolver

/// The state machine's handling of replies, in virtual time.
@Suite("Replies in virtual time", .timeLimit(.minutes(10)))
struct StateMachineReplyTests {
    private static let name = "www.example.test"

    // MARK: Truncation and TCP

    @Test("a truncated reply is retried over TCP, its payload ignored")
    func truncation() throws {
        let run = VirtualRun { $0.transport == .udp ? $0.truncated : $0.answer() }
        let outcome = try #require(run.outcome(of: Self.name))
        #expect(outcome.word == "answered" && outcome.reply?.transport == .tcp)
        #expect(outcome.attempts.map(\.result) == ["truncated", "NOERROR"])
        // Over TCP there is nothing to forge by guessing: plain spelling.
        #expect(run.queries.last?.question?.name.text == Self.name)
    }

    @Test("TC over TCP is truncated, never an answer and never an absence")
    func truncatedOverTCP() throws {
        for isEmpty in [true, false] {
            let run = VirtualRun { query in
                [
                    .reply(
                        reply(to: query.octets) {
                            $0.flags.insert(.truncated)
                            if isEmpty { $0.answers = [] }
                        })
                ]
            }
            let outcome = try #require(run.outcome(of: Self.name))
            #expect(outcome.word == "truncated")
            #expect(outcome.attempts.map { "\($0.transport) \($0.result)" } == ["udp truncated", "tcp truncated"])
        }
    }

    @Test("another server's complete reply counts after a truncated one")
    func cutThenWhole() throws {
        let run = VirtualRun { $0.server == VirtualRun.server ? $0.truncated : $0.answer() }
        let outcome = try #require(run.outcome(of: Self.name, servers: [VirtualRun.server, VirtualRun.second]))
        #expect(outcome.word == "answered" && outcome.reply?.server == VirtualRun.second)
    }

    @Test(
        "a stream that ends within the reply is truncated", arguments: [0, 1, 2, 3, 20])
    func cutStream(_ octets: Int) throws {
        let run = VirtualRun { query in
            guard query.transport == .tcp else { return query.truncated }
            let whole = reply(to: query.octets)
            let framed = [UInt8(whole.count >> 8), UInt8(whole.count & 255)] + whole
            return [.octets(Array(framed.prefix(octets))), .close(after: .milliseconds(20))]
        }
        let outcome = try #require(run.outcome(of: Self.name))
        #expect(outcome.word == "truncated")
        #expect(
            outcome.attempts.last?.result
                == (octets == 0 ? "connection closed early" : "connection closed early within the reply"))
    }

    @Test("a length that is shorter than the message makes it malformed")
    func shortLength() throws {
        let run = VirtualRun { query in
            guard query.transport == .tcp else { return query.truncated }
            let whole = reply(to: query.octets)
            return [.octets([0, UInt8(whole.count - 6)] + whole)]
        }
        let outcome = try #require(run.outcome(of: Self.name))
        #expect(outcome.word == "malformed")
    }

    @Test("a slow TCP reply counts if complete in time, and is truncated at the deadline")
    func drip() throws {
        for (pause, word) in [(Duration.milliseconds(10), "answered"), (.milliseconds(200), "truncated")] {
            let run = VirtualRun { query in
                guard query.transport == .tcp else { return query.truncated }
                let whole = reply(to: query.octets)
                let framed = [UInt8(whole.count >> 8), UInt8(whole.count & 255)] + whole
                return framed.enumerated().map { .octets([$0.element], after: pause * ($0.offset + 1)) }
            }
            let outcome = try #require(run.outcome(of: Self.name))
            #expect(outcome.word == word && outcome.elapsed <= .seconds(6))
        }
    }

    // MARK: Replies that do not match

    @Test("mismatches lead to TCP after the third, and a true reply between them is accepted")
    func mismatches() throws {
        let run = VirtualRun { query in
            guard query.transport == .udp else { return query.answer() }
            return (1...5).map { .reply(reply(to: query.octets) { $0.id ^= UInt16($0.id & 1 | 2) }, after: .milliseconds($0)) }
        }
        let outcome = try #require(run.outcome(of: Self.name))
        #expect(outcome.word == "answered" && outcome.reply?.transport == .tcp)
        #expect(outcome.attempts.first?.result == "3 mismatched replies")
        let lucky = VirtualRun { query in
            [.reply(reply(to: query.octets) { $0.id ^= 1 }), .reply(reply(to: query.octets), after: .milliseconds(11))]
        }
        #expect(lucky.outcome(of: Self.name)?.reply?.transport == .udp)
        #expect(lucky.state.statistics.mismatchedReplies == 1)
    }

    @Test("endless BADCOOKIE ends after one retry and TCP")
    func badCookie() throws {
        let run = VirtualRun { $0.response(.badCookie) }
        let outcome = try #require(run.outcome(of: Self.name))
        #expect(outcome.word == "error-response")
        #expect(outcome.attempts.map { "\($0.transport) \($0.result)" } == ["udp BADCOOKIE", "udp BADCOOKIE", "tcp BADCOOKIE"])
    }

    @Test("each server has its own client cookie, and gets its own server cookie back")
    func cookies() throws {
        let run = VirtualRun { query in
            guard case .present(let cookie)? = query.message?.edns?.cookie else { return [] }
            let last = query.server.address.octets[3]
            let own = EDNS.Cookie(client: cookie.client, server: Array(repeating: last, count: 8))
            return [.reply(reply(to: query.octets) { $0.edns?.options = own.map { [.cookie($0)] } ?? [] })]
        }
        for server in [VirtualRun.server, VirtualRun.second, VirtualRun.server, VirtualRun.second] {
            _ = run.outcome(of: Self.name, servers: [server], isShared: false)
        }
        let cookies = run.queries.compactMap { query -> EDNS.Cookie? in
            guard case .present(let cookie)? = query.message?.edns?.cookie else { return nil }
            return cookie
        }
        try #require(cookies.count == 4)
        #expect(cookies[0].client == cookies[2].client && cookies[1].client == cookies[3].client)
        #expect(cookies[0].client != cookies[1].client)
        let last = [VirtualRun.server, VirtualRun.second].map { Array(repeating: $0.address.octets[3], count: 8) }
        #expect(cookies.map(\.server) == [[], [], last[0], last[1]])
    }

    @Test("endless FORMERR and NOTIMP end after one retry without EDNS", arguments: [1, 4] as [UInt16])
    func withoutEDNS(_ code: UInt16) throws {
        let run = VirtualRun { $0.response(ResponseCode(rawValue: code)) }
        let outcome = try #require(run.outcome(of: Self.name))
        #expect(outcome.word == "error-response")
        #expect(run.queries.map { $0.message?.edns != nil } == [true, false])
    }

    @Test("BADVERS is retried without EDNS, which is remembered for the server")
    func badVersion() throws {
        let run = VirtualRun { $0.message?.edns == nil ? $0.answer() : $0.response(.badVersion) }
        #expect(run.outcome(of: Self.name)?.attempts.map(\.result) == ["BADVERS", "NOERROR"])
        #expect(run.outcome(of: "other.example.test")?.attempts.map(\.result) == ["NOERROR"])
    }

    @Test("SERVFAIL with and without CD is distinguished from bogus data")
    func checkingDisabled() throws {
        let broken = VirtualRun { $0.response(.serverFailure) }
        #expect(broken.outcome(of: Self.name)?.word == "servfail")
        #expect(broken.queries.map { $0.message?.flags.contains(.checkingDisabled) } == [false, true])
        let bogus = VirtualRun { query in
            query.message?.flags.contains(.checkingDisabled) == true ? query.answer() : query.response(.serverFailure)
        }
        #expect(bogus.outcome(of: Self.name)?.word == "bogus")
    }
}
