/// Finds where a tag runs on into the next one: a blank, comma or colon in place of a semicolon.
struct SeparatorLint {
    private(set) var problems: [PolicyProblem] = []
    private let known: Set<String>
    private let source: RecordText

    /// - Parameter known: the names of the standard's tags, lower case.
    /// - Parameter freeText: tags whose value may hold anything.
    /// - Parameter base64: tags whose value may end in `=`.
    init(_ list: TagList, known: [String], freeText: Set<String> = [], base64: Set<String> = []) {
        self.known = Set(known)
        source = list.source
        for tag in list.tags {
            let name = tag.name.lowercased()
            if self.known.contains(name), !freeText.contains(name) {
                check(tag, isVersion: name == "v", isBase64: base64.contains(name))
            }
        }
    }

    private mutating func check(_ tag: TagList.Tag, isVersion: Bool, isBase64: Bool) {
        // A colon belongs to addresses, but never to the version.
        let separators = Array((isVersion ? " \t\r\n,:" : " \t\r\n,").utf8)
        for index in tag.valueRange where source.octets[index] == UInt8(ascii: "=") {
            if isBase64, index + 1 >= tag.valueRange.upperBound || source.octets[index + 1] == UInt8(ascii: "=") { continue }
            guard let gap = gap(before: index, in: tag, separators) else { continue }
            problems.append(
                PolicyProblem(
                    .error, "semicolon-missing", gap,
                    "a semicolon is missing before `\(source[gap.upperBound..<tag.valueRange.upperBound].excerpt)`",
                    repair: "; "))
        }
    }

    /// Longer runs of blanks, and longer words, are not typos.
    private static let maximumRun = 16

    /// The separators before the name of a tag, which ends before the equals sign and optional blanks.
    private func gap(before equals: Int, in tag: TagList.Tag, _ separators: [UInt8]) -> Range<Int>? {
        let lowest = tag.valueRange.lowerBound
        func start(of end: Int, while isPart: (UInt8) -> Bool) -> Int {
            var start = end
            while start > max(lowest, end - Self.maximumRun), isPart(source.octets[start - 1]) { start -= 1 }
            return start
        }
        let nameEnd = start(of: equals) { $0.isBlank }
        let nameStart = start(of: nameEnd) { !separators.contains($0) }
        let gapStart = start(of: nameStart) { separators.contains($0) }
        guard gapStart > lowest, gapStart < nameStart, known.contains(source[nameStart..<nameEnd].lowercased()) else {
            return nil
        }
        return gapStart..<nameStart
    }
}
