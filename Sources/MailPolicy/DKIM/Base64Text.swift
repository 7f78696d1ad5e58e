/// Base64 in key records (RFC 6376 §2.10: blanks are allowed anywhere), decoded strictly, with what is wrong with it.
struct Base64Text: Sendable, Hashable {
    /// The decoded octets; with a fault, those before it.
    let octets: [UInt8]
    let fault: Fault?

    enum Fault: Sendable, Hashable {
        /// An octet outside the base64 alphabet, and its offset.
        case character(UInt8, at: Int)
        /// The last group is incomplete: one character or padding is missing.
        case cutShort
        /// More characters follow the padding, from this offset on: something was appended.
        case afterPadding(at: Int)
        /// Bits that must be zero before the padding are not.
        case looseBits
    }

    init(_ text: some Collection<UInt8>) {
        var octets: [UInt8] = []
        var group: UInt32 = 0
        var count = 0
        var padding = 0
        var fault: Fault?
        for (offset, octet) in text.enumerated() where !octet.isBlank {
            if octet == UInt8(ascii: "="), count >= 2, count + padding < 4 {
                padding += 1
                continue
            }
            guard let value = Self.value(of: octet) else {
                fault = padding > 0 && octet == UInt8(ascii: "=") ? .afterPadding(at: offset) : .character(octet, at: offset)
                break
            }
            guard padding == 0 else {
                fault = .afterPadding(at: offset)
                break
            }
            group = group << 6 | UInt32(value)
            count += 1
            if count == 4 {
                octets += [UInt8(group >> 16 & 0xff), UInt8(group >> 8 & 0xff), UInt8(group & 0xff)]
                group = 0
                count = 0
            }
        }
        if count == 2 {
            octets.append(UInt8(group >> 4 & 0xff))
            if fault == nil, padding == 2, group & 0xf != 0 { fault = .looseBits }
        }
        if count == 3 {
            octets += [UInt8(group >> 10 & 0xff), UInt8(group >> 2 & 0xff)]
            if fault == nil, padding == 1, group & 0x3 != 0 { fault = .looseBits }
        }
        if fault == nil, count > 0, count + padding != 4 { fault = .cutShort }
        self.octets = octets
        self.fault = fault
    }

    private static func value(of octet: UInt8) -> UInt8? {
        switch octet {
        case 0x41...0x5a: octet - 0x41
        case 0x61...0x7a: octet - 0x61 + 26
        case 0x30...0x39: octet - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// `octets` in base64 with padding, on one line.
    static func encode(_ octets: some Sequence<UInt8>) -> String {
        let octets = Array(octets)
        var result: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            var bits: UInt32 = 0
            for index in start..<start + 3 { bits = bits << 8 | UInt32(index < octets.count ? octets[index] : 0) }
            for position in 0..<4 {
                result.append(
                    position <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * position) & 0x3f)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
