/// A DNS message as values (RFC 1035 §4.1), with the OPT record taken out of the additional section (RFC 6891).
package struct Message: Hashable, Sendable {
    package var id: UInt16
    package var flags: Flags
    /// 0 is QUERY.
    package var opcode: UInt8
    /// The response code with the eight bits that EDNS adds (RFC 6891 §6.1.3).
    package var code: ResponseCode
    /// `nil` in the header-only error responses of old servers.
    package var question: Question?
    package var answers: [Record]
    package var authorities: [Record]
    /// Without the OPT record.
    package var additionals: [Record]
    package var edns: EDNS?

    package init(
        id: UInt16 = 0, flags: Flags = [], opcode: UInt8 = 0, code: ResponseCode = .noError, question: Question?,
        answers: [Record] = [], authorities: [Record] = [], additionals: [Record] = [], edns: EDNS? = nil
    ) {
        self.id = id
        self.flags = flags
        self.opcode = opcode
        self.code = code
        self.question = question
        self.answers = answers
        self.authorities = authorities
        self.additionals = additionals
        self.edns = edns
    }

    /// Flag bits in the header's second 16-bit word (RFC 1035 §4.1.1, RFC 4035 §3.2), in wire positions.
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// QR
        package static let response = Flags(rawValue: 0x8000)
        /// AA
        package static let authoritative = Flags(rawValue: 0x0400)
        /// TC
        package static let truncated = Flags(rawValue: 0x0200)
        /// RD
        package static let recursionDesired = Flags(rawValue: 0x0100)
        /// RA
        package static let recursionAvailable = Flags(rawValue: 0x0080)
        /// AD
        package static let authenticatedData = Flags(rawValue: 0x0020)
        /// CD
        package static let checkingDisabled = Flags(rawValue: 0x0010)

        /// Every named flag: the word without opcode, Z and response code.
        package static let all: Flags = [
            .response, .authoritative, .truncated, .recursionDesired, .recursionAvailable, .authenticatedData,
            .checkingDisabled,
        ]
    }
}
