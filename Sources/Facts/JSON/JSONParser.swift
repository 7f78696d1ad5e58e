/// Reads JSON text (RFC 8259) strictly: no trailing text, no duplicate keys, nesting at most 64.
package struct JSONParser {
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// Counts from 1.
        package let line: Int
        package let column: Int
        package let message: String
        package var description: String { "\(line):\(column): \(message)" }
    }

    package static let maximumDepth = 64

    private let bytes: [UInt8]
    private var index = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    package static func parse(_ text: String) throws(Failure) -> JSONValue {
        var parser = JSONParser(text)
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.index == parser.bytes.count else { throw parser.failure("unexpected text after the value") }
        return value
    }

    private func failure(_ message: String) -> Failure {
        let before = bytes.prefix(index)
        let line = before.count { $0 == 0x0a } + 1
        let column = index - (before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0) + 1
        return Failure(line: line, column: column, message: message)
    }

    private mutating func skipBlanks() {
        while index < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[index]) { index += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(truncatingIfNeeded: character.value) else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw failure("nested deeper than \(Self.maximumDepth) levels") }
        skipBlanks()
        guard index < bytes.count else { throw failure("unexpected end") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(Failure) -> JSONValue {
        guard bytes[index...].starts(with: text.utf8) else { throw failure("unexpected character") }
        index += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONValue {
        index += 1
        var members: [JSONKey: JSONValue] = [:]
        if skip("}") { return .object(members) }
        repeat {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw failure("expected a key in quotes") }
            let key = JSONKey(try string())
            guard members[key] == nil else { throw failure("key '\(key)' appears twice") }
            guard skip(":") else { throw failure("expected ':'") }
            members[key] = try value(depth: depth + 1)
        } while skip(",")
        guard skip("}") else { throw failure("expected ',' or '}'") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONValue {
        index += 1
        var items: [JSONValue] = []
        if skip("]") { return .array([]) }
        repeat { items.append(try value(depth: depth + 1)) } while skip(",")
        guard skip("]") else { throw failure("expected ',' or ']'") }
        return .array(items)
    }

    /// `-`, an integer part without leading zeros, a fraction, an exponent (RFC 8259 §6): each with at least one digit.
    private mutating func number() throws(Failure) -> JSONValue {
        let start = index
        _ = skipOctet { $0 == UInt8(ascii: "-") }
        let startsWithZero = index < bytes.count && bytes[index] == UInt8(ascii: "0")
        let digits = skipDigits()
        var isWhole = true
        var wellFormed = startsWithZero ? digits == 1 : digits > 0
        if wellFormed, skipOctet({ $0 == UInt8(ascii: ".") }) {
            isWhole = false
            wellFormed = skipDigits() > 0
        }
        if wellFormed, skipOctet({ $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
            isWhole = false
            _ = skipOctet { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            wellFormed = skipDigits() > 0
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if wellFormed, isWhole, let integer = Int64(text) { return .integer(integer) }
        if wellFormed, let double = Double(text), double.isFinite { return .double(double) }
        index = start
        throw failure("unexpected character")
    }

    /// Returns how many there are.
    private mutating func skipDigits() -> Int {
        let start = index
        while skipOctet({ (0x30...0x39).contains($0) }) {}
        return index - start
    }

    private mutating func skipOctet(_ isWanted: (UInt8) -> Bool) -> Bool {
        guard index < bytes.count, isWanted(bytes[index]) else { return false }
        index += 1
        return true
    }

    private mutating func string() throws(Failure) -> String {
        index += 1
        var result: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                guard let text = String(validating: result, as: UTF8.self) else { throw failure("text is not UTF-8") }
                return text
            case UInt8(ascii: "\\"):
                result += Array(String(try escape()).utf8)
            case 0..<0x20:
                throw failure("control character in text")
            default:
                result.append(byte)
                index += 1
            }
        }
        throw failure("text does not end")
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        index += 1
        guard index < bytes.count else { throw failure("text does not end") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            guard (0xd800..<0xdc00).contains(unit) else {
                guard let scalar = Unicode.Scalar(unit) else { throw failure("lone surrogate") }
                return scalar
            }
            guard bytes[index...].starts(with: "\\u".utf8) else { throw failure("lone surrogate") }
            index += 2
            let low = try codeUnit()
            guard (0xdc00..<0xe000).contains(low),
                let scalar = Unicode.Scalar(0x1_0000 + (unit - 0xd800) << 10 + (low - 0xdc00))
            else { throw failure("lone surrogate") }
            return scalar
        default:
            throw failure("unknown escape")
        }
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        let digits = bytes[index...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw failure("expected four hexadecimal digits") }
        index += 4
        return unit
    }
}
