/// Picks the SPF records out of a TXT answer (RFC 7208 §4.5).
///
/// A record counts when it begins with `v=spf1`, in any case, followed by a space or the end: `v=spf10` and `spf2.0/pra` do
/// not count, nor does a record with a blank or a quote before the version.
package enum SPFRecordSelection {
    package static func isRecord(_ text: String) -> Bool {
        let version = text.utf8.prefix(6)
        guard version.elementsEqual("v=spf1".utf8, by: { $0 == $1 || $0 | 0x20 == $1 && $1 >= 0x61 }) else { return false }
        return text.utf8.dropFirst(6).first.map { $0 == UInt8(ascii: " ") } ?? true
    }

    /// The texts that count, in their order.
    package static func records(in texts: [String]) -> [String] { texts.filter(isRecord) }
}
