package import DNS

/// The header of a packet and its question, decoded before any library sees the packet.
///
/// Enough to decide whether a packet can be the reply to a query, and cheap enough for every stray packet.
package struct MessageHeader: Sendable {
    package let id: UInt16
    package let flags: Message.Flags
    package let opcode: UInt8
    /// The low four bits only; EDNS may add more.
    package let code: ResponseCode
    /// The question as received, name, type and class; `nil` when there is none (QDCOUNT 0).
    package let questionOctets: [UInt8]?
    package let recordCount: Int
    let counts: [Int]

    static let size = 12

    /// - Throws: when the packet is shorter than its header says, when QDCOUNT is over one, when the question's name is
    ///   compressed or too long, or when QDCOUNT is 0 in anything but an error response without records.
    package init(_ octets: [UInt8]) throws(MalformedMessage) {
        guard octets.count >= Self.size else { throw .tooShort }
        let pair = { (index: Int) in UInt16(octets[index]) << 8 | UInt16(octets[index + 1]) }
        id = pair(0)
        flags = Message.Flags(rawValue: pair(2)).intersection(.all)
        opcode = octets[2] >> 3 & 15
        code = ResponseCode(rawValue: UInt16(octets[3] & 15))
        let questions = pair(4)
        counts = [Int(pair(6)), Int(pair(8)), Int(pair(10))]
        recordCount = counts.reduce(0, +)
        guard questions <= 1 else { throw .questionCount(Int(questions)) }
        guard questions == 1 else {
            guard flags.contains(.response), code != .noError, recordCount == 0 else { throw .questionCount(0) }
            questionOctets = nil
            return
        }
        var end = Self.size
        while end < octets.count, octets[end] != 0 {
            guard octets[end] <= DomainName.maximumLabelLength else { throw .illegalName }
            end += Int(octets[end]) + 1
        }
        guard end + 5 <= octets.count else { throw .tooShort }
        guard end - Self.size < DomainName.maximumWireLength else { throw .illegalName }
        questionOctets = Array(octets[Self.size..<(end + 5)])
    }

    /// The question as values.
    package var question: Question? {
        guard let octets = questionOctets, let name = DomainName(wire: octets.dropLast(4)) else { return nil }
        let pair = { (index: Int) in UInt16(octets[index]) << 8 | UInt16(octets[index + 1]) }
        return Question(
            name, RecordType(rawValue: pair(octets.count - 4)), recordClass: pair(octets.count - 2))
    }
}
