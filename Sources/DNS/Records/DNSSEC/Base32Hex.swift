/// Base 32 with the extended hex alphabet, without padding, as used in NSEC3 owner names (RFC 4648 §7, RFC 5155 §1.3).
package enum Base32Hex {
    /// `nil` when a character is not in the alphabet, or leftover bits are not zero.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for character in text {
            let digit: UInt8
            switch character {
            case 0x30...0x39: digit = character - 0x30
            case 0x41...0x56: digit = character - 0x41 + 10
            case 0x61...0x76: digit = character - 0x61 + 10
            default: return nil
            }
            bits = bits << 5 | UInt32(digit)
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            bits &= (1 << UInt32(count)) - 1
        }
        return count < 5 && bits == 0 ? octets : nil
    }
}
