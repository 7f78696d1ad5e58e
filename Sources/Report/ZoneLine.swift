import RuleEngine

extension PublishedRecord {
    /// The record as a line of a zone file; TXT text in quotes, split after 255 octets (RFC 1035 §3.3.14).
    public var zoneLine: String {
        "\(owner) IN \(type) \(type == "TXT" ? Self.strings(value) : value)"
    }

    private static func strings(_ text: String) -> String {
        var pieces: [String] = []
        var piece: [UInt8] = []
        for octet in text.utf8 {
            if piece.count == 255 {
                pieces.append(quoted(piece))
                piece = []
            }
            piece.append(octet)
        }
        pieces.append(quoted(piece))
        return pieces.joined(separator: " ")
    }

    private static func quoted(_ octets: [UInt8]) -> String {
        var result = "\""
        for octet in octets {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                result += "\\"
                result.unicodeScalars.append(Unicode.Scalar(octet))
            case 0x20...0x7e: result.unicodeScalars.append(Unicode.Scalar(octet))
            default: result += "\\" + String(Int(octet) + 1000).dropFirst()
            }
        }
        return result + "\""
    }
}
