/// A DNS message as values (RFC 1035 §4.1), with the OPT record lifted out of the additional section (RFC 6891).
public struct Message: Hashable, Sendable {
    public var id: UInt16
    public var flags: Flags
    /// 0 is QUERY.
    public var opcode: UInt8
    /// The response code with the eight bits that EDNS adds (RFC 6891 §6.1.3).
    public var code: ResponseCode
    /// `nil` in the error responses that old servers send with a header only.
    public var question: Question?
    public var answers: [Record]
    public var authorities: [Record]
    /// Without the OPT record.
    public var additionals: [Record]
    public var edns: EDNS?

    public init(
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

    /// Bits of the header's second pair of octets (RFC 1035 §4.1.1, RFC 4035 §3.2), at their places there.
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// QR
        public static let response = Flags(rawValue: 0x8000)
        /// AA
        public static let authoritative = Flags(rawValue: 0x0400)
        /// TC
        public static let truncated = Flags(rawValue: 0x0200)
        /// RD
        public static let recursionDesired = Flags(rawValue: 0x0100)
        /// RA
        public static let recursionAvailable = Flags(rawValue: 0x0080)
        /// AD
        public static let authenticatedData = Flags(rawValue: 0x0020)
        /// CD
        public static let checkingDisabled = Flags(rawValue: 0x0010)

        /// Every flag that has a name: what is left of the header's pair without opcode, Z and response code.
        public static let all: Flags = [
            .response, .authoritative, .truncated, .recursionDesired, .recursionAvailable, .authenticatedData,
            .checkingDisabled,
        ]
    }
}
