/// Splits text into tokens, by the lexis of the CEL specification without `uint` and `bytes`.
struct Lexer {
    private let text: [Unicode.Scalar]
    private(set) var offset: Int

    init(_ text: [Unicode.Scalar], from offset: Int = 0) {
        self.text = text
        self.offset = offset
    }

    /// In Unicode scalars; the lint warns at a fraction of it.
    static let maximumLength = 10_000

    /// All tokens up to the end.
    static func tokens(of text: String) throws(Problem) -> [Token] {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= maximumLength else {
            throw Problem(offset: 0, message: "expression of more than \(maximumLength) characters")
        }
        var lexer = Lexer(scalars)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
        offset + ahead < text.count ? text[offset + ahead] : nil
    }

    private static let singles: [Unicode.Scalar: String] = Dictionary(
        uniqueKeysWithValues: "<>!?:.,()[]{}+-*/%|".unicodeScalars.map { ($0, String($0)) })

    /// The operator or bracket at this position.
    private func symbol(_ first: Unicode.Scalar) -> String? {
        switch (first, scalar(1)) {
        case ("&", "&"): "&&"
        case ("|", "|"): "||"
        case ("=", "="): "=="
        case ("!", "="): "!="
        case ("<", "="): "<="
        case (">", "="): ">="
        default: Self.singles[first]
        }
    }

    mutating func next() throws(Problem) -> Token {
        skipSpaceAndComments()
        let start = offset
        guard let first = scalar() else { return Token(kind: .end, offset: start, end: start) }
        if first == "\"" || first == "'" { return token(.string(try string(isRaw: false)), from: start) }
        let prefix = text[start...].prefix(3).prefix(while: \.isStringPrefix)
        if let quote = scalar(prefix.count), !prefix.isEmpty, quote == "\"" || quote == "'" {
            guard prefix.count == 1, first == "r" || first == "R" else {
                throw Problem(offset: start, message: "bytes are not part of this language")
            }
            offset += 1
            return token(.string(try string(isRaw: true)), from: start)
        }
        if first.isDigit || first == ".", first.isDigit || scalar(1)?.isDigit == true { return try number() }
        if first.isIdentifierStart {
            while scalar()?.isIdentifierPart == true { offset += 1 }
            return token(.identifier(String(text[start..<offset])), from: start)
        }
        if first == "`" { return token(.quotedName(try quotedName()), from: start) }
        if let symbol = symbol(first) {
            offset += symbol.utf8.count
            return token(.symbol(symbol), from: start)
        }
        if first == "=" { throw Problem(offset: start, message: "'=' is no operator; did you mean '=='?") }
        if first == "&" { throw Problem(offset: start, message: "'&' is no operator; did you mean '&&'?") }
        throw Problem(offset: start, message: "unexpected character '\(first)'")
    }

    private func token(_ kind: Token.Kind, from start: Int) -> Token { Token(kind: kind, offset: start, end: offset) }

    private mutating func skipSpaceAndComments() {
        while let next = scalar() {
            if next == "/", scalar(1) == "/" {
                while let next = scalar(), next != "\n" { offset += 1 }
            } else if next == " " || next == "\n" || next.properties.isWhitespace {
                offset += 1
            } else {
                return
            }
        }
    }

    /// The grammar's ESC_IDENTIFIER.
    private mutating func quotedName() throws(Problem) -> String {
        let start = offset
        offset += 1
        while let next = scalar(), next.isIdentifierPart || "./- ".unicodeScalars.contains(next) { offset += 1 }
        guard scalar() == "`", offset > start + 1 else {
            throw Problem(offset: start, message: "malformed name in backquotes")
        }
        defer { offset += 1 }
        return String(text[(start + 1)..<offset])
    }

    private mutating func number() throws(Problem) -> Token {
        let start = offset
        if scalar() == "0", scalar(1) == "x" || scalar(1) == "X" {
            offset += 2
            while scalar()?.isHexDigit == true { offset += 1 }
            try refuseNumberSuffix(start)
            return try integer(text[(start + 2)..<offset], radix: 16, from: start)
        }
        var isDouble = false
        while scalar()?.isDigit == true { offset += 1 }
        if scalar() == ".", scalar(1)?.isDigit == true {
            isDouble = true
            offset += 1
            while scalar()?.isDigit == true { offset += 1 }
        }
        if scalar() == "e" || scalar() == "E" {
            let sign = scalar(1) == "+" || scalar(1) == "-" ? 1 : 0
            if scalar(1 + sign)?.isDigit == true {
                isDouble = true
                offset += 1 + sign
                while scalar()?.isDigit == true { offset += 1 }
            }
        }
        try refuseNumberSuffix(start)
        guard isDouble else { return try integer(text[start..<offset], radix: 10, from: start) }
        guard let value = Double(String(text[start..<offset])), value.isFinite else {
            throw Problem(offset: start, message: "number out of range")
        }
        return token(.double(value), from: start)
    }

    private mutating func refuseNumberSuffix(_ start: Int) throws(Problem) {
        guard let next = scalar(), next.isIdentifierPart else { return }
        let isUnsigned = next == "u" || next == "U"
        throw Problem(
            offset: start,
            message: isUnsigned ? "unsigned integers are not part of this language" : "malformed number")
    }

    private func integer(_ digits: ArraySlice<Unicode.Scalar>, radix: Int, from start: Int) throws(Problem) -> Token {
        guard !digits.isEmpty else { throw Problem(offset: start, message: "malformed number") }
        if let value = Int64(String(digits), radix: radix) { return token(.integer(value), from: start) }
        guard UInt64(String(digits), radix: radix) == 1 << 63 else {
            throw Problem(offset: start, message: "integer out of range")
        }
        return token(.tooLargeByOne, from: start)
    }

    private mutating func string(isRaw: Bool) throws(Problem) -> String {
        let start = offset
        guard let quote = scalar() else { return "" }
        let isTriple = scalar(1) == quote && scalar(2) == quote
        let closing = isTriple ? 3 : 1
        offset += closing
        var content = String.UnicodeScalarView()
        while let next = scalar() {
            if next == quote, !isTriple || (scalar(1) == quote && scalar(2) == quote) {
                offset += closing
                return String(content)
            }
            guard isTriple || (next != "\n" && next != "\r") else { break }
            if next == "\\", !isRaw {
                content.append(try escape())
            } else {
                content.append(next)
                offset += 1
            }
        }
        throw Problem(offset: start, message: "string without its closing quote")
    }

    private static let simpleEscapes: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{07}", "b": "\u{08}", "f": "\u{0c}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0b}", "\"": "\"", "'": "'",
        "\\": "\\", "?": "?", "`": "`",
    ]

    private mutating func escape() throws(Problem) -> Unicode.Scalar {
        let start = offset
        let malformed = Problem(offset: start, message: "malformed escape in a string")
        offset += 1
        guard let letter = scalar() else { throw malformed }
        if let simple = Self.simpleEscapes[letter] {
            offset += 1
            return simple
        }
        let radix: Int
        let length: Int
        switch letter {
        case "x", "X": (radix, length) = (16, 2)
        case "u": (radix, length) = (16, 4)
        case "U": (radix, length) = (16, 8)
        case "0"..."3": (radix, length) = (8, 3)
        default: throw malformed
        }
        if radix == 16 { offset += 1 }
        let digits = text[offset..<min(offset + length, text.count)]
        guard digits.count == length, digits.allSatisfy(\.isHexDigit), let code = UInt32(String(digits), radix: radix),
            let scalar = Unicode.Scalar(code)
        else { throw malformed }
        offset += length
        return scalar
    }
}

extension String {
    init(_ scalars: ArraySlice<Unicode.Scalar>) {
        self.init(unsafeUninitializedCapacity: scalars.count * 4) { buffer in
            var count = 0
            for scalar in scalars {
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    buffer[count] = unit
                    count += 1
                }
            }
            return count
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
    fileprivate var isHexDigit: Bool { isDigit || ("a"..."f").contains(self) || ("A"..."F").contains(self) }
    fileprivate var isIdentifierStart: Bool { self == "_" || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
    /// Of a raw string, or of bytes.
    fileprivate var isStringPrefix: Bool { self == "r" || self == "R" || self == "b" || self == "B" }
    fileprivate var isIdentifierPart: Bool { isIdentifierStart || isDigit }
}
