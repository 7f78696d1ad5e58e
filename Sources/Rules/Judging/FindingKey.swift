/// What findings have in common that say the same of several addresses, or of several subjects in the very same words.
package struct FindingKey: Hashable, Sendable {
    private let rule: String
    private let outcome: Outcome
    private let severity: Severity
    private let kind: String
    private let message: String
    private let acceptance: Acceptance?

    package init(_ finding: Finding) {
        rule = finding.rule
        outcome = finding.outcome
        severity = finding.severity
        kind = finding.subject.kind
        message = Self.masked(finding.message, finding.subject)
        acceptance = finding.acceptance
    }

    /// The text with the subject's address left out, wherever it stands as a whole.
    package static func masked(_ text: String, _ subject: FindingSubject) -> String {
        guard let address = subject.address, !address.isEmpty else { return text }
        let pieces = text.split(separator: address, omittingEmptySubsequences: false)
        var result = ""
        for (index, piece) in pieces.enumerated() {
            result += piece
            guard index + 1 < pieces.count else { break }
            let isWhole = !continues(result.last) && !continuesAfter(pieces[index + 1])
            result += isWhole ? "\u{0}" : address
        }
        return result
    }

    private static func continues(_ character: Character?) -> Bool {
        character.map { $0.isHexDigit || $0 == ":" } ?? false
    }

    /// A dot at the end of a sentence does not make the address longer.
    private static func continuesAfter(_ rest: Substring) -> Bool {
        guard let next = rest.first else { return false }
        if next == "." || next == ":" { return rest.dropFirst().first?.isHexDigit ?? false }
        return next.isHexDigit
    }
}
