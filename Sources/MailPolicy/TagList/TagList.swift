/// A list of `name=value` parts between semicolons (RFC 6376 §3.2), kept as written with all positions.
///
/// Parsing never fails: parts without `=` and empty parts are kept separately, and parsing continues. Positions are UTF-8
/// offsets.
package struct TagList: Sendable, Hashable {
    /// A part with `=`; blanks around the name and the value belong to neither.
    package struct Tag: Sendable, Hashable {
        /// As written: the record's own standard decides whether case matters.
        package let name: String
        package let value: String
        package let nameRange: Range<Int>
        package let valueRange: Range<Int>

        package var range: Range<Int> { nameRange.lowerBound..<valueRange.upperBound }
    }

    /// A part that is not a tag.
    package struct Stray: Sendable, Hashable {
        /// Empty when there is nothing between two semicolons.
        package let text: String
        package let range: Range<Int>
        /// The number of tags before it.
        package let tagsBefore: Int
    }

    package let text: String
    package let tags: [Tag]
    /// Parts without `=`, and empty parts, except after a final semicolon.
    package let strays: [Stray]
    let source: RecordText

    package init(_ text: String) {
        self.text = text
        source = RecordText(text)
        var tags: [Tag] = []
        var strays: [Stray] = []
        let parts = source.pieces(of: 0..<source.octets.count, separatedBy: UInt8(ascii: ";"))
        for (index, whole) in parts.enumerated() {
            let part = source.trimmed(whole)
            if part.isEmpty, index == parts.count - 1 { continue }
            guard let equals = source.octets[part].firstIndex(of: UInt8(ascii: "=")) else {
                strays.append(Stray(text: source[part], range: part, tagsBefore: tags.count))
                continue
            }
            let name = source.trimmed(part.lowerBound..<equals)
            let value = source.trimmed(equals + 1..<part.upperBound)
            tags.append(Tag(name: source[name], value: source[value], nameRange: name, valueRange: value))
        }
        self.tags = tags
        self.strays = strays
    }

    /// Whether the list starts with a tag at its very first octet, without blanks.
    var beginsAtOnce: Bool { tags.first?.nameRange.lowerBound == 0 }

    /// The tags that repeat an earlier one, names compared by `key`.
    func repeated(by key: (String) -> String = { $0 }) -> [Tag] {
        var seen: Set<String> = []
        return tags.filter { !seen.insert(key($0.name)).inserted }
    }

    /// The range of a whole part with the semicolon and blanks before it (after it, for the first): the text to delete to
    /// remove the part.
    func removal(of range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        while lower > 0, source.octets[lower - 1].isBlank { lower -= 1 }
        if lower > 0 {
            lower -= 1
            while lower > 0, source.octets[lower - 1].isBlank { lower -= 1 }
            return lower..<range.upperBound
        }
        var upper = range.upperBound
        while upper < source.octets.count, source.octets[upper].isBlank { upper += 1 }
        if upper < source.octets.count, source.octets[upper] == UInt8(ascii: ";") { upper += 1 }
        while upper < source.octets.count, source.octets[upper].isBlank { upper += 1 }
        return 0..<upper
    }
}

extension TagList.Tag {
    /// Whether the name is legal (RFC 6376 §3.2): a letter, then letters, digits and `_`.
    var hasLegalName: Bool {
        name.utf8.first?.isLetter == true && name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    }
}
