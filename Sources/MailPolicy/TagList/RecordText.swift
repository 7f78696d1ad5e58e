/// The octets of a record's text, sliced by UTF-8 offset, and the artefacts that copying leaves in such texts.
struct RecordText: Sendable, Hashable {
    let octets: [UInt8]

    init(_ text: some StringProtocol) { octets = Array(text.utf8) }

    subscript(range: Range<Int>) -> String { String(decoding: octets[range], as: UTF8.self) }

    /// `range` without the blanks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, octets[lower].isBlank { lower += 1 }
        while lower < upper, octets[upper - 1].isBlank { upper -= 1 }
        return lower..<upper
    }

    /// The pieces of `range` between `separator`s, untrimmed; at least one.
    func pieces(of range: Range<Int>, separatedBy separator: UInt8) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where octets[index] == separator {
            result.append(start..<index)
            start = index + 1
        }
        result.append(start..<range.upperBound)
        return result
    }

    /// The most problems of one kind that are reported.
    private static let maximumReports = 32

    /// Quotes, backslashes, control characters and text beyond ASCII: what panels, word processors and zone files leave in
    /// a copied record. Nothing is reported in the ranges `except`, which are sorted.
    func copyingDamage(except: [Range<Int>] = []) -> [PolicyProblem] {
        var counts: [String: Int] = [:]
        var problems: [PolicyProblem] = []
        var index = 0
        var passedOver = except[...]
        while index < octets.count {
            while let first = passedOver.first, first.upperBound <= index { passedOver.removeFirst() }
            if let first = passedOver.first, first.contains(index) {
                index = first.upperBound
                continue
            }
            guard let problem = damage(at: index) else {
                index += 1
                continue
            }
            counts[problem.code, default: 0] += 1
            if counts[problem.code, default: 0] <= Self.maximumReports { problems.append(problem) }
            index = problem.range.upperBound
        }
        return problems
    }

    private func damage(at index: Int) -> PolicyProblem? {
        let single = index..<index + 1
        switch octets[index] {
        case UInt8(ascii: "\""):
            return PolicyProblem(
                .error, "stray-quote", quotes(at: index),
                "the record contains a quotation mark: quotes belong to the zone file, not to the text", repair: "")
        case UInt8(ascii: "\\") where index + 1 < octets.count && octets[index + 1] == UInt8(ascii: ";"):
            return PolicyProblem(
                .error, "escaped-semicolon", index..<index + 2,
                "the record contains `\\;`: the backslash belongs to the zone file, not to the text", repair: ";")
        case UInt8(ascii: "\\"):
            return PolicyProblem(.error, "stray-backslash", single, "the record contains a backslash", repair: "")
        case 0x80...0xff: return foreignCharacter(at: index)
        case 0x00...0x08, 0x0b, 0x0c, 0x0e...0x1f, 0x7f:
            return PolicyProblem(
                .error, "control-character", single, "the record contains a control character (\(octets[index]))", repair: "")
        default: return nil
        }
    }

    private func foreignCharacter(at index: Int) -> PolicyProblem {
        let range = scalarRange(at: index)
        let text = self[range]
        if ["\u{201c}", "\u{201d}", "\u{201e}", "\u{2018}", "\u{2019}", "\u{201a}", "\u{ab}", "\u{bb}"].contains(text) {
            return PolicyProblem(
                .error, "smart-quote", range, "the record contains a typographic quotation mark `\(text)`", repair: "")
        }
        if ["\u{a0}", "\u{2009}", "\u{202f}", "\u{3000}"].contains(text) {
            return PolicyProblem(.error, "not-ascii", range, "the record contains a blank that is not ASCII", repair: " ")
        }
        if ["\u{200b}", "\u{200c}", "\u{200d}", "\u{feff}", "\u{2060}"].contains(text) {
            return PolicyProblem(.error, "not-ascii", range, "the record contains an invisible character", repair: "")
        }
        return PolicyProblem(.error, "not-ascii", range, "`\(text)` is not ASCII")
    }

    /// A quotation mark, with the blanks and the second mark where two strings of a zone file were joined (`" "`).
    private func quotes(at index: Int) -> Range<Int> {
        var end = index + 1
        while end < octets.count, octets[end].isBlank { end += 1 }
        return end < octets.count && octets[end] == UInt8(ascii: "\"") && index > 0 ? index..<end + 1 : index..<index + 1
    }

    private func scalarRange(at index: Int) -> Range<Int> {
        var end = index + 1
        while end < octets.count, octets[end] & 0xc0 == 0x80 { end += 1 }
        return index..<end
    }
}

extension UInt8 {
    /// Folding white space as the records allow it (RFC 6376 §2.8): space, tab and line ends.
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLetter: Bool { (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self) }
    /// The octet with A to Z folded to lower case.
    var lowercase: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }
}
