private import CIDN2

/// Calls to libidn2, one label at a time (IDNA2008, RFC 5890 to 5893, and the mapping of UTS 46).
enum IDNA {
    /// Why libidn2 refuses a label.
    enum Refusal: Error {
        /// A character that no U-label may contain (RFC 5892), or one that the library's Unicode version does not know.
        case disallowed, unassigned
        /// A joiner, or another character with contextual rules, in the wrong place (RFC 5892 appendix A).
        case joiner, context
        /// RFC 5893 §2.
        case direction
        case combiningFirst, hyphenAtEdge, hyphensInside, tooLong
        case punycode
    }

    /// The A-label of `label` after the non-transitional mapping of UTS 46; the mapped label itself if that is ASCII.
    ///
    /// The mapping drops and replaces characters, and checks less than RFC 5891 §4 requires: compare its result with the
    /// input.
    static func map(_ label: String) -> Result<String, Refusal> {
        convert { idn2_lookup_u8(label, &$0, flags(IDN2_NFC_INPUT, IDN2_NONTRANSITIONAL)) }
    }

    /// The A-label under which `uLabel` may be registered: all tests of RFC 5891 §4.2, without mapping.
    static func register(_ uLabel: String) -> Result<String, Refusal> {
        convert { idn2_register_u8(uLabel, nil, &$0, 0) }
    }

    /// What an A-label decodes to, legal or not.
    static func decode(_ aLabel: String) -> Result<String, Refusal> {
        var text: UnsafeMutablePointer<CChar>?
        let code = idn2_to_unicode_8z8z(aLabel, &text, 0)
        defer { idn2_free(text) }
        guard code == IDN2_OK.rawValue, let text else { return .failure(refusal(code)) }
        return .success(String(cString: text))
    }

    private static func convert(_ call: (inout UnsafeMutablePointer<UInt8>?) -> Int32) -> Result<String, Refusal> {
        var text: UnsafeMutablePointer<UInt8>?
        let code = call(&text)
        defer { idn2_free(text) }
        guard code == IDN2_OK.rawValue, let text else { return .failure(refusal(code)) }
        return .success(String(cString: text))
    }

    private static func flags(_ flags: idn2_flags...) -> Int32 { flags.reduce(0) { $0 | Int32($1.rawValue) } }

    private static func refusal(_ code: Int32) -> Refusal {
        switch idn2_rc(rawValue: code) {
        case IDN2_UNASSIGNED: .unassigned
        case IDN2_CONTEXTJ, IDN2_CONTEXTJ_NO_RULE: .joiner
        case IDN2_CONTEXTO, IDN2_CONTEXTO_NO_RULE: .context
        case IDN2_BIDI: .direction
        case IDN2_LEADING_COMBINING: .combiningFirst
        case IDN2_HYPHEN_STARTEND: .hyphenAtEdge
        case IDN2_2HYPHEN: .hyphensInside
        case IDN2_TOO_BIG_LABEL, IDN2_TOO_BIG_DOMAIN: .tooLong
        case IDN2_PUNYCODE_BAD_INPUT, IDN2_PUNYCODE_BIG_OUTPUT, IDN2_PUNYCODE_OVERFLOW, IDN2_INVALID_ALABEL,
            IDN2_UALABEL_MISMATCH, IDN2_ALABEL_ROUNDTRIP_FAILED:
            .punycode
        default: .disallowed
        }
    }
}

/// The library behind this module.
package enum LibIDN2 {
    /// The version of the loaded library, not of the headers: `2.3.3`.
    package static var version: String { idn2_check_version(nil).map { String(cString: $0) } ?? "" }
}
