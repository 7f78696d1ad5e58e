/// Something that is wrong with, or unwise in, the text of an SPF record.
package struct SPFProblem: Hashable, Sendable {
    /// `error` is a permerror, or a record that does not do what it says; `notice` changes no result.
    package typealias Severity = PolicyProblem.Severity

    package let code: Code
    package let severity: Severity
    /// UTF-8 offsets into the record's text.
    package let range: Range<Int>
    /// A sentence without the final dot.
    package let message: String
    /// The replacement for the marked text; empty removes it. `nil` when only the owner can know.
    package let repair: String?

    package init(_ code: Code, _ severity: Severity, _ range: Range<Int>, _ message: String, repair: String? = nil) {
        self.code = code
        self.severity = severity
        self.range = range
        self.message = message
        self.repair = repair
    }

    /// What is wrong; the raw values are public and never reused.
    package enum Code: String, Sendable, CaseIterable {
        // Grammar (RFC 7208 §4.6, §7, §12): each makes the whole record a permerror.
        case notSPF = "not-spf"
        case nonASCII = "non-ascii"
        case controlCharacter = "control-character"
        case unknownMechanism = "unknown-mechanism"
        case malformedTerm = "malformed-term"
        case qualifiedModifier = "qualified-modifier"
        case duplicateModifier = "duplicate-modifier"
        case unexpectedArgument = "unexpected-argument"
        case unexpectedPrefixLength = "unexpected-prefix-length"
        case invalidPrefixLength = "invalid-prefix-length"
        case missingDomain = "missing-domain"
        case invalidDomain = "invalid-domain"
        case addressAsDomain = "address-as-domain"
        case missingAddress = "missing-address"
        case invalidAddress = "invalid-address"
        case invalidMacro = "invalid-macro"
        case macroNotAllowed = "macro-not-allowed"
        case blankInTerm = "blank-in-term"

        // The record is well-formed.
        case tooManyLookups = "too-many-lookups"
        case malformedTarget = "malformed-target"
        case urlAsDomain = "url-as-domain"
        case includesItself = "includes-itself"
        case allowsEveryone = "allows-everyone"
        case noAll = "no-all"
        case neutralAll = "neutral-all"
        case ptrMechanism = "ptr-mechanism"
        case macroP = "macro-p"
        case unreachableTerm = "unreachable-term"
        case redirectBesideAll = "redirect-beside-all"
        case networkTooWide = "network-too-wide"
        case privateNetwork = "private-network"
        case hostBitsSet = "host-bits-set"
        case mappedAddress = "mapped-address"
        case mechanismAsModifier = "mechanism-as-modifier"
        case unknownModifier = "unknown-modifier"
        case duplicateTerm = "duplicate-term"
        case coveredTerm = "covered-term"
        case tooLarge = "too-large"
    }
}

extension PolicyProblem {
    /// The same problem as one of other records' problems; SPF has its own closed set of codes.
    package init(_ problem: SPFProblem) {
        self.init(problem.severity, problem.code.rawValue, problem.range, problem.message, repair: problem.repair)
    }
}
