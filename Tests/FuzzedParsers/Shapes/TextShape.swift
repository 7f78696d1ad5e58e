import ScriptedDNS

/// Text as words, numbers, blanks and marks: whole pieces are exchanged, doubled, lost and replaced.
struct TextShape {
    let tokens: [String]

    private static let numbers = [
        "0", "-1", "1", "00", "127", "128", "255", "256", "65535", "65536", "2147483648", "4294967296", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "1e309", "1.5", "0x10", "1_000", "99999999999999999999999999",
    ]

    /// Characters that parsers of text trip over.
    private static let oddities = [
        "\u{0}", "\u{7f}", "\u{85}", "\u{a0}", "\u{ad}", "\u{200b}", "\u{200d}", "\u{202e}", "\u{2028}", "\u{feff}", "\u{fffd}",
        "\u{130}", "e\u{301}", "é", "ß", "👩‍👩‍👧", "\r", "\r\n", "\n\n", "\t", "\u{b}", "\u{c}", "\u{1b}[2J", "\\", "\"", "'",
        "\u{1d7d8}", "\u{e000}", "xn--", "\\\\", "\\000", "\\u0000", "\\ud800",
    ]

    private static let pairs = [
        ("(", ")"), ("[", "]"), ("{", "}"), ("\"", "\""), ("'", "'"), ("%{", "}"), ("${", "}"), ("<", ">"),
    ]

    func changed(_ octets: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        if Int.random(in: 0..<3, using: &random) == 0 { return lines(octets, &random) }
        var pieces = Self.pieces(octets)
        let range = pieces.randomRange(8, &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: pieces.replaceSubrange(range.prefix(1), with: [token(&random)])
        case 2, 3: pieces.insert(token(&random), at: range.lowerBound)
        case 4: pieces.removeSubrange(range)
        case 5: pieces.insert(contentsOf: pieces[range], at: Int.random(in: 0...pieces.count, using: &random))
        case 6:
            let digits = pieces.indices.filter { pieces[$0].first.map { (0x30...0x39).contains($0) } ?? false }
            guard let place = digits.randomElement(using: &random) else { break }
            pieces[place] = Array((Self.numbers.randomElement(using: &random) ?? "0").utf8)
        case 7:
            guard octets.count < 4_096 else { break }
            let repeated = repeatElement(pieces[range], count: Int.random(in: 2...64, using: &random)).flatMap { $0 }
            pieces.replaceSubrange(range, with: repeated)
        case 8:
            guard let (open, close) = Self.pairs.randomElement(using: &random) else { break }
            pieces.insert(Array(close.utf8), at: range.upperBound)
            pieces.insert(Array(open.utf8), at: range.lowerBound)
        default: pieces.insert(Array((Self.oddities.randomElement(using: &random) ?? "").utf8), at: range.lowerBound)
        }
        return pieces.flatMap { $0 }
    }

    private func token(_ random: inout SeededGenerator) -> [UInt8] {
        Array((tokens.randomElement(using: &random) ?? "").utf8)
    }

    /// Whole lines exchanged, doubled and lost, or moved in.
    private func lines(_ octets: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var lines = octets.split(separator: 0x0a, omittingEmptySubsequences: false).map(Array.init)
        if Bool.random(using: &random) {
            lines.disturb(&random)
        } else {
            let place = Int.random(in: 0..<lines.count, using: &random)
            let blanks = lines[place].prefix { $0 == 0x20 }.count
            let depth = max(0, blanks + ([-2, -1, 1, 2, 4].randomElement(using: &random) ?? 1))
            lines[place] = Array(repeating: 0x20, count: depth) + lines[place].dropFirst(blanks)
        }
        return Array(lines.joined(separator: [0x0a]))
    }

    /// Runs of letters and octets beyond ASCII, runs of digits, runs of blanks, and everything else one by one.
    private static func pieces(_ octets: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var last = Kind.mark
        for octet in octets {
            let kind = Kind(octet)
            if kind == last, kind != .mark, !pieces.isEmpty {
                pieces[pieces.count - 1].append(octet)
            } else {
                pieces.append([octet])
            }
            last = kind
        }
        return pieces
    }

    private enum Kind {
        case word, number, blank, mark

        init(_ octet: UInt8) {
            switch octet {
            case 0x41...0x5a, 0x61...0x7a, 0x80...: self = .word
            case 0x30...0x39: self = .number
            case 0x20, 0x09: self = .blank
            default: self = .mark
            }
        }
    }
}
