/// A record's text in zone-file syntax (RFC 1035 §5.1): brackets over several lines, several quoted strings, possibly after
/// the owner, TTL, class and `TXT`. People paste whole lines.
enum ZoneFileText {
    /// Words before the data: owner, TTL, class, type.
    private static let maximumWords = 4

    /// One problem for the whole text, with the joined strings as its repair; `nil` for any other text, and for a single
    /// pair of quotes, which `RecordText` reports in place.
    static func problem(in text: String) -> PolicyProblem? {
        guard let joined = joined(Array(text.utf8), aloneToo: false) else { return nil }
        return PolicyProblem(
            .error, "zone-file-syntax", 0..<text.utf8.count,
            "the text is in zone-file syntax: its brackets, quotes and names are not part of the record", repair: joined)
    }

    /// The data of a text that is nothing but zone-file syntax, one or several quoted strings without anything else included;
    /// `nil` for any other text.
    static func data(of text: String) -> String? { joined(Array(text.utf8), aloneToo: true) }

    /// - Parameter aloneToo: quoted strings without brackets or words count as zone-file syntax too.
    private static func joined(_ octets: [UInt8], aloneToo: Bool) -> String? {
        let space: (UInt8) -> Bool = \.isBlank
        guard var index = dataStart(octets) else { return nil }
        let hasWords = index > octets.prefix(while: space).count
        var result: [UInt8] = []
        var hasBrackets = false
        var strings = 0
        while index < octets.count {
            switch octets[index] {
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                hasBrackets = true
                index += 1
            case UInt8(ascii: "\""):
                guard let end = appendString(octets, from: index + 1, to: &result) else { return nil }
                strings += 1
                index = end
            case UInt8(ascii: ";"):
                let comment = octets[index...].prefix { $0 != 0x0a }
                // A comment with a tag or string is really part of a record with misplaced quotes.
                guard !comment.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "\"") }) else { return nil }
                index = comment.endIndex
            case let octet where octet.isBlank: index += 1
            default: return nil
            }
        }
        guard strings > 0, aloneToo || hasBrackets || hasWords else { return nil }
        return String(validating: result, as: UTF8.self)
    }

    /// The position of the first bracket or quote, if only a few words ending in `TXT` precede it.
    private static func dataStart(_ octets: [UInt8]) -> Int? {
        guard let start = octets.firstIndex(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "\"") }) else { return nil }
        let words = octets[..<start].split(whereSeparator: \.isBlank)
        guard let last = words.last else { return start }
        let isType = String(decoding: last, as: UTF8.self).uppercased() == "TXT"
        return isType && words.count <= maximumWords ? start : nil
    }

    /// Reads a quoted string with its escapes; returns the index after its closing quote, or `nil` without one.
    private static func appendString(_ octets: [UInt8], from start: Int, to result: inout [UInt8]) -> Int? {
        var index = start
        while index < octets.count {
            switch octets[index] {
            case UInt8(ascii: "\""): return index + 1
            case UInt8(ascii: "\\"):
                let digits = octets[(index + 1)...].prefix(3)
                if digits.count == 3, digits.allSatisfy(\.isDigit), let value = UInt8(String(decoding: digits, as: UTF8.self)) {
                    result.append(value)
                    index += 4
                } else if index + 1 < octets.count {
                    result.append(octets[index + 1])
                    index += 2
                } else {
                    return nil
                }
            default:
                result.append(octets[index])
                index += 1
            }
        }
        return nil
    }
}
