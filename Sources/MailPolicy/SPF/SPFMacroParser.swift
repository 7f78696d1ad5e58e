/// Reads macro-strings and domain-specs (RFC 7208 §7.1), octet by octet.
enum SPFMacroParser {
    struct Failure: Error {
        let code: SPFProblem.Code
        /// Within the octets that were given.
        let range: Range<Int>
        let message: String
    }

    /// The place of the text decides which octets and letters it may contain.
    enum Place { case record, explanation }

    static func parse(_ octets: ArraySlice<UInt8>, in place: Place) throws(Failure) -> SPFMacroString {
        var parts: [SPFMacroString.Part] = []
        var literal = octets.startIndex
        var index = octets.startIndex
        func finish(_ end: Int) {
            if literal < end { parts.append(.literal(String(decoding: octets[literal..<end], as: UTF8.self))) }
        }
        while index < octets.endIndex {
            guard octets[index] == UInt8(ascii: "%") else {
                guard (0x21...0x7e).contains(octets[index]) || octets[index] == 0x20 && place == .explanation else {
                    throw Failure(
                        code: octets[index] < 0x80 ? .controlCharacter : .nonASCII, range: index..<index + 1,
                        message: "only visible ASCII characters are allowed here")
                }
                index += 1
                continue
            }
            finish(index)
            let next = index + 1 < octets.endIndex ? octets[index + 1] : 0
            switch next {
            case UInt8(ascii: "%"): parts.append(.percent)
            case UInt8(ascii: "_"): parts.append(.space)
            case UInt8(ascii: "-"): parts.append(.urlSpace)
            case UInt8(ascii: "{"):
                guard let end = octets[index...].firstIndex(of: UInt8(ascii: "}")) else {
                    throw Failure(
                        code: .invalidMacro, range: index..<octets.endIndex, message: "a macro that begins with %{ has no }")
                }
                parts.append(.macro(try macro(octets[index...end], in: place)))
                index = end + 1
                literal = index
                continue
            default:
                throw Failure(
                    code: .invalidMacro, range: index..<min(index + 2, octets.endIndex),
                    message: "a % must be followed by {, %, _ or -")
            }
            index += 2
            literal = index
        }
        finish(octets.endIndex)
        return SPFMacroString(parts: parts)
    }

    /// `octets` run from `%{` to `}`.
    private static func macro(_ octets: ArraySlice<UInt8>, in place: Place) throws(Failure) -> SPFMacro {
        func failure(_ message: String, _ code: SPFProblem.Code = .invalidMacro) -> Failure {
            Failure(code: code, range: octets.startIndex..<octets.endIndex, message: message)
        }
        let written = String(decoding: octets, as: UTF8.self)
        var rest = octets.dropFirst(2).dropLast()
        guard let first = rest.popFirst(),
            let letter = SPFMacro.Letter(rawValue: String(UnicodeScalar(first)).lowercased())
        else { throw failure("\(written) is not a macro: the letters are s l o d i p v h, and c r t in explanations") }
        if place == .record, letter.isForExplanations {
            throw failure("\(written) is allowed in explanation text only", .macroNotAllowed)
        }
        var count: Int?
        while let digit = rest.first, isDigit(digit) {
            // Names have at most 127 labels, and the expansion limit bounds local parts.
            count = min((count ?? 0) * 10 + Int(digit - 0x30), 1_000_000)
            rest.removeFirst()
        }
        if count == 0 { throw failure("\(written) keeps no labels: the number must not be zero") }
        let isReversed = rest.first.map { $0 | 0x20 } == UInt8(ascii: "r")
        if isReversed { rest.removeFirst() }
        guard rest.allSatisfy(delimiters.contains) else {
            throw failure(
                "\(written) is not a macro: after the letter, only a number, r, and the delimiters . - + , / _ = may follow")
        }
        return SPFMacro(
            letter, isEscaped: first < 0x60, count: count, isReversed: isReversed,
            delimiters: String(decoding: rest, as: UTF8.self))
    }

    private static let delimiters = Array(".-+,/_=".utf8)

    /// A macro-string that ends in a macro or in a dot and a top label.
    static func domainSpec(_ octets: ArraySlice<UInt8>) throws(Failure) -> SPFMacroString {
        let spec = try parse(octets, in: .record)
        guard case .literal(let literal)? = spec.parts.last else { return spec }
        var tail = Array(literal.utf8)[...]
        if tail.last == UInt8(ascii: ".") { tail.removeLast() }
        let whole = octets.startIndex..<octets.endIndex
        guard let dot = tail.lastIndex(of: UInt8(ascii: ".")) else {
            throw Failure(
                code: .invalidDomain, range: whole,
                message: "\"\(spec)\" is not a domain name of at least two labels")
        }
        let label = tail[(dot + 1)...]
        guard isTopLabel(label) else {
            throw Failure(
                code: .invalidDomain, range: whole,
                message: "\"\(spec)\" does not end in a top-level domain")
        }
        return spec
    }

    /// Letters, digits and inner hyphens; not digits alone.
    private static func isTopLabel(_ label: ArraySlice<UInt8>) -> Bool {
        guard let first = label.first, let last = label.last, isAlphanumeric(first), isAlphanumeric(last) else { return false }
        return label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
            && !label.allSatisfy(isDigit)
    }

    static func isLetter(_ octet: UInt8) -> Bool { (0x61...0x7a).contains(octet | 0x20) }

    static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }

    static func isAlphanumeric(_ octet: UInt8) -> Bool { isLetter(octet) || isDigit(octet) }
}
