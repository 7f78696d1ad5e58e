/// The TXT record to publish for a key.
public struct DKIMTXT: Sendable, Hashable {
    /// The record's text, undivided.
    public let text: String

    /// The most octets of one character string (RFC 1035 §3.3).
    public static let maximumStringLength = 255

    public init(_ key: DKIMPublicKey) { text = "v=DKIM1; k=\(key.keyType); p=\(key.recordValue)" }

    /// The text in as few strings as hold it. Verifiers join them with nothing between (RFC 6376 §3.6.2.2).
    public var strings: [String] { Self.strings(text) }

    /// Splits any text so, never inside a character.
    public static func strings(_ text: String) -> [String] {
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
    public var zoneText: String { strings.map { "\"\($0)\"" }.joined(separator: " ") }
}
