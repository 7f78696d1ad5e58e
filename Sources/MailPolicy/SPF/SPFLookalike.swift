/// A TXT record that receivers do not read as SPF although its author seems to have meant it (RFC 7208 §4.5).
package struct SPFLookalike: Hashable, Sendable {
    package let text: String
    package let code: Code
    /// A sentence without the final dot.
    package let message: String
    /// The record that was probably meant, grammatically valid; `nil` when that is unclear.
    package let repair: String?
    /// What was meant, as a record that may still have syntax errors; `nil` when no terms could be read.
    package let meant: String?

    package enum Code: String, Sendable, CaseIterable {
        /// White space before the version.
        case leadingSpace = "leading-space"
        /// Quotes that became part of the data, straight or typographic.
        case quotes
        /// `v=spf1;`, `v=spf1,`, `v=spf1:` …
        case versionPunctuation = "version-punctuation"
        /// `v=spf1include:…`: often two strings that were meant to have a space between them.
        case missingSpace = "missing-space"
        /// A tab, a no-break space or another blank after the version.
        case otherSpace = "other-space"
        /// `v=spf2`, `v=spf10`, `v=spf`.
        case wrongVersion = "wrong-version"
        /// `spf1 …`, `v:spf1 …`, `v = spf1 …`.
        case misspelledVersion = "misspelled-version"
        /// Mechanisms without any version.
        case missingVersion = "missing-version"
        /// `spf2.0/…`: Sender ID (RFC 4406), which no receiver evaluates.
        case obsolete
    }

    /// The lookalikes among the TXT records of one name, in their order.
    package static func all(in texts: [String]) -> [SPFLookalike] { texts.compactMap { SPFLookalike($0) } }

    /// `nil` for a real SPF record and for anything unrelated to SPF.
    package init?(_ text: String, names: HostNameConversion = .standard) {
        guard !SPFRecordSelection.isRecord(text), let (code, message, rest) = Self.recognise(text) else { return nil }
        self.text = text
        self.code = code
        self.message = message
        let words = rest?.split { $0 == " " || Self.isBlank($0) }.joined(separator: " ")
        meant = words.map { $0.isEmpty ? "v=spf1" : "v=spf1 \($0)" }
        repair = meant.flatMap { SPFRepair.corrected(SPFRecord(parsing: $0, names: names)) }
    }

    /// What is wrong, and the terms of the record.
    private static func recognise(_ text: String) -> (Code, String, rest: String?)? {
        let lead = text.drop(while: isBlank)
        let quotes = lead.drop { isQuote($0) || isBlank($0) }
        let lowered = quotes.prefix(maximumVersion).lowercased()
        if lowered.hasPrefix("spf2.0") {
            return (.obsolete, "spf2.0 is Sender ID, an experiment that has ended (RFC 6686); receivers ignore it", nil)
        }
        guard let (code, version) = version(lowered) else {
            guard looksLikeTerms(quotes) else { return nil }
            return (.missingVersion, "this looks like an SPF record without its beginning \"v=spf1 \"", unquoted(quotes))
        }
        let rest = unquoted(quotes.dropFirst(version))
        if quotes.startIndex != lead.startIndex {
            return (.quotes, "there is a quotation mark before v=spf1: receivers do not see an SPF record", rest)
        }
        if lead.startIndex != text.startIndex {
            return (.leadingSpace, "there is white space before v=spf1: receivers do not see an SPF record", rest)
        }
        switch code {
        case .versionPunctuation:
            return (
                code, "v=spf1 must be followed by a space, not punctuation",
                String(rest.drop { ";,:.".contains($0) || $0 == " " })
            )
        case .missingSpace: return (code, "there is no space after v=spf1: receivers do not see an SPF record", rest)
        case .otherSpace: return (code, "v=spf1 is followed by a blank that is not a space", rest)
        case .wrongVersion: return (code, "the version must be exactly v=spf1", rest)
        default: return (.misspelledVersion, "the version must be written v=spf1", rest)
        }
    }

    private static let maximumVersion = 16

    /// What is wrong in or after the version, and the version's length in characters.
    private static func version(_ text: String) -> (Code, Int)? {
        if text.hasPrefix("v=spf1") {
            guard let next = text.dropFirst(6).first else { return (.misspelledVersion, 6) }
            if next == " " { return (.misspelledVersion, 6) }
            if isBlank(next) { return (.otherSpace, 6) }
            if ";,:.".contains(next) { return (.versionPunctuation, 6) }
            if next.isNumber { return (.wrongVersion, length(of: text)) }
            return (.missingSpace, 6)
        }
        if text.hasPrefix("v=spf") {
            let version = text.dropFirst(5).prefix { !isBlank($0) }
            guard version.allSatisfy({ $0.isNumber || $0 == "." || $0 == "l" }) else { return nil }
            return (.wrongVersion, length(of: text))
        }
        for misspelling in ["v = spf1", "v =spf1", "v= spf1", "v:spf1", "v-spf1", "v.spf1", "v spf1", "vspf1", "spf=1", "spf1"]
        where text.hasPrefix(misspelling) {
            let next = text.dropFirst(misspelling.count).first
            return next == nil || next.map(isBlank) == true ? (.misspelledVersion, misspelling.count) : nil
        }
        return nil
    }

    private static func length(of text: String) -> Int { text.prefix { !isBlank($0) }.count }

    /// Whether the words begin and end like the terms of a record.
    private static func looksLikeTerms(_ text: Substring) -> Bool {
        let words = text.split(whereSeparator: isBlank).prefix(SPFLint.largestRecord).map { $0.lowercased() }
        guard let first = words.first else { return false }
        let starts = ["ip4:", "ip6:", "include:", "a:", "mx:", "exists:", "redirect=", "a", "mx"]
        let isFirst = starts.contains { $0.count > 2 ? first.hasPrefix($0) : first == $0 }
        let isLast = words.last.map { ["-all", "~all", "?all", "+all"].contains($0) } ?? false
        return isFirst && (isLast || first.hasPrefix("ip4:") || first.hasPrefix("ip6:"))
    }

    private static func unquoted(_ text: Substring) -> String {
        String(text.filter { !isQuote($0) && $0 != "\\" })
    }

    private static func isBlank(_ character: Character) -> Bool { character.isWhitespace }

    private static func isQuote(_ character: Character) -> Bool { "\"'`“”„‟‘’‚«»\u{fffd}".contains(character) }
}
