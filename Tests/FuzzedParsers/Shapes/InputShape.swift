import ScriptedDNS

/// The form that a parser's inputs have: a change keeps most of it, so that it comes past the first check.
package enum InputShape: Sendable {
    /// Words, numbers and marks; `tokens` are words that mean something to the parser.
    case text(tokens: [String])
    /// A DNS message (RFC 1035 §4).
    case message
    /// Nested values of ASN.1 in DER.
    case der
    /// The pages of an SQLite database.
    case pages

    /// The input with one to four changes; the same for the same seed.
    package func changed(_ octets: [UInt8], seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var changed = octets
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            switch self {
            case .text(let tokens): changed = TextShape(tokens: tokens).changed(changed, &random)
            case .message: changed = MessageShape.changed(changed, &random)
            case .der: changed = DERShape.changed(changed, &random)
            case .pages: changed = PageShape.changed(changed, &random)
            }
        }
        return changed
    }
}

/// Octets changed without any idea of what they mean.
enum Octets {
    static func damaged(_ octets: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var octets = octets
        guard !octets.isEmpty else { return [UInt8.random(in: .min ... .max, using: &random)] }
        let index = Int.random(in: 0..<octets.count, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: octets[index] = UInt8.random(in: .min ... .max, using: &random)
        case 1: octets[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: octets[index] = [0, 1, 63, 64, 0x7f, 0x80, 0xc0, 0xff].randomElement(using: &random) ?? 0
        case 3: octets.removeSubrange(index...)
        case 4: octets.insert(UInt8.random(in: .min ... .max, using: &random), at: index)
        case 5: octets.remove(at: index)
        default:
            let end = min(index + Int.random(in: 1...32, using: &random), octets.count)
            octets.insert(contentsOf: octets[index..<end], at: Int.random(in: 0...octets.count, using: &random))
        }
        return octets
    }
}

extension Array {
    /// A part of it, at most `longest` elements, chosen by chance; empty only where the array is.
    func randomRange(_ longest: Int, _ random: inout SeededGenerator) -> Range<Int> {
        guard !isEmpty else { return 0..<0 }
        let start = Int.random(in: 0..<count, using: &random)
        return start..<Swift.min(start + Int.random(in: 1...longest, using: &random), count)
    }

    /// One element doubled, lost, or exchanged with another.
    mutating func disturb(_ random: inout SeededGenerator) {
        guard !isEmpty else { return }
        let first = Int.random(in: 0..<count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: remove(at: first)
        case 1: swapAt(first, Int.random(in: 0..<count, using: &random))
        case 2: insert(self[first], at: Int.random(in: 0...count, using: &random))
        default:
            guard count < 200 else { return }
            insert(contentsOf: repeatElement(self[first], count: Int.random(in: 2...20, using: &random)), at: first)
        }
    }
}
