/// Reads the few DER forms in which keys are encoded (ITU-T X.690): definite lengths, tags below 31, nothing else.
struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ octets: some Sequence<UInt8>) { rest = Array(octets)[...] }

    var isAtEnd: Bool { rest.isEmpty }
    var remaining: [UInt8] { Array(rest) }

    static let integer: UInt8 = 0x02
    static let bitString: UInt8 = 0x03
    static let octetString: UInt8 = 0x04
    static let objectIdentifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30

    enum Damage: Error, Hashable {
        /// The element claims more octets than there are: octets needed, octets present.
        case truncated(needed: Int, present: Int)
        case malformed
    }

    /// The tag of the next element.
    var nextTag: UInt8? { rest.first }

    /// The content of the next element, which must have `tag`.
    mutating func element(_ tag: UInt8) throws(Damage) -> ArraySlice<UInt8> {
        guard let first = rest.first else { throw .truncated(needed: 2, present: 0) }
        guard first == tag else { throw .malformed }
        let present = rest.count
        guard present >= 2 else { throw .truncated(needed: 2, present: present) }
        let base = rest.startIndex
        var length = Int(rest[base + 1])
        var header = 2
        if length >= 0x80 {
            let count = length & 0x7f
            // No key needs a length of more than three octets.
            guard (1...3).contains(count) else { throw .malformed }
            guard present >= 2 + count else { throw .truncated(needed: 2 + count, present: present) }
            length = rest[base + 2..<base + 2 + count].reduce(0) { $0 << 8 | Int($1) }
            header += count
            guard length >= 0x80 else { throw .malformed }
        }
        guard present >= header + length else { throw .truncated(needed: header + length, present: present) }
        let content = rest[base + header..<base + header + length]
        rest = rest[(base + header + length)...]
        return content
    }

    /// The next element as a non-negative number, big-endian without leading zeros.
    mutating func number() throws(Damage) -> [UInt8] {
        let content = try element(Self.integer)
        guard let first = content.first, first & 0x80 == 0 else { throw .malformed }
        return Array(content.drop { $0 == 0 })
    }

    /// The next element as a reader over its content.
    mutating func nested(_ tag: UInt8) throws(Damage) -> DERReader { DERReader(try element(tag)) }

    /// The next element as a bit string of whole octets.
    mutating func bits() throws(Damage) -> [UInt8] {
        let content = try element(Self.bitString)
        guard content.first == 0 else { throw .malformed }
        return Array(content.dropFirst())
    }

    /// One element.
    static func encode(_ tag: UInt8, _ content: some Sequence<UInt8>) -> [UInt8] {
        let content = Array(content)
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(rest & 0xff), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    /// A non-negative number as an element.
    static func encode(number: [UInt8]) -> [UInt8] {
        let digits = number.drop { $0 == 0 }
        let sign: [UInt8] = digits.first.map { $0 & 0x80 != 0 } ?? true ? [0] : []
        return encode(integer, sign + digits)
    }
}
