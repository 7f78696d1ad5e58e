import DNS

/// Finds out whether a server supports groups that this program's OpenSSL does not: it sends a TLS 1.3 ClientHello without
/// a key share, which a server answers with a HelloRetryRequest that names its chosen group (RFC 8446 §4.1.4).
enum GroupProbe {
    /// Registered numbers (https://www.iana.org/assignments/tls-parameters, TLS Supported Groups).
    private static let numbers: [String: UInt16] = [
        "SecP256r1MLKEM768": 0x11eb, "X25519MLKEM768": 0x11ec, "SecP384r1MLKEM1024": 0x11ed,
    ]

    /// The one of `names` that the server chooses; `nil` when it accepts none.
    static func agreed(
        of names: [String], over connection: some ByteStream, serverName: String?, random: [UInt8], _ deadline: Deadline
    ) -> String? {
        let offered = names.filter { numbers[$0] != nil }
        let hello = hello(offered.compactMap { numbers[$0] }, serverName: serverName, random: random)
        guard !offered.isEmpty, (try? connection.write(hello, deadline)) != nil else { return nil }
        var octets: [UInt8] = []
        while octets.count <= maximumAnswer {
            if let number = retryGroup(octets) { return offered.first { numbers[$0] == number } }
            guard let more = try? connection.read(deadline), !more.isEmpty else { return nil }
            octets += more
        }
        return nil
    }

    /// A HelloRetryRequest has about 90 octets.
    private static let maximumAnswer = 1_024

    // MARK: ClientHello

    private static func hello(_ groups: [UInt16], serverName: String?, random: [UInt8]) -> [UInt8] {
        let algorithms: [UInt16] = [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0807]
        var extensions: [UInt8] = []
        if let serverName { extensions += `extension`(0, vector(2, [0] + vector(2, Array(serverName.utf8)))) }
        extensions += `extension`(10, vector(2, groups.flatMap(number)))
        extensions += `extension`(13, vector(2, algorithms.flatMap(number)))
        extensions += `extension`(43, vector(1, [0x03, 0x04]))
        extensions += `extension`(51, vector(2, []))
        let suites: [UInt16] = [0x1301, 0x1302, 0x1303]
        let body =
            [0x03, 0x03] + random.prefix(32) + vector(1, Array(random.suffix(32))) + vector(2, suites.flatMap(number))
            + vector(1, [0]) + vector(2, extensions)
        return [0x16, 0x03, 0x01] + vector(2, [0x01] + vector(3, body))
    }

    private static func number(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)] }

    private static func `extension`(_ type: UInt16, _ body: [UInt8]) -> [UInt8] { number(type) + vector(2, body) }

    /// The octets preceded by their count, which takes `width` octets.
    private static func vector(_ width: Int, _ octets: [UInt8]) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: octets.count >> (8 * $0)) } + octets
    }

    // MARK: HelloRetryRequest

    /// The SHA-256 of "HelloRetryRequest", which replaces the server's random number (RFC 8446 §4.1.3).
    private static let retryMark: [UInt8] = [
        0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16,
        0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
    ]

    /// The group of a complete HelloRetryRequest; `nil` for anything else.
    private static func retryGroup(_ octets: [UInt8]) -> UInt16? {
        guard octets.count >= 5, octets[0] == 0x16 else { return nil }
        let length = Int(octets[3]) << 8 | Int(octets[4])
        guard octets.count >= 5 + length else { return nil }
        var rest = octets[5..<(5 + length)]
        guard rest.popFirst() == 0x02, rest.count >= 3 + 2 + 32 else { return nil }
        rest = rest.dropFirst(3 + 2)
        guard Array(rest.prefix(32)) == retryMark else { return nil }
        rest = rest.dropFirst(32)
        guard let session = rest.popFirst(), rest.count >= Int(session) + 2 + 1 + 2 else { return nil }
        rest = rest.dropFirst(Int(session) + 2 + 1 + 2)
        while rest.count >= 4 {
            let head = Array(rest.prefix(4))
            rest = rest.dropFirst(4)
            let count = Int(head[2]) << 8 | Int(head[3])
            guard rest.count >= count else { return nil }
            if head[0] == 0, head[1] == 51, count == 2 {
                let value = Array(rest.prefix(2))
                return UInt16(value[0]) << 8 | UInt16(value[1])
            }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}
