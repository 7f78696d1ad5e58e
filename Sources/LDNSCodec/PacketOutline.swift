import DNS

/// Walks a packet's records by their lengths, without reading their data, and refuses what ldns 1.8.3 would accept too
/// readily (several OPT records, TSIG, implausibly many records).
struct PacketOutline {
    /// Octets after the last record. Tolerated, but worth a finding.
    let trailingOctets: Int

    init(_ octets: [UInt8], header: MessageHeader, limit: MessageCodec.RecordLimit) throws(MalformedMessage) {
        guard header.recordCount <= limit.rawValue else { throw .tooManyRecords(header.recordCount) }
        var position = MessageHeader.size + (header.questionOctets?.count ?? 0)
        var hasOPT = false
        for (section, count) in header.counts.enumerated() {
            for _ in 0..<count {
                guard let start = Self.endOfName(octets, from: position), start + 10 <= octets.count else {
                    throw .recordsRunOut
                }
                switch RecordType(rawValue: UInt16(octets[start]) << 8 | UInt16(octets[start + 1])) {
                case .tsig: throw .unexpectedTSIG
                case .opt:
                    guard !hasOPT, section == 2 else { throw .misplacedOPT }
                    hasOPT = true
                default: break
                }
                position = start + 10 + (Int(octets[start + 8]) << 8 | Int(octets[start + 9]))
                guard position <= octets.count else { throw .recordsRunOut }
            }
        }
        trailingOctets = octets.count - position
    }

    /// Where a name ends: after its zero octet, or after its first pointer, which is not followed.
    private static func endOfName(_ octets: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < octets.count {
            let length = octets[index]
            if length == 0 { return index + 1 }
            if length >= 0xc0 { return index + 2 }
            guard length <= DomainName.maximumLabelLength else { return nil }
            index += Int(length) + 1
        }
        return nil
    }
}
