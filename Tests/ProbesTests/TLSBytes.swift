import TestPeers

/// TLS messages in wire form, valid and invalid ones.
enum TLSBytes {
    static let alert: UInt8 = 21
    static let handshakeType: UInt8 = 22

    static func record(_ type: UInt8, _ body: [UInt8], version: UInt8 = 3) -> [UInt8] {
        [type, 3, version] + number(body.count, 2) + body
    }

    static func handshake(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        record(handshakeType, [type] + number(body.count, 3) + body)
    }

    /// A ServerHello without a session; `0xc02f` is TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.
    static func serverHello(
        version: [UInt8] = [3, 3], random: [UInt8] = Array(repeating: 7, count: 32), suite: Int = 0xc02f,
        extensions: [UInt8] = []
    ) -> [UInt8] {
        handshake(
            2,
            version + random + [0] + number(suite, 2) + [0] + (extensions.isEmpty ? [] : number(extensions.count, 2) + extensions)
        )
    }

    /// Requests another ClientHello, with a share of `group`.
    static func retry(group: Int) -> [UInt8] {
        let mark: [UInt8] = [
            0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11,
            0x16,
            0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
        ]
        return serverHello(
            random: mark, suite: 0x1301,
            extensions: number(43, 2) + number(2, 2) + [3, 4] + number(51, 2) + number(2, 2) + number(group, 2))
    }

    static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
