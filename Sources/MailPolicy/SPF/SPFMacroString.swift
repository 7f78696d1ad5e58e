import DNS

/// Text with macros (RFC 7208 §7.1): a domain-spec, an explanation, the value of an unknown modifier.
package struct SPFMacroString: Hashable, Sendable {
    package let parts: [Part]

    package enum Part: Hashable, Sendable {
        case literal(String)
        /// `%%`
        case percent
        /// `%_`
        case space
        /// `%-`, which means `%20`
        case urlSpace
        case macro(SPFMacro)
    }

    package init(parts: [Part]) { self.parts = parts }

    /// The text if it contains no macros, so that it is the same for every sender.
    package var literal: String? { text { _ in nil } }

    /// The text if it is the same for every sender of a domain: its macros are only `%{d}`, the domain of the record that is
    /// read, and `%{o}`, the domain of the sender (§7.2).
    func fixedText(at domain: DomainName, for sender: DomainName) -> String? {
        text { macro in
            switch macro.letter {
            case .domain: SPFMacroValues.expanded(domain.text, by: macro)
            case .senderDomain: SPFMacroValues.expanded(sender.text, by: macro)
            default: nil
            }
        }
    }

    /// The text with the values of its macros; `nil` if one has none.
    private func text(_ value: (SPFMacro) -> String?) -> String? {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .percent: text += "%"
            case .space: text += " "
            case .urlSpace: text += "%20"
            case .macro(let macro):
                guard let value = value(macro) else { return nil }
                text += value
            }
        }
        return text
    }

    /// Whether the text differs by sender.
    package var hasMacros: Bool { literal == nil }

    /// Whether `%{p}` occurs: it costs a PTR lookup, and receivers are advised against it (§7.3).
    package var usesValidatedName: Bool {
        parts.contains { part in
            guard case .macro(let macro) = part else { return false }
            return macro.letter == .validatedName
        }
    }
}

/// `%{` letter, number of labels, `r`, delimiters `}`.
package struct SPFMacro: Hashable, Sendable {
    package let letter: Letter
    /// An upper-case letter: the value is percent-encoded (§7.3).
    package let isEscaped: Bool
    /// How many parts are kept, counted from the right after reversal; `nil` for all. Never zero.
    package let count: Int?
    package let isReversed: Bool
    /// Characters that split the value; empty means the dot.
    package let delimiters: String

    package init(_ letter: Letter, isEscaped: Bool = false, count: Int? = nil, isReversed: Bool = false, delimiters: String = "")
    {
        self.letter = letter
        self.isEscaped = isEscaped
        self.count = count
        self.isReversed = isReversed
        self.delimiters = delimiters
    }

    /// §7.2.
    package enum Letter: String, Sendable, CaseIterable {
        case sender = "s"
        case localPart = "l"
        case senderDomain = "o"
        case domain = "d"
        case address = "i"
        case validatedName = "p"
        case addressFamily = "v"
        case helo = "h"
        case readableAddress = "c"
        case receiver = "r"
        case timestamp = "t"

        /// Letters that are allowed in explanation text only.
        package var isForExplanations: Bool { self == .readableAddress || self == .receiver || self == .timestamp }
    }
}

extension SPFMacroString: CustomStringConvertible {
    /// As in a record.
    package var description: String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .literal(let literal): text += literal
            case .percent: text += "%%"
            case .space: text += "%_"
            case .urlSpace: text += "%-"
            case .macro(let macro): text += "\(macro)"
            }
        }
    }
}

extension SPFMacro: CustomStringConvertible {
    package var description: String {
        let letter = isEscaped ? letter.rawValue.uppercased() : letter.rawValue
        return "%{\(letter)\(count.map(String.init) ?? "")\(isReversed ? "r" : "")\(delimiters)}"
    }
}
