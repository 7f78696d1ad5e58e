package import DNS

/// Encodes and decodes messages (RFC 1035 §4), with our own checks before ldns.
package enum MessageCodec {
    /// How many records a message may hold.
    package struct RecordLimit: RawRepresentable, Hashable, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Far more than fits the payload sizes in use; limits what a packet full of compression pointers can make us
        /// allocate.
        package static let datagram = RecordLimit(rawValue: 512)
        /// The most that 65,535 octets can hold: the shortest record has 11 octets.
        package static let stream = RecordLimit(rawValue: (65_535 - 12) / 11)
    }

    /// Decodes any octets, or throws the reason. TSIG, several OPT records and several questions are refused.
    package static func decode(_ octets: [UInt8], limit: RecordLimit = .stream) throws(MalformedMessage) -> Message {
        try decode(octets, header: try MessageHeader(octets), limit: limit)
    }

    /// The same for a packet whose header was already decoded.
    package static func decode(
        _ octets: [UInt8], header: MessageHeader, limit: RecordLimit
    ) throws(MalformedMessage) -> Message {
        _ = try PacketOutline(octets, header: header, limit: limit)
        return try LDNS.decode(octets, header: header)
    }

    /// Octets after the last record: `decode` tolerates them, but no server should send them.
    package static func trailingOctets(_ octets: [UInt8]) throws(MalformedMessage) -> Int {
        try PacketOutline(octets, header: try MessageHeader(octets), limit: .stream).trailingOctets
    }

    /// The message in wire form. If it exceeds `limit` octets, the additional section is dropped, and if that is not
    /// enough, all records, with TC set (RFC 2181 §9).
    ///
    /// - Returns: `nil` when even that is too long.
    package static func encode(_ message: Message, limit: Int = 65_535) -> [UInt8]? {
        let whole = LDNS.encode(message)
        if let whole, whole.count <= limit { return whole }
        var shorter = message
        shorter.additionals = []
        if let octets = LDNS.encode(shorter), octets.count <= limit { return octets }
        shorter.answers = []
        shorter.authorities = []
        shorter.flags.insert(.truncated)
        return LDNS.encode(shorter).flatMap { $0.count <= limit ? $0 : nil }
    }
}
