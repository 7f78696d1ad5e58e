import DNS
import LDNSCodec
import Resolver
import TestPeers
import Testing

/// Limits on real sockets, as reported in lookup results.
@Suite("Cuts by a limit are reported", .timeLimit(.minutes(10)))
struct AnswerLimitTests {
    /// A server that truncates over UDP and gives these records over TCP.
    private func lookup(
        _ type: RecordType = .a, _ change: @escaping @Sendable (inout Message) -> Void
    ) async throws -> LookupResult {
        let server = try LyingServer(
            datagram: { query, _ in [.reply(reply(to: query) { $0.flags.insert(.truncated) })] },
            stream: { [.reply(reply(to: $0, change))] })
        defer { server.stop() }
        let client = try client([server.endpoint])
        let asked = try question("www.example.test", type)
        return await client.lookup(asked, in: "public")
    }

    @Test("three thousand aliases in one reply end at the limit")
    func aliases() async throws {
        let result = try await lookup { message in
            guard let name = message.question?.name else { return }
            let names = [name] + (1...3000).compactMap { DomainName(String($0 + 1296, radix: 36)) }
            message.answers = zip(names, names.dropFirst()).map { Record(name: $0, type: .cname, ttl: 1, data: .name($1)) }
        }
        #expect(result.outcome == .failed(.aliasLoop) && result.aliases.count == 16)
        #expect(result.limitsReached == [.aliases])
    }

    @Test("more records than the limit are unknown, not truncated")
    func records() async throws {
        for (count, outcome) in [(512, "noerror"), (513, "limit-reached")] {
            let result = try await lookup { message in
                guard let name = message.question?.name else { return }
                message.answers = (0..<count).map {
                    Record(name: name, type: .a, ttl: 1, data: .address(IPAddress(family: .ipv4, number: UInt128($0))))
                }
            }
            #expect(result.status == outcome && (result.records?.count ?? 0) == (count == 512 ? 512 : 0))
            #expect(result.limitsReached == (count == 512 ? [] : [.recordsPerAnswer]))
        }
    }

    @Test("a text with more strings than the limit is unknown")
    func strings() async throws {
        for (count, outcome) in [(256, "noerror"), (257, "limit-reached")] {
            let result = try await lookup(.txt) { message in
                guard let name = message.question?.name else { return }
                let strings = Array(repeating: [UInt8(ascii: "x")], count: count)
                message.answers = [Record(name: name, type: .txt, ttl: 1, data: .text(strings))]
            }
            #expect(result.status == outcome)
            #expect(result.limitsReached == (count == 256 ? [] : [.stringsPerRecord]))
        }
    }

    @Test("each limit has a source and a unique name")
    func sources() {
        #expect(AnswerLimit.allCases.allSatisfy { $0.value > 0 && !$0.source.isEmpty })
        #expect(AnswerLimit.recordsPerAnswer.description == "the limit records-per-answer (512)")
    }

    // MARK: Data beside an alias

    @Test("an alias and other data in one answer are both kept")
    func dataBesideAlias() async throws {
        let result = try await lookup(.txt) { message in
            guard let name = message.question?.name, let target = DomainName("other.test") else { return }
            message.answers = [
                Record(name: name, type: .cname, ttl: 60, data: .name(target)),
                Record(name: name, type: .txt, ttl: 60, data: .text([Array("v=spf1 -all".utf8)])),
            ]
        }
        #expect(result.records?.map(\.data.joinedText) == ["v=spf1 -all"] && result.aliases.isEmpty)
        #expect(result.aliasConflicts.map(\.type) == [.cname, .txt])
    }

    @Test("two aliases at one name are a conflict; a duplicate, or a signature beside it, is not")
    func twoAliases() async throws {
        let targets = [["a.test", "b.test"], ["a.test", "a.test"]]
        for (targets, conflicts) in zip(targets, [2, 0]) {
            let result = try await lookup { message in
                guard let name = message.question?.name else { return }
                message.answers = targets.compactMap { DomainName($0) }.map {
                    Record(name: name, type: .cname, ttl: 60, data: .name($0))
                }
                message.answers += (try? [Record(zoneLine: "a.test. 60 A 192.0.2.7")]) ?? []
                message.answers.append(
                    Record(name: name, type: .nsec, ttl: 60, data: .other(octets: [0, 0, 1, 4], text: "")))
            }
            #expect(result.addresses == ["192.0.2.7"] && result.aliases.count == 1)
            #expect(result.aliasConflicts.count == conflicts)
        }
    }
}
