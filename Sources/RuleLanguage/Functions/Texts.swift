extension Function {
    static let texts: [Function] =
        size { (text: String) in Int64(text.unicodeScalars.count) } + [
            Function("contains", .method) { (text: String, part: String) in text.utf8.range(of: part.utf8) != nil },
            Function("startsWith", .method) { (text: String, part: String) in text.utf8.starts(with: part.utf8) },
            Function("endsWith", .method) { (text: String, part: String) in
                text.utf8.reversed().starts(with: part.utf8.reversed())
            },
            Function("lowerAscii", .method) { (text: String) in text.lowercasedASCII },
            Function("upperAscii", .method) { (text: String) in text.uppercasedASCII },
            Function("trim", .method) { (text: String) in text.trimmed },
            Function("split", .method) { (text: String, separator: String) in text.split(at: separator, limit: -1) },
            Function("split", .method) { (text: String, separator: String, limit: Int64) in
                text.split(at: separator, limit: limit)
            },
            Function("join", .method) { (texts: [String]) in texts.joined() },
            Function("join", .method) { (texts: [String], separator: String) in texts.joined(separator: separator) },
            Function("replace", .method) { (text: String, old: String, new: String) in
                text.split(at: old, limit: -1).joined(separator: new)
            },
            // The fourth parameter is the number of replacements; negative means all.
            Function(name: "replace", form: .method, parameters: [.string, .string, .string, .integer], result: .string) {
                values in
                guard case .string(let text) = values[0], case .string(let old) = values[1],
                    case .string(let new) = values[2], case .integer(let count) = values[3]
                else { return .fault("'replace' got a value of another type") }
                let limit = count < 0 || count == .max ? -1 : count + 1
                return .string(text.split(at: old, limit: limit).joined(separator: new))
            },
        ]

    /// `x.size()` and `size(x)`.
    static func size<Operand: RuleValue>(_ body: @escaping @Sendable (Operand) -> Int64) -> [Function] {
        [
            Function("size", .method) { (operand: Operand) in body(operand) },
            Function("size", .global) { (operand: Operand) in body(operand) },
        ]
    }
}

extension String {
    var lowercasedASCII: String { mappedASCII { ("A"..."Z").contains($0) ? $0.value + 0x20 : $0.value } }
    fileprivate var uppercasedASCII: String { mappedASCII { ("a"..."z").contains($0) ? $0.value - 0x20 : $0.value } }

    private func mappedASCII(_ transform: (Unicode.Scalar) -> UInt32) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: unicodeScalars.map { Unicode.Scalar(transform($0)) ?? $0 })
        return String(result)
    }

    fileprivate var trimmed: String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        let scalars = unicodeScalars.drop(while: isSpace)
        guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(scalars[...last])
    }

    /// At most `limit` pieces, or all when it is negative. An empty separator splits between scalars.
    fileprivate func split(at separator: String, limit: Int64) -> [String] {
        guard limit != 0 else { return [] }
        var pieces: [String] = []
        if separator.isEmpty {
            let scalars = Array(unicodeScalars)
            let single = limit < 0 ? scalars.count : min(scalars.count, Int(clamping: limit) - 1)
            pieces = scalars.prefix(single).map { String($0) }
            if single < scalars.count { pieces.append(String(scalars[single...])) }
            return pieces
        }
        var rest = Substring(self).utf8
        while limit < 0 || pieces.count < limit - 1, let range = rest.range(of: separator.utf8) {
            pieces.append(String(Substring(rest[..<range.lowerBound])))
            rest = rest[range.upperBound...]
        }
        pieces.append(String(Substring(rest)))
        return pieces
    }
}

extension Collection<UInt8> {
    /// The first position of `part`; the start when it is empty.
    fileprivate func range(of part: some Collection<UInt8>) -> Range<Index>? {
        let length = part.count
        var remaining = count
        var start = startIndex
        while remaining >= length {
            if self[start...].starts(with: part) { return start..<index(start, offsetBy: length) }
            guard remaining > 0 else { return nil }
            formIndex(after: &start)
            remaining -= 1
        }
        return nil
    }
}
