package import DNS

extension DomainName {
    /// Reads a host name as people write it and turns it into A-labels in lower case (IDNA2008, RFC 5891, by libidn2).
    ///
    /// Letters are lowercased, the text is composed (NFC), and the ideographic full stops of UTS 46 count as dots. One
    /// final dot is allowed. A label written as an A-label must be a valid one. Every label must then pass the tests that a
    /// registry must apply (RFC 5891 §4.2): characters, their contexts, hyphens, directions.
    /// - Parameter underscores: whether ASCII labels may hold `_`, as in names of service records.
    package init(unicode text: String, underscores: Bool = false) throws(NameError) {
        try Self.refuseOtherThings(text)
        var normal = String(
            String.UnicodeScalarView(text.lowercased().unicodeScalars.map { Self.dots.contains($0) ? "." : $0 }))
        if normal.hasSuffix("."), normal != "." { normal.removeLast() }
        var labels: [HostLabel] = []
        for label in normal.split(separator: ".", omittingEmptySubsequences: false) {
            labels.append(try HostLabel(String(label), of: text, underscores: underscores))
        }
        if labels.contains(where: \.isRightToLeft), let wrong = labels.first(where: { !$0.keepsDirections }) {
            throw NameError(.direction(label: wrong.unicode), in: text)
        }
        guard let name = DomainName(labels: labels.map { Array($0.ascii.utf8) }) else { throw NameError(.tooLong, in: text) }
        self = name
    }

    /// The name with its A-labels decoded to Unicode, for display. A label whose decoded form `init(unicode:)` would refuse
    /// is left encoded, so that nothing invisible or deceptive is shown.
    package var unicodeText: String {
        guard !isRoot else { return "." }
        return labels.map { octets in
            let label = DomainName(labels: [octets])?.text ?? ""
            guard label.lowercased().hasPrefix("xn--"),
                let read = try? HostLabel(label.lowercased(), of: label, underscores: false)
            else { return label }
            return read.unicode
        }.joined(separator: ".")
    }

    /// UTS 46 §2.3: ideographic full stop, its half-width form, and the full-width full stop.
    private static let dots: Set<Unicode.Scalar> = ["\u{3002}", "\u{FF61}", "\u{FF0E}"]

    /// Detects what people paste in place of a host name, so that the message can say what to write instead.
    private static func refuseOtherThings(_ text: String) throws(NameError) {
        if text.isEmpty { throw NameError(.empty, in: text) }
        // A name that fits has at most 255 characters, of at most four octets of UTF-8 each.
        if text.utf8.count > 4 * maximumWireLength { throw NameError(.tooLong, in: text) }
        if let scheme = text.firstRange(of: "://") {
            let host = text[scheme.upperBound...].prefix { !"/:?#".contains($0) }
            throw NameError(.url(host: String(host)), in: text)
        }
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        if IPAddress(isBracketed ? String(text.dropFirst().dropLast()) : text) != nil || Network(text) != nil {
            throw NameError(.address, in: text)
        }
        if text.unicodeScalars.contains(where: { $0.properties.isWhitespace }) { throw NameError(.space, in: text) }
        if let invisible = text.unicodeScalars.first(where: { NameError.isInvisible($0) && !$0.isJoiner }) {
            throw NameError(.invisible(invisible), in: text)
        }
        if let at = text.lastIndex(of: "@") {
            throw NameError(.mailbox(domain: String(text[text.index(after: at)...].prefix { $0 != ">" })), in: text)
        }
        if text.contains("/") { throw NameError(.path, in: text) }
        if let colon = text.lastIndex(of: ":"), text[text.index(after: colon)...].allSatisfy(\.isNumber) {
            throw NameError(.port(host: String(text[..<colon])), in: text)
        }
        if text.contains("*") { throw NameError(.wildcard, in: text) }
    }
}
