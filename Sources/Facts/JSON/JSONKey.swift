/// A member name, compared octet by octet (RFC 8259 §8.3): Swift compares strings by canonical equivalence.
package struct JSONKey: Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }
}

extension JSONKey: Hashable {
    package static func == (left: JSONKey, right: JSONKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension JSONKey: Comparable {
    package static func < (left: JSONKey, right: JSONKey) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

extension JSONKey: ExpressibleByStringLiteral, CustomStringConvertible {
    package init(stringLiteral value: String) { text = value }
    package var description: String { text }
}
