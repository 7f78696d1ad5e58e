import DNS

/// A name to query, possibly from expanded macros (RFC 7208 §4.3, §4.8, §7.3).
enum SPFTarget {
    /// The longest name in octets, without the final dot; longer expansions lose labels from the left.
    static let maximumLength = 253

    /// The text without its final dot, cut to 253 octets by dropping labels from the left.
    static func fitted(_ text: String) -> String {
        var octets = Array(text.utf8)[...]
        if octets.last == UInt8(ascii: ".") { octets.removeLast() }
        while octets.count > maximumLength {
            guard let dot = octets.firstIndex(of: UInt8(ascii: ".")) else { break }
            octets = octets[(dot + 1)...]
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// `nil` for text that cannot be queried or is not a domain: empty or long labels, a single label, text outside ASCII.
    static func name(_ text: String) -> DomainName? {
        let octets = Array(text.utf8)
        guard octets.allSatisfy({ $0 < 0x80 }) else { return nil }
        let labels = octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count > 1 else { return nil }
        return DomainName(labels: labels.map(Array.init))
    }
}
