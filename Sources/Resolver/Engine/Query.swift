import DNS
import LDNSCodec

/// A question as sent to one server: its identifier, letter case (0x20) and options.
struct Query {
    let id: UInt16
    /// The name as spelled in this query.
    let name: DomainName
    /// Name, type and class in wire form: a reply must repeat them octet for octet.
    let questionOctets: [UInt8]
    let clientCookie: [UInt8]?
    let hasEDNS: Bool
    let checkingDisabled: Bool
    let octets: [UInt8]
    private let isMixed: Bool

    struct Options {
        var recursionDesired: Bool
        var checkingDisabled = false
        var mixesCase: Bool
        /// `nil` sends no OPT record.
        var edns: EDNS?
        var clientCookie: [UInt8]?
    }

    /// `nil` when the question cannot be encoded.
    init?(_ question: Question, _ options: Options, random: inout RandomSource) {
        id = UInt16.random(in: .min ... .max, using: &random)
        name = options.mixesCase ? Self.mixed(question.name, using: &random) : question.name
        isMixed = options.mixesCase
        clientCookie = options.edns == nil ? nil : options.clientCookie
        hasEDNS = options.edns != nil
        checkingDisabled = options.checkingDisabled
        var flags: Message.Flags = .authenticatedData
        if options.recursionDesired { flags.insert(.recursionDesired) }
        if options.checkingDisabled { flags.insert(.checkingDisabled) }
        let message = Message(
            id: id, flags: flags, question: Question(name, question.type, recordClass: question.recordClass),
            edns: options.edns)
        guard let octets = MessageCodec.encode(message) else { return nil }
        self.octets = octets
        questionOctets = Array(octets[12..<(12 + name.wire.count + 4)])
    }

    /// Each letter in random case (draft-vixie-dnsext-dns0x20).
    private static func mixed(
        _ name: DomainName, using random: inout RandomSource
    ) -> DomainName {
        var bits: UInt64 = 0
        var left = 0
        let wire = name.lowercased.wire.map { octet -> UInt8 in
            // Length octets are below 64, so only letters are in this range.
            guard (0x61...0x7a).contains(octet) else { return octet }
            if left == 0 {
                bits = random.next()
                left = 64
            }
            defer {
                bits >>= 1
                left -= 1
            }
            return bits & 1 == 1 ? octet ^ 0x20 : octet
        }
        return DomainName(wire: wire) ?? name
    }

    enum Match: Hashable {
        case reply
        /// The right question with changed letter case (0x20): the server does not preserve case, or someone is guessing.
        /// Never returned for a query in plain spelling.
        case caseChanged
        case other
    }

    /// Whether a packet can be the reply. Only error responses may omit the question (RFC 1035 §4.1.1 does not allow it,
    /// but old servers do it).
    func match(_ header: MessageHeader) -> Match {
        guard header.flags.contains(.response), header.opcode == 0, header.id == id else { return .other }
        guard let question = header.questionOctets else {
            let errors: [ResponseCode] = [.formatError, .serverFailure, .notImplemented, .refused]
            return errors.contains(header.code) ? .reply : .other
        }
        if question == questionOctets { return .reply }
        guard question.count == questionOctets.count, question.suffix(4) == questionOctets.suffix(4),
            DomainName(wire: question.dropLast(4)) == name
        else { return .other }
        return isMixed ? .caseChanged : .reply
    }
}
