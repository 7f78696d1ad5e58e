import DNS

/// One label of a host name, from what a person wrote to the ASCII form that is queried.
///
/// libidn2 maps and tests. What it would drop, replace or let through is refused here: first the characters that no host
/// name may contain, then the conversion, then a comparison of the result with the input.
struct HostLabel {
    /// Lower case ASCII: letters, digits, hyphens, and underscores where the caller allows them.
    let ascii: String
    /// The U-label; equal to `ascii` for an ASCII label.
    let unicode: String

    /// - Parameter label: in lower case.
    /// - Parameter text: the whole name, for messages.
    init(_ label: String, of text: String, underscores: Bool) throws(NameError) {
        let scalars = Array(label.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last else { throw NameError(.emptyLabel, in: text) }
        guard first != "-", last != "-" else { throw NameError(.hyphenAtEdge(label: label), in: text) }
        let isASCII = scalars.allSatisfy(\.isASCII)
        for scalar in scalars where scalar.isASCII {
            switch scalar {
            case "a"..."z", "0"..."9", "-": continue
            case "_" where underscores && isASCII: continue
            case "_": throw NameError(.underscore(label: label), in: text)
            default: throw NameError(.disallowed(scalar, label: label), in: text)
            }
        }
        if label.hasPrefix("xn--") {
            guard isASCII else { throw NameError(.badPunycode(label: label), in: text) }
            (ascii, unicode) = (label, try Self.uLabel(of: label, in: text))
        } else if isASCII {
            (ascii, unicode) = (label, label)
        } else {
            (ascii, unicode) = try Self.convert(label, scalars, of: text)
        }
        guard ascii.utf8.count <= DomainName.maximumLabelLength else {
            throw NameError(.labelTooLong(label: label, octets: ascii.utf8.count), in: text)
        }
    }

    /// A label written as an A-label must be one: it decodes to a U-label that encodes to the same A-label (RFC 5891 §5.4).
    private static func uLabel(of aLabel: String, in text: String) throws(NameError) -> String {
        guard case .success(let decoded) = IDNA.decode(aLabel), !decoded.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw NameError(.badPunycode(label: aLabel), in: text)
        }
        guard case .success(aLabel) = IDNA.register(decoded) else {
            throw NameError(.illegalALabel(label: aLabel, decoded: decoded), in: text)
        }
        return decoded
    }

    private static func convert(
        _ label: String, _ scalars: [Unicode.Scalar], of text: String
    ) throws(NameError) -> (ascii: String, unicode: String) {
        // Conversion takes quadratic time, so a label that cannot fit is not converted at all.
        guard scalars.count <= DomainName.maximumLabelLength else {
            throw NameError(.labelTooLong(label: label, octets: nil), in: text)
        }
        guard !scalars[0].isMark else { throw NameError(.combiningFirst(label: label), in: text) }
        let mapped: String
        switch IDNA.map(label) {
        case .success(let result): mapped = result
        case .failure(let refusal): throw error(refusal, label, scalars, of: text)
        }
        guard case .success(let uLabel) = IDNA.decode(mapped), !uLabel.isEmpty else {
            throw error(.disallowed, label, scalars, of: text)
        }
        // Swift compares strings by canonical equivalence, so only differences beyond composition and case remain.
        guard uLabel.lowercased() == label else { throw error(.disallowed, label, scalars, of: text) }
        if uLabel.utf8.allSatisfy({ $0 < 0x80 }) {
            return (uLabel, uLabel)
        }
        switch IDNA.register(uLabel) {
        case .success(mapped): return (mapped, uLabel)
        case .success: throw NameError(.badPunycode(label: label), in: text)
        case .failure(let refusal): throw error(refusal, label, scalars, of: text)
        }
    }

    // MARK: Messages

    private static func error(
        _ refusal: IDNA.Refusal, _ label: String, _ scalars: [Unicode.Scalar], of text: String
    ) -> NameError {
        let problem: NameError.Problem =
            switch refusal {
            case .combiningFirst: .combiningFirst(label: label)
            case .hyphenAtEdge: .hyphenAtEdge(label: label)
            case .hyphensInside: .hyphensInside(label: label)
            case .tooLong: .labelTooLong(label: label, octets: nil)
            case .punycode: .badPunycode(label: label)
            case .direction: .direction(label: label)
            case .joiner: scalars.first(where: \.isJoiner).map { .invisible($0) } ?? .badPunycode(label: label)
            case .context: misplaced(label, scalars)
            case .disallowed, .unassigned: scalars.lazy.compactMap { culprit($0, label) }.first ?? .badPunycode(label: label)
            }
        return NameError(problem, in: text)
    }

    /// The character whose neighbours are wrong. It is misplaced on its own too, except for digits: each digit set is legal
    /// by itself (RFC 5892 A.8, A.9).
    private static func misplaced(_ label: String, _ scalars: [Unicode.Scalar]) -> NameError.Problem {
        for scalar in scalars where !scalar.isASCII {
            if case .failure(.context) = IDNA.register(String(scalar)) { return .misplaced(scalar, label: label) }
        }
        return .mixedDigits(label: label)
    }

    /// What is wrong with one character, regardless of its neighbours.
    private static func culprit(_ scalar: Unicode.Scalar, _ label: String) -> NameError.Problem? {
        guard !scalar.isASCII, !scalar.isJoiner else { return nil }
        let shown = String(scalar)
        let simpler = (try? IDNA.map(shown).get()).flatMap { try? IDNA.decode($0).get() }
        if let simpler, !simpler.isEmpty, !scalar.isMark, simpler.lowercased() != shown.lowercased() {
            return .compatibility(scalar, simpler: simpler)
        }
        // Tested after a letter that composes with nothing, so that marks are judged as marks, and in NFC like labels.
        switch IDNA.register("\u{4E2D}" + (simpler ?? shown)) {
        case .failure(.unassigned): return .unassigned(scalar, label: label)
        case .failure(.disallowed): return .disallowed(scalar, label: label)
        default:
            // A mark that the mapping replaces, and a character without a mapped form.
            let isReplaced = scalar.isMark && simpler.map { $0 != shown } == true
            return isReplaced || simpler == nil && !scalar.isMark ? .disallowed(scalar, label: label) : nil
        }
    }
}

/// The Bidi rule (RFC 5893 §2) where libidn2 does not check it: what a right-to-left label requires of the other labels of
/// its name, and two kinds of numbers in one label.
/// and two kinds of number in one label.
extension HostLabel {
    /// The label contains right-to-left text. A digit before such text breaks the rule; a digit before other text does not.
    var isRightToLeft: Bool {
        !unicode.utf8.allSatisfy { $0 < 0x80 } && breaksDirections("1" + unicode)
    }

    /// Whether the label may appear in a name that has a right-to-left label, possibly this one: rules 1, 4 and 6.
    var keepsDirections: Bool {
        let scalars = unicode.unicodeScalars
        if isRightToLeft { return !(scalars.contains(where: \.isEuropeanNumber) && scalars.contains(where: \.isArabicNumber)) }
        guard let first = scalars.first, let last = scalars.last(where: { $0.properties.generalCategory != .nonspacingMark })
        else {
            return false
        }
        return isLeftToRight(first) && (isLeftToRight(last) || last.isEuropeanNumber)
    }

    /// Among right-to-left letters, every character that a label may have is allowed except left-to-right ones.
    private func isLeftToRight(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || breaksDirections("\u{5D0}\(scalar)\u{5D0}")
    }

    private func breaksDirections(_ text: String) -> Bool {
        if case .failure(.direction) = IDNA.register(text) { true } else { false }
    }
}

extension Unicode.Scalar {
    /// Bidirectional class EN, limited to characters that labels may contain.
    var isEuropeanNumber: Bool { ("0"..."9").contains(self) || ("\u{6F0}"..."\u{6F9}").contains(self) }

    /// Bidirectional class AN, limited to characters that labels may contain.
    var isArabicNumber: Bool { ("\u{660}"..."\u{669}").contains(self) || ("\u{10D30}"..."\u{10D39}").contains(self) }

    /// Zero width joiner and non-joiner: legal in the contexts of RFC 5892 A.1 and A.2.
    var isJoiner: Bool { self == "\u{200C}" || self == "\u{200D}" }

    /// A character that needs a letter before it.
    var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
