private import DNS

/// Why a text that a person wrote is not a host name.
package struct NameError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Problem: Hashable, Sendable {
        case empty
        case space
        /// Carries the host of the URL, if it has one.
        case url(host: String)
        case mailbox(domain: String)
        case port(host: String)
        case address
        case path
        case wildcard
        case emptyLabel
        case tooLong
        /// Carries the length of the label if known: a label that is far too long is not converted.
        case labelTooLong(label: String, octets: Int?)
        case hyphenAtEdge(label: String)
        /// Hyphens as third and fourth character, reserved for encodings (RFC 5891 §4.2.3.1).
        case hyphensInside(label: String)
        case underscore(label: String)
        /// An invisible character, among them those that reverse the direction of text.
        case invisible(Unicode.Scalar)
        case disallowed(Unicode.Scalar, label: String)
        /// A character unknown to the Unicode version of libidn2.
        case unassigned(Unicode.Scalar, label: String)
        /// A character that is legal only next to certain others (RFC 5892 appendix A).
        case misplaced(Unicode.Scalar, label: String)
        /// Arabic-Indic digits beside extended ones (RFC 5892 A.8, A.9).
        case mixedDigits(label: String)
        /// Right-to-left text that would be displayed in another order than it is written (RFC 5893).
        case direction(label: String)
        /// A character with a simpler equivalent, to be written instead.
        case compatibility(Unicode.Scalar, simpler: String)
        case combiningFirst(label: String)
        case badPunycode(label: String)
        /// An A-label that does not decode to a legal U-label.
        case illegalALabel(label: String, decoded: String)
    }

    package let text: String
    package let problem: Problem

    package init(_ problem: Problem, in text: String) {
        self.text = text
        self.problem = problem
    }

    /// A sentence that names the text and the label: lower case, no full stop, nothing invisible.
    package var description: String {
        let shown = "'\(Self.visible(text))'"
        switch problem {
        case .empty: return "the name is empty"
        case .space: return "\(shown) contains a space"
        case .url(let host): return "\(shown) is a URL, not a host name\(Self.advice(host))"
        case .mailbox(let domain): return "\(shown) is a mail address, not a domain\(Self.advice(domain))"
        case .port(let host): return "\(shown) ends in a port\(Self.advice(host))"
        case .address: return "\(shown) is an address, not a name"
        case .path: return "\(shown) contains a slash; write the host name alone"
        case .wildcard: return "\(shown) is a wildcard; write each name"
        case .emptyLabel: return "\(shown) has an empty label (two dots in a row, or one at the start)"
        case .tooLong: return "\(shown) is longer than \(DomainName.maximumWireLength - 2) octets"
        case .labelTooLong(let label, let octets):
            let length = octets.map { "has \($0) octets" } ?? "has too many octets"
            return "label '\(Self.visible(label))' of \(shown) \(length); \(DomainName.maximumLabelLength) is the limit"
        case .hyphenAtEdge(let label): return "label '\(Self.visible(label))' of \(shown) starts or ends with a hyphen"
        case .underscore(let label):
            return "label '\(Self.visible(label))' of \(shown) contains an underscore, which no host name may"
        case .invisible(let scalar): return "\(shown) contains the invisible character \(Self.code(scalar))"
        case .disallowed(let scalar, let label):
            return
                "label '\(Self.visible(label))' of \(shown) contains '\(scalar)' (\(Self.code(scalar))), which no host name may"
        case .hyphensInside(let label):
            return "label '\(Self.visible(label))' of \(shown) has hyphens as third and fourth character, as only A-labels may"
        case .unassigned(let scalar, let label):
            return
                "label '\(Self.visible(label))' of \(shown) contains \(Self.code(scalar)), which this system's IDNA tables do not know"
        case .misplaced(let scalar, let label):
            return
                "label '\(Self.visible(label))' of \(shown) contains '\(scalar)' (\(Self.code(scalar))) where it is not allowed"
        case .mixedDigits(let label):
            return "label '\(Self.visible(label))' of \(shown) mixes Arabic-Indic digits with extended Arabic-Indic ones"
        case .direction(let label):
            return "label '\(Self.visible(label))' of \(shown) mixes writing directions in a way that no host name may"
        case .compatibility(let scalar, let simpler):
            return "\(shown) contains '\(scalar)' (\(Self.code(scalar))); write '\(simpler)'"
        case .combiningFirst(let label): return "label '\(Self.visible(label))' of \(shown) starts with a combining mark"
        case .badPunycode(let label): return "label '\(Self.visible(label))' of \(shown) is not valid punycode"
        case .illegalALabel(let label, let decoded):
            return "label '\(label)' of \(shown) stands for '\(Self.visible(decoded))', which no host name may contain"
        }
    }

    private static func advice(_ host: String) -> String {
        let isFit =
            !host.isEmpty && !host.contains { "<>[]()\"'".contains($0) } && !host.unicodeScalars.contains(where: isInvisible)
        return isFit ? "; write '\(host)'" : ""
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
    }

    private static func visible(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let shown = scalars.prefix(DomainName.maximumWireLength).map { isInvisible($0) ? "<\(code($0))>" : String($0) }.joined()
        return scalars.dropFirst(DomainName.maximumWireLength).isEmpty ? shown : shown + "…"
    }

    /// Controls, format characters (bidirectional overrides among them), fillers, variation selectors, and other characters
    /// without visible meaning.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
