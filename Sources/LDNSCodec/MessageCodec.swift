package import DNS

/// Messages to and from wire form (RFC 1035 §4), through ldns behind checks of our own.
package enum MessageCodec {
    /// How many records a message may hold.
    package struct RecordLimit: RawRepresentable, Hashable, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Far more than fits the payload sizes in use; bounds what a packet of pointers can make us allocate.
        package static let datagram = RecordLimit(rawValue: 512)
        /// All that 65,535 octets can hold: 11 octets is the shortest record.
        package static let stream = RecordLimit(rawValue: (65_535 - 12) / 11)
    }

    /// Any octets in; values or the reason why not out. TSIG, several OPT records and several questions are refused.
    package static func decode(_ octets: [UInt8], limit: RecordLimit = .stream) throws(MalformedMessage) -> Message {
        try decode(octets, header: try MessageHeader(octets), limit: limit)
    }

    /// The same for a packet whose header was read before.
    package static func decode(
        _ octets: [UInt8], header: MessageHeader, limit: RecordLimit
    ) throws(MalformedMessage) -> Message {
        _ = try PacketOutline(octets, header: header, limit: limit)
        return try LDNS.decode(octets, header: header)
    }

    /// Octets after the last record: tolerated in `decode`, but no server should send them.
    package static func trailingOctets(_ octets: [UInt8]) throws(MalformedMessage) -> Int {
        try PacketOutline(octets, header: try MessageHeader(octets), limit: .stream).trailingOctets
    }

    /// The message in wire form. One longer than `limit` octets loses its additional section, and if that is not
    /// enough all its records, with TC set (RFC 2181 §9).
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
