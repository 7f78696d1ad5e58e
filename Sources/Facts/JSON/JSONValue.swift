/// A JSON value. Numbers are integers or doubles, never text; objects do not keep the order of their keys.
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONKey: JSONValue])
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (JSONKey, JSONValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}

extension JSONValue {
    package static func object(_ members: [String: JSONValue]) -> JSONValue {
        .object(Dictionary(members.map { (JSONKey($0.key), $0.value) }) { first, _ in first })
    }

    /// A string, or null.
    package init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
    package static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map(JSONValue.string)) }

    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[JSONKey(key)]
    }

    package var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// Removes members whose value is null from an object.
    package var withoutNulls: JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.value != .null })
    }
}

extension JSONValue {
    /// RFC 8259 text with sorted keys. `pretty` indents by two spaces and puts every member on a line of its own.
    package func rendered(pretty: Bool = true) -> String {
        var octets: [UInt8] = []
        write(to: &octets, indent: pretty ? 0 : nil)
        return String(decoding: octets, as: UTF8.self)
    }

    private func write(to octets: inout [UInt8], indent: Int?) {
        switch self {
        case .null: octets += "null".utf8
        case .boolean(let value): octets += (value ? "true" : "false").utf8
        case .integer(let value): octets += String(value).utf8
        case .double(let value): octets += (value.isFinite ? String(value) : "null").utf8
        case .string(let value): Self.write(value, to: &octets)
        case .array(let items):
            Self.writeContainer("[", "]", items, to: &octets, indent: indent) { item, octets, inner in
                item.write(to: &octets, indent: inner)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }
            Self.writeContainer("{", "}", sorted, to: &octets, indent: indent) { member, octets, inner in
                Self.write(member.key.text, to: &octets)
                octets += (inner == nil ? ":" : ": ").utf8
                member.value.write(to: &octets, indent: inner)
            }
        }
    }

    private static func writeContainer<Item>(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ items: [Item], to octets: inout [UInt8], indent: Int?,
        _ writeItem: (Item, inout [UInt8], Int?) -> Void
    ) {
        octets.append(UInt8(ascii: open))
        let inner = indent.map { $0 + 2 }
        for (index, item) in items.enumerated() {
            if index > 0 { octets.append(UInt8(ascii: ",")) }
            if let inner { startLine(&octets, inner) }
            writeItem(item, &octets, inner)
        }
        if let indent, !items.isEmpty { startLine(&octets, indent) }
        octets.append(UInt8(ascii: close))
    }

    private static func startLine(_ octets: inout [UInt8], _ indent: Int) {
        octets.append(UInt8(ascii: "\n"))
        octets += repeatElement(UInt8(ascii: " "), count: indent)
    }

    private static func write(_ string: String, to octets: inout [UInt8]) {
        octets.append(UInt8(ascii: "\""))
        if string.utf8.allSatisfy(isPlain) {
            octets += string.utf8
        } else {
            for scalar in string.unicodeScalars { write(scalar, to: &octets) }
        }
        octets.append(UInt8(ascii: "\""))
    }

    /// A printable character of ASCII that JSON does not escape.
    private static func isPlain(_ octet: UInt8) -> Bool {
        (0x20..<0x7f).contains(octet) && octet != UInt8(ascii: "\"") && octet != UInt8(ascii: "\\")
    }

    private static func write(_ scalar: Unicode.Scalar, to octets: inout [UInt8]) {
        switch scalar {
        case "\"": octets += #"\""#.utf8
        case "\\": octets += #"\\"#.utf8
        case "\n": octets += #"\n"#.utf8
        case "\r": octets += #"\r"#.utf8
        case "\t": octets += #"\t"#.utf8
        case "\u{20}"..."\u{7e}": octets.append(UInt8(truncatingIfNeeded: scalar.value))
        // U+2028 and U+2029 end lines in JavaScript; C1 and bidirectional controls reach terminals.
        case _
        where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.properties.isBidiControl
            || scalar.value == 0x2028 || scalar.value == 0x2029:
            let digits = String(scalar.value, radix: 16)
            octets += (#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8
        default: octets += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }
}
