import DNS
import Glibc
import LDNSCodec
import Testing

@testable import Resolver

/// One way in which a server, or someone answering in its place, can misbehave towards a resolver's client.
struct HostileBehaviour: CustomTestStringConvertible, Sendable {
    let name: String
    /// The expected result: the status of the answer, or the failure.
    let verdict: String
    /// The most packets that the question may cost.
    let packets: Int
    let script: @Sendable (VirtualRun.Query) -> [VirtualRun.Event]

    init(
        _ name: String, is verdict: String, packets: Int = 4,
        _ script: @escaping @Sendable (VirtualRun.Query) -> [VirtualRun.Event]
    ) {
        (self.name, self.verdict, self.packets, self.script) = (name, verdict, packets, script)
    }

    var testDescription: String { "\(name): \(verdict)" }

    /// The same reply over UDP and TCP.
    static func always(
        _ name: String, is verdict: String, packets: Int = 4, _ change: @escaping @Sendable (inout Message) -> Void
    ) -> HostileBehaviour {
        HostileBehaviour(name, is: verdict, packets: packets) { [.reply(reply(to: $0.octets, change))] }
    }

    /// TC over UDP, so that TCP is used.
    static func overTCP(
        _ name: String, is verdict: String, packets: Int = 2, _ events: @escaping @Sendable ([UInt8]) -> [VirtualRun.Event]
    ) -> HostileBehaviour {
        HostileBehaviour(name, is: verdict, packets: packets) { query in
            guard query.transport == .tcp else { return [.reply(reply(to: query.octets) { $0.flags.insert(.truncated) })] }
            return events(query.octets)
        }
    }

    /// A change to the octets of the true reply, over UDP and TCP.
    static func octets(
        _ name: String, is verdict: String, packets: Int = 4, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) -> HostileBehaviour {
        HostileBehaviour(name, is: verdict, packets: packets) { [.reply(change(reply(to: $0.octets)))] }
    }
}

extension HostileBehaviour {
    private static func record(_ line: String) -> [Record] { (try? [Record(zoneLine: line)]) ?? [] }

    private static func records(_ lines: [String]) -> [Record] { lines.flatMap(record) }

    private static func framed(_ octets: [UInt8]) -> [UInt8] { [UInt8(octets.count >> 8), UInt8(octets.count & 255)] + octets }

    /// With one more record in the additional section, given as octets.
    private static func appending(_ record: [UInt8], to reply: [UInt8]) -> [UInt8] {
        var octets = reply
        octets[11] += 1
        return octets + record
    }

    /// An OPT record as octets.
    private static func opt(version: UInt8 = 0, payload: UInt16 = 1232, _ data: [UInt8] = []) -> [UInt8] {
        [0, 0, 41, UInt8(payload >> 8), UInt8(payload & 255), 0, version, 0, 0, UInt8(data.count >> 8), UInt8(data.count & 255)]
            + data
    }

    private static func withoutOPT(_ query: [UInt8]) -> [UInt8] { reply(to: query) { $0.edns = nil } }

    static let datagrams = [
        HostileBehaviour("silence", is: "timeout") { _ in [] },
        HostileBehaviour("a flood of garbage", is: "mismatch-flood") { query in
            query.transport == .tcp ? [.close()] : (1...500).map { .reply([1, 2, 3, 4, 5], after: .milliseconds($0)) }
        },
        HostileBehaviour("a flood of empty datagrams", is: "mismatch-flood") { query in
            query.transport == .tcp ? [.close()] : (1...500).map { .reply([], after: .microseconds($0)) }
        },
        HostileBehaviour("a flood of wrong identifiers", is: "mismatch-flood") { query in
            query.transport == .tcp
                ? [.close()] : (1...500).map { number in .reply(reply(to: query.octets) { $0.id ^= UInt16(number) }) }
        },
        HostileBehaviour("forgeries, then the truth", is: "noerror", packets: 1) { query in
            [.reply([]), .reply(reply(to: query.octets) { $0.id ^= 1 }), .reply(reply(to: query.octets))]
        },
        HostileBehaviour("the query sent back", is: "malformed") { [.reply($0.octets), .reply($0.octets), .reply($0.octets)] },
        HostileBehaviour("another question", is: "malformed") { query in
            let other = reply(to: query.octets) { $0.question = DomainName("other.test").map { Question($0, .a) } }
            return [.reply(other), .reply(other), .reply(other)]
        },
        HostileBehaviour("the letter case changed", is: "noerror") { query in
            [.reply(reply(to: query.octets) { $0.question = $0.question.map { Question($0.name.lowercased, $0.type) } })]
        },
        HostileBehaviour("the letter case changed, and no TCP", is: "noerror") { query in
            guard query.transport == .udp else { return [.error(ECONNREFUSED)] }
            return [.reply(reply(to: query.octets) { $0.question = $0.question.map { Question($0.name.lowercased, $0.type) } })]
        },
        HostileBehaviour("a closed port", is: "unreachable", packets: 1) { _ in [.error(ECONNREFUSED)] },
        HostileBehaviour("no route", is: "unreachable", packets: 1) { _ in [.error(EHOSTUNREACH)] },
        HostileBehaviour("cut datagrams, whole over TCP", is: "noerror", packets: 2) { query in
            let whole = reply(to: query.octets)
            return [.reply(query.transport == .tcp ? whole : Array(whole.dropLast(12)))]
        },
        HostileBehaviour("late by five seconds", is: "noerror") { [.reply(reply(to: $0.octets), after: .seconds(5))] },
        HostileBehaviour("every reply twice", is: "noerror", packets: 1) { query in
            [.reply(reply(to: query.octets)), .reply(reply(to: query.octets))]
        },
        octets("cut everywhere", is: "malformed") { Array($0.dropLast(12)) },
        octets("eight octets behind the message", is: "noerror", packets: 1) { $0 + Array(repeating: 0, count: 8) },
        octets("two questions", is: "timeout") { octets in
            var octets = octets
            octets[5] = 2
            return octets + octets + octets
        },
        octets("more records promised than there are", is: "malformed") { octets in
            var octets = octets
            octets[7] = 9
            return octets
        },
        octets("sixty thousand records promised", is: "malformed") { octets in
            var octets = octets
            (octets[6], octets[7]) = (0xff, 0xff)
            return octets
        },
    ]

    static let streams = [
        HostileBehaviour("TC for ever", is: "truncated", packets: 2) { query in
            [.reply(reply(to: query.octets) { $0.flags.insert(.truncated) })]
        },
        HostileBehaviour("TC for ever with no records", is: "truncated", packets: 2) { query in
            [
                .reply(
                    reply(to: query.octets) {
                        $0.flags.insert(.truncated)
                        $0.answers = []
                    })
            ]
        },
        HostileBehaviour("TC with NXDOMAIN for ever", is: "truncated", packets: 2) { query in
            [
                .reply(
                    reply(to: query.octets) {
                        $0.flags.insert(.truncated)
                        ($0.code, $0.answers) = (.nonexistentDomain, [])
                    })
            ]
        },
        overTCP("a closed TCP port", is: "truncated") { _ in [.error(ECONNREFUSED)] },
        overTCP("a reset within the reply", is: "truncated") { query in
            [.octets(Array(framed(reply(to: query)).prefix(20))), .error(ECONNRESET, after: .milliseconds(20))]
        },
        overTCP("a connection that closes at once", is: "truncated") { _ in [.close()] },
        overTCP("a connection that says nothing", is: "truncated") { _ in [] },
        overTCP("a length of zero", is: "malformed") { _ in [.octets([0, 0])] },
        overTCP("a length that is never filled", is: "truncated") { query in [.octets([0xff, 0xff] + reply(to: query))] },
        overTCP("another identifier", is: "malformed") { query in [.octets(framed(reply(to: query) { $0.id ^= 1 }))] },
        overTCP("a drip, octet by octet", is: "truncated") { query in
            framed(reply(to: query)).enumerated().map { .octets([$0.element], after: .milliseconds(500 * $0.offset)) }
        },
        overTCP("a flood behind the reply", is: "noerror") { query in
            [.octets(framed(reply(to: query)) + Array(repeating: 0xff, count: 1 << 20))]
        },
        overTCP("a flood in place of a reply", is: "malformed") { _ in [.octets(Array(repeating: 0xff, count: 1 << 20))] },
    ]

    static let codes = [
        always("SERVFAIL", is: "servfail") { ($0.code, $0.answers) = (.serverFailure, []) },
        always("SERVFAIL with an answer", is: "servfail") { $0.code = .serverFailure },
        always("REFUSED", is: "refused", packets: 1) { ($0.code, $0.answers) = (.refused, []) },
        always("NOTAUTH", is: "error-response", packets: 1) { ($0.code, $0.answers) = (ResponseCode(rawValue: 9), []) },
        always("a response code of no meaning", is: "error-response", packets: 1) { $0.code = ResponseCode(rawValue: 11) },
        always("an extended response code of no meaning", is: "error-response", packets: 1) {
            $0.code = ResponseCode(rawValue: 4000)
        },
        always("FORMERR for ever", is: "error-response", packets: 2) { ($0.code, $0.answers) = (.formatError, []) },
        always("NOTIMP for ever", is: "error-response", packets: 2) { ($0.code, $0.answers) = (.notImplemented, []) },
        always("BADCOOKIE for ever", is: "error-response", packets: 3) { ($0.code, $0.answers) = (.badCookie, []) },
        HostileBehaviour("header-only FORMERR for ever", is: "error-response", packets: 2) { query in
            [.reply(Array(query.octets[..<2]) + [0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0])]
        },
        HostileBehaviour("header-only NOERROR", is: "timeout") { query in
            query.transport == .udp ? [.reply(Array(query.octets[..<2]) + [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0])] : [.close()]
        },
    ]

    static let options = [
        always("an illegal cookie", is: "timeout") { $0.edns?.options = [EDNS.Option(code: 10, octets: [1, 2, 3])] },
        always("the cookie of another client", is: "timeout") { message in
            message.edns?.options = EDNS.Cookie(client: Array(1...8), server: Array(1...8)).map { [.cookie($0)] } ?? []
        },
        always("a version of EDNS that does not exist, with the answer", is: "noerror", packets: 1) { $0.edns?.version = 255 },
        always("a payload size of zero", is: "noerror", packets: 1) { $0.edns?.udpPayloadSize = 0 },
        always("two hundred extended errors", is: "noerror", packets: 1) { message in
            message.edns?.options = (0..<200).map { .extendedError(.init(code: UInt16($0), text: "error")) }
        },
        always("an extended error that is not text", is: "noerror", packets: 1) { message in
            message.edns?.options = [EDNS.Option(code: 15, octets: [0, 6, 0xff, 0xfe, 0x1b, 0x5b])]
        },
        always("a Report-Channel option (RFC 9567)", is: "noerror", packets: 1) { message in
            message.edns?.options = [EDNS.Option(code: 18, octets: DomainName("agent.evil.test")?.wire ?? [])]
        },
        always("a Report-Channel option that is no name", is: "noerror", packets: 1) { message in
            message.edns?.options = [EDNS.Option(code: 18, octets: Array(repeating: 63, count: 300))]
        },
        always("a CHAIN option", is: "noerror", packets: 1) { message in
            message.edns?.options = [EDNS.Option(code: 13, octets: [1, 97])]
        },
        HostileBehaviour("two OPT records", is: "malformed") { query in
            [.reply(appending(opt(), to: reply(to: query.octets)))]
        },
        HostileBehaviour("options that run past the OPT record", is: "malformed") { query in
            [.reply(appending(opt([0, 10, 0, 200, 1]), to: withoutOPT(query.octets)))]
        },
        HostileBehaviour("a TSIG record", is: "malformed") { query in
            [.reply(appending([0, 0, 250, 0, 255, 0, 0, 0, 0, 0, 1, 0], to: withoutOPT(query.octets)))]
        },
        overTCP("sixty thousand octets of padding", is: "noerror") { query in
            [.reply(appending(opt([0, 12, 0xea, 0x60] + Array(repeating: 0, count: 60_000)), to: withoutOPT(query)))]
        },
    ]

    static let answers = [
        overTCP("three thousand aliases", is: "alias-loop") { query in
            [
                .reply(
                    reply(to: query) { message in
                        guard let name = message.question?.name else { return }
                        let names = [name] + (1...3000).compactMap { DomainName(String($0 + 1296, radix: 36)) }
                        message.answers = zip(names, names.dropFirst()).map {
                            Record(name: $0, type: .cname, ttl: 1, data: .name($1))
                        }
                    })
            ]
        },
        always("an alias to itself", is: "alias-loop", packets: 1) { message in
            guard let name = message.question?.name else { return }
            message.answers = [Record(name: name, type: .cname, ttl: 1, data: .name(name))]
        },
        always("two aliases to each other", is: "alias-loop", packets: 1) { message in
            guard let name = message.question?.name, let other = DomainName("other.test") else { return }
            message.answers = [
                Record(name: name, type: .cname, ttl: 1, data: .name(other)),
                Record(name: other, type: .cname, ttl: 1, data: .name(name)),
            ]
        },
        always("a DNAME that makes the name too long", is: "nodata", packets: 1) { message in
            let long = Array(repeating: String(repeating: "a", count: 60), count: 4).joined(separator: ".")
            message.answers = record("test. 1 DNAME \(long).")
        },
        overTCP("five hundred and thirteen records", is: "limit-reached") { query in
            [
                .reply(
                    reply(to: query) { message in
                        guard let name = message.question?.name else { return }
                        message.answers = (0..<513).map {
                            Record(name: name, type: .a, ttl: 1, data: .address(IPAddress(family: .ipv4, number: UInt128($0))))
                        }
                    })
            ]
        },
        HostileBehaviour("more records than a datagram may hold, whole over TCP", is: "noerror", packets: 2) { query in
            [
                .reply(
                    reply(to: query.octets) { message in
                        guard query.transport == .udp, let answer = message.answers.first else { return }
                        message.answers = Array(repeating: answer, count: 600)
                    })
            ]
        },
        always("only records of another name", is: "nodata", packets: 1) { $0.answers = record("bank.test. 1 A 203.0.113.66") },
        always("only records of another class", is: "nodata", packets: 1) { message in
            message.answers = message.answers.map {
                Record(name: $0.name, type: .a, recordClass: 3, ttl: 1, data: $0.data)
            }
        },
        always("the answer in the authority section", is: "nodata", packets: 1) { message in
            (message.authorities, message.answers) = (message.answers, [])
        },
        always("NXDOMAIN with an answer", is: "noerror", packets: 1) { $0.code = .nonexistentDomain },
        always("an empty answer without any authority", is: "error-response", packets: 1) { message in
            message.answers = []
            message.flags.remove(.recursionAvailable)
        },
        always("a referral to the root", is: "error-response", packets: 1) { message in
            message.answers = []
            message.flags.remove(.recursionAvailable)
            message.authorities = record(". 1 NS a.test.")
        },
        always("a TTL of zero", is: "noerror", packets: 1) { message in
            message.answers = message.answers.map { Record(name: $0.name, type: .a, ttl: 0, data: $0.data) }
        },
        always("a negative TTL", is: "noerror", packets: 1) { message in
            message.answers = message.answers.map { Record(name: $0.name, type: .a, ttl: .max, data: $0.data) }
        },
        always("a negative answer of a zone that does not hold the name", is: "nodata", packets: 1) { message in
            message.answers = []
            message.authorities = record("other.org. 1 SOA ns.other.org. host.other.org. 1 2 3 4 5")
        },
        always("records of types that do not exist", is: "nodata", packets: 1) { message in
            message.answers = records(["www.example.test. 1 TYPE65280 \\# 3 010203", "www.example.test. 1 TYPE61440 \\# 0"])
        },
    ]

    static let all = datagrams + streams + codes + options + answers
}

@Suite("Hostile servers", .timeLimit(.minutes(10)))
struct HostileServerTests {
    @Test("give the right verdict or none, in time, for few packets", arguments: HostileBehaviour.all)
    func verdict(_ behaviour: HostileBehaviour) throws {
        let run = VirtualRun { behaviour.script($0) }
        let outcome = try #require(run.outcome(of: "www.example.test"))
        #expect(Self.status(outcome) == behaviour.verdict, "\(outcome.attempts.map { "\($0.transport) \($0.result)" })")
        #expect(outcome.elapsed <= .seconds(6))
        #expect(run.queries.count <= behaviour.packets, "\(run.queries.count)")
        #expect(run.openSockets == 0)
        for error in outcome.reply?.message.edns?.extendedErrors ?? [] { #expect(error.text.utf8.count <= 2048) }
    }

    @Test(
        "next to an honest one never prevent the answer from being found",
        arguments: HostileBehaviour.datagrams + HostileBehaviour.streams)
    func besideHonest(_ behaviour: HostileBehaviour) throws {
        let run = VirtualRun { query in
            query.server == VirtualRun.second ? [.reply(reply(to: query.octets))] : behaviour.script(query)
        }
        let outcome = try #require(run.outcome(of: "www.example.test", servers: [VirtualRun.server, VirtualRun.second]))
        #expect(Self.status(outcome) == "noerror", "\(outcome.attempts)")
    }

    /// The outcome as lookups report it.
    private static func status(_ outcome: QueryOutcome) -> String {
        guard case .answered(let reply) = outcome.result, let name = DomainName("www.example.test") else { return outcome.word }
        let question = Question(name, .a)
        let end = AnswerReading(reply.message, for: question, seen: [name]).end.outcome
        return LookupResult(question: question, view: "public", outcome: end).status
    }
}
