import DNS
import LDNSCodec
import Testing

@Suite("Packets from a hostile network", .timeLimit(.minutes(10)))
struct HostilePacketTests {
    /// A response to `a. A`, with the given counts and records after it.
    private func packet(answers: Int = 0, authorities: Int = 0, additionals: Int = 0, _ records: [UInt8] = []) -> [UInt8] {
        let counts = [answers, authorities, additionals].flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        return [0, 1, 0x80, 0, 0, 1] + counts + [1, 97, 0, 0, 1, 0, 1] + records
    }

    private func record(_ owner: [UInt8] = [0], type: UInt16, _ data: [UInt8] = []) -> [UInt8] {
        owner + [UInt8(type >> 8), UInt8(type & 255), 0, 1, 0, 0, 0, 0, UInt8(data.count >> 8), UInt8(data.count & 255)] + data
    }

    private func refusal(_ octets: [UInt8], limit: MessageCodec.RecordLimit = .stream) -> MalformedMessage? {
        do throws(MalformedMessage) {
            _ = try MessageCodec.decode(octets, limit: limit)
            return nil
        } catch { return error }
    }

    @Test("a packet truncated anywhere is refused")
    func cut() throws {
        let whole = packet(answers: 1, record(type: 1, [192, 0, 2, 1]))
        #expect(refusal(whole) == nil)
        for length in 0..<whole.count { #expect(refusal(Array(whole.prefix(length))) != nil) }
    }

    @Test("two questions, and none in an answer, are refused; a header-only error is not")
    func questionCounts() {
        var two = packet()
        two[5] = 2
        #expect(refusal(two) == .questionCount(2))
        let header: [UInt8] = [0, 1, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        #expect(refusal(header) == .questionCount(0))
        var formatError = header
        formatError[3] = 1
        #expect(refusal(formatError) == nil)
    }

    @Test("a CHAIN option, which crashes ldns's packet printer, is decoded as data")
    func chainOption() throws {
        let octets = packet(additionals: 1, record(type: 41, [0, 13, 0, 2, 1, 97]))
        #expect(try MessageCodec.decode(octets).edns?.options == [EDNS.Option(code: 13, octets: [1, 97])])
    }

    @Test("TSIG, a second OPT and an OPT among the answers are refused before ldns sees them")
    func guardedRecords() {
        #expect(refusal(packet(additionals: 1, record(type: 250, [0]))) == .unexpectedTSIG)
        #expect(refusal(packet(additionals: 2, record(type: 41) + record(type: 41))) == .misplacedOPT)
        #expect(refusal(packet(answers: 1, record(type: 41))) == .misplacedOPT)
    }

    @Test("options that run past the OPT record are refused")
    func optionOverrun() {
        #expect(refusal(packet(additionals: 1, record(type: 41, [0, 10, 0, 9, 1]))) == .illegalOptions)
    }

    @Test("more records than a datagram may hold are refused, a stream may hold them")
    func recordLimits() {
        let many = packet(answers: 600, (0..<600).flatMap { _ in record(type: 1, [192, 0, 2, 1]) })
        #expect(refusal(many, limit: .datagram) == .tooManyRecords(600))
        #expect(refusal(many, limit: .stream) == nil)
    }

    @Test("excessive counts, pointers out of the packet and pointer loops are refused")
    func lies() {
        #expect(refusal(packet(answers: 2, record(type: 1, [192, 0, 2, 1]))) == .recordsRunOut)
        #expect(refusal(packet(answers: 1, record([0xc0, 0xff], type: 1, [192, 0, 2, 1]))) != nil)
        #expect(refusal(packet(answers: 1, record([0xc0, 19], type: 1, [192, 0, 2, 1]))) != nil)
    }

    @Test("64 KiB of aliases through pointers to a 127-label name are decoded")
    func pointerBomb() throws {
        var octets: [UInt8] = [0, 1, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        octets += (0..<127).flatMap { _ in [1, 97] as [UInt8] } + [0, 0, 5, 0, 1]
        let alias = record([0xc0, 12], type: 5, [0xc0, 12])
        let count = (65_535 - octets.count) / alias.count
        octets[6] = UInt8(count >> 8)
        octets[7] = UInt8(count & 255)
        for _ in 0..<count { octets += alias }
        #expect(try MessageCodec.decode(octets).answers.count == count)
    }

    @Test("trailing octets are tolerated and counted")
    func trailing() throws {
        #expect(refusal(packet() + [1, 2, 3]) == nil)
        #expect(try MessageCodec.trailingOctets(packet() + [1, 2, 3]) == 3)
    }

    @Test(
        "a TTL with its highest bit set counts as zero",
        arguments: [(0x7f, 0x7fff_ffff), (0x80, 0), (0xff, 0)] as [(UInt8, UInt32)])
    func negativeTTL(_ first: UInt8, _ ttl: UInt32) throws {
        var octets = packet(answers: 1, record(type: 1, [192, 0, 2, 1]))
        octets.replaceSubrange((octets.count - 10)..<(octets.count - 6), with: [first, 0xff, 0xff, 0xff])
        #expect(try MessageCodec.decode(octets).answers.map(\.ttl) == [ttl])
    }

    @Test("hundreds of extended errors with long texts are read in part")
    func extendedErrors() throws {
        let error: [UInt8] = [0, 15, 4, 2, 0, 6] + Array(repeating: 65, count: 1024)
        let octets = packet(additionals: 1, record(type: 41, Array(repeating: error, count: 50).flatMap { $0 }))
        let errors = try #require(MessageCodec.decode(octets).edns).extendedErrors
        #expect(errors.count == 8 && errors.allSatisfy { $0.code == 6 && $0.text.utf8.count == 512 })
    }

    @Test("a cookie of an illegal length is reported as such")
    func illegalCookie() throws {
        let octets = packet(additionals: 1, record(type: 41, [0, 10, 0, 3, 1, 2, 3]))
        #expect(try MessageCodec.decode(octets).edns?.cookie == .illegal)
    }
}
