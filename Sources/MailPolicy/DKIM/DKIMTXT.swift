/// The TXT record to publish for a key.
package struct DKIMTXT: Sendable, Hashable {
    /// The record's text, undivided.
    package let text: String

    /// The most octets of one character string (RFC 1035 §3.3).
    package static let maximumStringLength = 255

    package init(_ key: DKIMPublicKey) { text = "v=DKIM1; k=\(key.keyType); p=\(key.recordValue)" }

    /// The text split into as few strings as possible. Verifiers concatenate them (RFC 6376 §3.6.2.2).
    package var strings: [String] { Self.strings(text) }

    /// Splits any text in this way, never inside a character.
    package static func strings(_ text: String) -> [String] {
        var result: [String] = []
        var current = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if length + width > maximumStringLength {
                result.append(String(current))
                current = String.UnicodeScalarView()
                length = 0
            }
            current.append(scalar)
            length += width
        }
        if length > 0 || result.isEmpty { result.append(String(current)) }
        return result
    }

    /// The data as in a zone file: each string in quotes.
    package var zoneText: String { strings.map { "\"\($0)\"" }.joined(separator: " ") }
}
