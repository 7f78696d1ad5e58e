/// Finds the places of a DMARC record where a tag runs on into the next: a blank, comma or colon instead of a semicolon.
struct DMARCSeparatorLint {
    private(set) var problems: [PolicyProblem] = []

    init(_ list: TagList) {
        for tag in list.tags where DMARCRecordLint.knownTags.contains(tag.name.lowercased()) { check(tag, list.source) }
    }

    private mutating func check(_ tag: TagList.Tag, _ source: RecordText) {
        // A colon belongs to addresses, but nobody has one in the version.
        let separators = Array((tag.name.lowercased() == "v" ? " \t\r\n,:" : " \t\r\n,").utf8)
        var start = tag.valueRange.lowerBound
        for index in tag.valueRange {
            let octet = source.octets[index]
            if separators.contains(octet) { start = index + 1 }
            guard octet == UInt8(ascii: "=") else { continue }
            let name = source.trimmed(start..<index)
            var end = name.lowerBound
            while end > tag.valueRange.lowerBound, separators.contains(source.octets[end - 1]) { end -= 1 }
            guard end > tag.valueRange.lowerBound, end < name.lowerBound,
                DMARCRecordLint.knownTags.contains(source[name].lowercased())
            else { continue }
            problems.append(
                PolicyProblem(
                    .error, "semicolon-missing", end..<name.lowerBound,
                    "a semicolon is missing before `\(source[name.lowerBound..<tag.valueRange.upperBound].excerpt)`",
                    repair: "; "))
        }
    }
}
