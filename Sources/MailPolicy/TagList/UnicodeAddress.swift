import DNS

/// Finds report addresses with U-labels: a URI is ASCII, and its domain is written in A-labels (RFC 6068 §2, RFC 5890
/// §2.3.2.1).
enum UnicodeAddress {
    /// One problem per such address, with the same address in A-labels as its repair. Others are left alone.
    static func problems(in tag: TagList.Tag, of source: RecordText, _ names: HostNameConversion) -> [PolicyProblem] {
        guard source.octets[tag.valueRange].contains(where: { $0 >= 0x80 }) else { return [] }
        return source.pieces(of: tag.valueRange, separatedBy: UInt8(ascii: ",")).compactMap { piece in
            let range = source.trimmed(piece)
            return ascii(source.octets[range], names).map { address in
                PolicyProblem(
                    .error, "domain-not-ascii", range,
                    "the domain of `\(source[range].excerpt)` is written in U-labels: reporters read A-labels", repair: address)
            }
        }
    }

    /// The address with its domain in A-labels; `nil` when that changes nothing, or is impossible.
    private static func ascii(_ octets: ArraySlice<UInt8>, _ names: HostNameConversion) -> String? {
        guard let at = octets.lastIndex(of: UInt8(ascii: "@")), octets[...at].allSatisfy({ $0 < 0x80 }) else { return nil }
        let host = octets[(at + 1)...].prefix { !Array("!?".utf8).contains($0) }
        guard host.contains(where: { $0 >= 0x80 }), octets[host.endIndex...].allSatisfy({ $0 < 0x80 }),
            let name = names.toASCII(String(decoding: host, as: UTF8.self))
        else { return nil }
        let tail = String(decoding: octets[host.endIndex...], as: UTF8.self)
        return String(decoding: octets[...at], as: UTF8.self) + name.text + tail
    }
}
