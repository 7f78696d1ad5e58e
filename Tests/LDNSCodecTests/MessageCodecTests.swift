import DNS
import LDNSCodec
import Testing

@Suite("Messages to and from wire form", .timeLimit(.minutes(10)))
struct MessageCodecTests {
    private func name(_ text: String) throws -> DomainName { try #require(DomainName(text)) }

    @Test("a query keeps its identifier, spelling, flags, payload size, DO and cookie")
    func query() throws {
        let cookie = try #require(EDNS.Cookie(client: Array(1...8), server: Array(10...25)))
        let message = Message(
            id: 0xbeef, flags: [.recursionDesired, .checkingDisabled, .authenticatedData],
            question: Question(try name("eXaMpLe.CoM"), .mx),
            edns: EDNS(udpPayloadSize: 1232, dnssecOK: true, options: [.cookie(cookie)]))
        let octets = try #require(MessageCodec.encode(message))
        let decoded = try MessageCodec.decode(octets)
        #expect(decoded == message)
        #expect(decoded.question?.name.text == "eXaMpLe.CoM")
        #expect(decoded.edns?.cookie == .present(cookie))
    }

    static let lines = [
        "a.example. 60 IN A 192.0.2.1", "a.example. 60 IN AAAA 2001:db8::1", "a.example. 60 IN NS ns.a.example.",
        "a.example. 60 IN CNAME b.example.", "a.example. 60 IN DNAME b.example.", "1.2.0.192.in-addr.arpa. 60 IN PTR a.example.",
        "a.example. 60 IN MX 10 mx.a.example.", "a.example. 60 IN MX 0 .",
        "a.example. 60 IN TXT \"v=spf1 -all\" \"second\\000\\\"\"", "a.example. 60 IN SPF \"v=spf1 -all\"",
        "a.example. 60 IN SOA ns.a.example. host.a.example. 1 2 3 4 4294967295",
        "_smtp._tcp.a.example. 60 IN SRV 1 2 25 mx.a.example.", "a.example. 60 IN CAA 128 issue \"ca.example; x=y\"",
        "_25._tcp.a.example. 60 IN TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "a.example. 60 IN DS 12345 13 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "a.example. 60 IN NAPTR 1 2 \"s\" \"x\" \"\" b.example.", "a.example. 60 IN TYPE65280 \\# 3 0a0b0c",
        "a.example. 60 IN NSEC b.example. A MX RRSIG", "a.example. 60 IN WKS 192.0.2.1 6 25",
    ]

    @Test("a record of any type survives the wire, and its text parses to the same record", arguments: lines)
    func roundTrip(_ line: String) throws {
        let record = try Record(zoneLine: line)
        var message = Message(
            flags: [.response, .authoritative], question: Question(record.name, record.type), answers: [record])
        message.authorities = [try Record(zoneLine: "example. 5 IN NS ns.example.")]
        let decoded = try MessageCodec.decode(try #require(MessageCodec.encode(message)))
        #expect(decoded == message)
        let text = "\(record.name.absoluteText) \(record.ttl) IN \(record.type) \(record.data.zoneText)"
        #expect(try Record(zoneLine: text).data.octets == record.data.octets, "\(text)")
    }

    @Test("an extended response code and extended errors come through the OPT record")
    func extendedErrors() throws {
        let error = LookupResult.ExtendedError(code: 22, text: "no reachable authority")
        let message = Message(
            flags: .response, code: .badCookie, question: Question(try name("a.example"), .a),
            edns: EDNS(options: [.extendedError(error)]))
        let decoded = try MessageCodec.decode(try #require(MessageCodec.encode(message)))
        #expect(decoded.code == .badCookie)
        #expect(decoded.edns?.extendedErrors == [error])
    }

    @Test("a reply too long for the client loses its additional section first, then its records, with TC")
    func truncation() throws {
        let owner = try name("a.example")
        let record = Record(name: owner, type: .txt, ttl: 1, data: .text([Array(repeating: 120, count: 200)]))
        var message = Message(flags: .response, question: Question(owner, .txt), answers: [record], edns: EDNS())
        message.additionals = Array(repeating: record, count: 2)
        let shorter = try MessageCodec.decode(try #require(MessageCodec.encode(message, limit: 512)))
        #expect(shorter.answers == [record] && shorter.additionals.isEmpty && !shorter.flags.contains(.truncated))
        message.answers = Array(repeating: record, count: 3)
        let empty = try MessageCodec.decode(try #require(MessageCodec.encode(message, limit: 512)))
        #expect(empty.answers.isEmpty && empty.flags.contains(.truncated) && empty.edns != nil)
    }
}
