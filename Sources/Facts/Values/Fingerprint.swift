/// 64-bit FNV-1a of a text's UTF-8, in 16 hexadecimal digits: an identifier and a checksum against damage, not against
/// tampering.
package func fingerprint(of text: String) -> String {
    // http://www.isthe.com/chongo/tech/comp/fnv/: offset basis and prime of 64 bits.
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
