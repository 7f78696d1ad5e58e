import DNS
package import Rules

extension PublishedRecord {
    /// The record as a line of a zone file; TXT text in quotes, split after 255 octets (RFC 1035 §3.3.14).
    package var zoneLine: String {
        "\(owner) IN \(type) \(type == "TXT" ? Self.strings(value) : value)"
    }

    private static func strings(_ text: String) -> String {
        let octets = Array(text.utf8)
        let pieces = stride(from: 0, to: max(octets.count, 1), by: 255).map { Array(octets[$0..<min($0 + 255, octets.count)]) }
        return RecordData.text(pieces).zoneText
    }
}
