/// The octets of a record's text, cut by UTF-8 offset, and the marks that copying leaves in such texts.
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

    /// The pieces of `range` between `separator`s, as they stand; at least one.
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

    /// Quotes, backslashes, control characters and text beyond ASCII: what panels, word processors and zone files leave
    /// in a record that was copied. At most one problem of a kind, at its first place.
    func copyingDamage() -> [PolicyProblem] {
        var found: [String: PolicyProblem] = [:]
        func report(_ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil) {
            if found[code] == nil { found[code] = PolicyProblem(.error, code, range, message, repair: repair) }
        }
        var index = 0
        while index < octets.count {
            let octet = octets[index]
            let next = index + 1
            switch octet {
            case UInt8(ascii: "\""):
                report(
                    "stray-quote", quoted(at: index),
                    "a quotation mark stands in the record itself: quotes belong to the zone file, not to the text", repair: "")
            case UInt8(ascii: "\\"):
                let escaped = next < octets.count && (octets[next] == UInt8(ascii: ";") || octets[next] == UInt8(ascii: "\""))
                if escaped, octets[next] == UInt8(ascii: ";") {
                    report(
                        "escaped-semicolon", index..<next + 1,
                        "`\\;` stands in the record: the backslash was meant for a zone file and became part of the text",
                        repair: ";")
                } else {
                    report("stray-backslash", index..<next, "a backslash stands in the record", repair: "")
                }
            case 0x80...0xff:
                let scalar = scalarRange(at: index)
                let text = self[scalar]
                if ["“", "”", "‘", "’", "„", "«", "»"].contains(text) {
                    report("smart-quote", scalar, "a typographic quotation mark `\(text)` stands in the record", repair: "")
                } else if ["\u{a0}", "\u{2009}", "\u{202f}", "\u{3000}"].contains(text) {
                    report("not-ascii", scalar, "a blank that is not ASCII stands in the record", repair: " ")
                } else if ["\u{200b}", "\u{200c}", "\u{200d}", "\u{feff}", "\u{2060}"].contains(text) {
                    report("not-ascii", scalar, "an invisible character stands in the record", repair: "")
                } else {
                    report("not-ascii", scalar, "`\(text)` is not ASCII")
                }
                index = scalar.upperBound
                continue
            case 0x00...0x08, 0x0a...0x1f, 0x7f:
                report("control-character", index..<next, "a control character (\(octet)) stands in the record", repair: "")
            default: break
            }
            index = next
        }
        return found.values.inTextOrder()
    }

    /// A quotation mark, with the blanks and the second mark where two strings of a zone file were joined (`" "`).
    private func quoted(at index: Int) -> Range<Int> {
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
    /// Folding white space as the records allow it (RFC 6376 §2.8): blank, tab and the ends of lines.
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLetter: Bool { (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self) }
    /// The octet with A to Z folded to lower case.
    var lowercase: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }
}
