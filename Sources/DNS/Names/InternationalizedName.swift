import Foundation

extension DomainName {
    /// Reads a host name as people write it and turns it into A-labels in lower case (IDNA2008, RFC 5891).
    ///
    /// Before that, letters become lower case, the text is normalised (NFC) and the ideographic full stops of UTS 46
    /// count as dots. One final dot is allowed. A label that is written as an A-label already is taken as it is, as
    /// long as it can be decoded. Not checked: the Bidi rule (RFC 5893) and the joining contexts of RFC 5892
    /// appendix A.1; characters that depend on the latter are refused except after a virama.
    /// - Parameter underscores: whether labels may hold `_`, as in names of service records.
    package init(unicode text: String, underscores: Bool = false) throws(NameError) {
        try Self.refuseOtherThings(text)
        var normal = text.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
        normal = String(String.UnicodeScalarView(normal.unicodeScalars.map { Self.dots.contains($0) ? "." : $0 }))
        if normal.hasSuffix("."), normal != "." { normal.removeLast() }
        var labels: [[UInt8]] = []
        for label in normal.split(separator: ".", omittingEmptySubsequences: false) {
            let ascii = try Self.asciiLabel(String(label), of: text, underscores: underscores)
            guard ascii.utf8.count <= Self.maximumLabelLength else {
                throw NameError(.labelTooLong(label: String(label), octets: ascii.utf8.count), in: text)
            }
            labels.append(Array(ascii.utf8))
        }
        guard let name = DomainName(labels: labels) else { throw NameError(.tooLong, in: text) }
        self = name
    }

    /// The name with its A-labels turned back into Unicode, for display. A label that decodes to something which
    /// `init(unicode:)` would refuse stays as it is, so that nothing invisible or deceptive is shown.
    package var unicodeText: String {
        guard !isRoot else { return "." }
        return text.split(separator: ".", omittingEmptySubsequences: false).map { label in
            guard label.lowercased().hasPrefix("xn--"),
                let scalars = Punycode.decode(label.dropFirst(4).lowercased()), !scalars.allSatisfy(\.isASCII)
            else { return String(label) }
            let decoded = String(String.UnicodeScalarView(scalars))
            let again = try? Self.asciiLabel(decoded, of: decoded, underscores: false)
            return again == label.lowercased() ? decoded : String(label)
        }.joined(separator: ".")
    }

    /// UTS 46 §2.3: ideographic full stop, its half-width form, and the full-width full stop.
    private static let dots: Set<Unicode.Scalar> = ["\u{3002}", "\u{FF61}", "\u{FF0E}"]

    /// What people paste in the place of a host name, told apart so that the message can say what to write.
    private static func refuseOtherThings(_ text: String) throws(NameError) {
        if text.isEmpty { throw NameError(.empty, in: text) }
        // No name that fits takes more, at four octets of UTF-8 for a character of at least one; what follows is quadratic.
        if text.utf8.count > 4 * maximumWireLength { throw NameError(.tooLong, in: text) }
        if let scheme = text.range(of: "://") {
            let host = text[scheme.upperBound...].prefix { !"/:?#".contains($0) }
            throw NameError(.url(host: String(host)), in: text)
        }
        if IPAddress(text.trimmingCharacters(in: ["[", "]"])) != nil || Network(text) != nil {
            throw NameError(.address, in: text)
        }
        if text.unicodeScalars.contains(where: { $0.properties.isWhitespace }) { throw NameError(.space, in: text) }
        if let invisible = text.unicodeScalars.first(where: { NameError.isInvisible($0) && !joiners.contains($0) }) {
            throw NameError(.invisible(invisible), in: text)
        }
        if let at = text.lastIndex(of: "@") {
            throw NameError(.mailbox(domain: String(text[text.index(after: at)...])), in: text)
        }
        if text.contains("/") { throw NameError(.path, in: text) }
        if let colon = text.lastIndex(of: ":"), text[text.index(after: colon)...].allSatisfy(\.isNumber) {
            throw NameError(.port(host: String(text[..<colon])), in: text)
        }
        if text.contains("*") { throw NameError(.wildcard, in: text) }
    }

    private static func asciiLabel(_ label: String, of text: String, underscores: Bool) throws(NameError) -> String {
        guard !label.isEmpty else { throw NameError(.emptyLabel, in: text) }
        guard label.first != "-", label.last != "-" else { throw NameError(.hyphenAtEdge(label: label), in: text) }
        let scalars = Array(label.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            try refuse(scalar, at: index, in: scalars, underscores: underscores, of: text)
        }
        guard !scalars.allSatisfy(\.isASCII) else {
            guard !label.hasPrefix("xn--") || Punycode.decode(String(label.dropFirst(4)))?.isEmpty == false else {
                throw NameError(.badPunycode(label: label), in: text)
            }
            return label
        }
        switch scalars[0].properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: throw NameError(.combiningFirst(label: label), in: text)
        default: break
        }
        // Encoding takes quadratic time, so a label that cannot fit is not encoded at all.
        guard scalars.count <= maximumLabelLength, !label.hasPrefix("xn--"), let encoded = Punycode.encode(scalars) else {
            throw scalars.count > maximumLabelLength
                ? NameError(.labelTooLong(label: label, octets: label.utf8.count), in: text)
                : NameError(.badPunycode(label: label), in: text)
        }
        return "xn--" + encoded
    }

    /// RFC 5892 §2.6 and appendix A: letters, digits and marks, with the exceptions and contexts that are listed there.
    private static func refuse(
        _ scalar: Unicode.Scalar, at index: Int, in label: [Unicode.Scalar], underscores: Bool, of text: String
    ) throws(NameError) {
        let shown = String(String.UnicodeScalarView(label))
        let disallowed = NameError(.disallowed(scalar, label: shown), in: text)
        if scalar.isASCII {
            switch scalar {
            case "a"..."z", "0"..."9", "-": return
            case "_":
                if !underscores { throw NameError(.underscore(label: shown), in: text) }
                return
            default: throw disallowed
            }
        }
        if joiners.contains(scalar) {
            guard index > 0, label[index - 1].properties.canonicalCombiningClass == .virama else {
                throw NameError(.invisible(scalar), in: text)
            }
            return
        }
        if scalar == "\u{B7}" {
            guard index > 0, index + 1 < label.count, label[index - 1] == "l", label[index + 1] == "l" else { throw disallowed }
            return
        }
        if scalar == "\u{30FB}" {
            guard label.contains(where: { $0 != scalar && isJapanese($0) }) else { throw disallowed }
            return
        }
        if allowedExceptions.contains(scalar) { return }
        if disallowedExceptions.contains(scalar) { throw disallowed }
        let simpler = String(scalar).precomposedStringWithCompatibilityMapping
        // Strings compare by canonical equivalence, so this is a difference that only NFKC makes.
        if simpler != String(scalar) { throw NameError(.compatibility(scalar, simpler: simpler.lowercased()), in: text) }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: return
        default: throw disallowed
        }
    }

    private static let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]

    /// RFC 5892 §2.6, PVALID, and the contextual Hebrew and Greek signs, which are harmless where they are out of place.
    private static let allowedExceptions: Set<Unicode.Scalar> = [
        "\u{6FD}", "\u{6FE}", "\u{F0B}", "\u{3007}", "\u{375}", "\u{5F3}", "\u{5F4}",
    ]

    /// RFC 5892 §2.6, DISALLOWED.
    private static let disallowedExceptions: Set<Unicode.Scalar> = [
        "\u{640}", "\u{7FA}", "\u{302E}", "\u{302F}", "\u{3031}", "\u{3032}", "\u{3033}", "\u{3034}", "\u{3035}", "\u{303B}",
    ]

    /// Hiragana, Katakana or Han, which the katakana middle dot needs beside it (RFC 5892 appendix A.7).
    private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3041...0x309F, 0x30A1...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x323AF: true
        default: false
        }
    }
}
