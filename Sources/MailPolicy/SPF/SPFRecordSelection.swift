/// Picks the SPF records out of a TXT answer (RFC 7208 §4.5).
///
/// A record counts when it begins with `v=spf1`, in any case, and then ends or goes on with a space: `v=spf10` and
/// `spf2.0/pra` are something else, and so is a record with a blank or a quote before the version.
public enum SPFRecordSelection {
    private static let version = Array("v=spf1".utf8)

    public static func isRecord(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= version.count,
            zip(bytes, version).allSatisfy({ ($0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0) == $1 })
        else { return false }
        return bytes.count == version.count || bytes[version.count] == UInt8(ascii: " ")
    }

    /// The texts that count, in their order.
    public static func records(in texts: [String]) -> [String] { texts.filter(isRecord) }
}
