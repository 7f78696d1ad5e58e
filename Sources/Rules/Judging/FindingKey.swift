/// The grouping key of findings with the same text for several addresses, or for several subjects.
package struct FindingKey: Hashable, Sendable {
    private let rule: String
    private let outcome: Outcome
    private let severity: Severity
    private let kind: String
    private let message: String
    private let acceptance: Acceptance?

    package init(_ finding: Finding) { self.init(finding, message: Self.masked(finding.message, finding.subject)) }

    private init(_ finding: Finding, message: String) {
        rule = finding.rule
        outcome = finding.outcome
        severity = finding.severity
        kind = finding.subject.kind
        self.message = message
        acceptance = finding.acceptance
    }

    /// Above this number, findings of a rule that differ only in their names are combined.
    private static let mostAlike = 6

    /// Indexes of equal findings, ordered by the first of each group; never empty.
    ///
    /// A few that differ in their subjects' names stay separate, each with its name in its sentence; many are combined.
    package static func groups(_ findings: [Finding]) -> [[Int]] {
        let equal = findings.indices.grouped { FindingKey(findings[$0]) }
        let alike = equal.grouped { group in
            let finding = findings[group[0]]
            return FindingKey(finding, message: withoutSubject(finding.message, finding.subject))
        }
        return alike.flatMap { $0.count > mostAlike ? [Array($0.joined())] : $0 }
    }

    /// The text without anything that names the subject.
    private static func withoutSubject(_ text: String, _ subject: FindingSubject) -> String {
        let parts = subject.key.split(separator: "/").map(String.init) + [subject.name, subject.address].compactMap(\.self)
        return Set(parts).filter { $0.utf8.count > 3 }.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
            .reduce(text) { $0.replacing($1, with: "\u{0}") }
    }

    /// The text with every complete occurrence of the subject's address removed.
    package static func masked(_ text: String, _ subject: FindingSubject) -> String {
        guard let address = subject.address.map({ Array($0.utf8) }), let first = address.first else { return text }
        let octets = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var index = 0
        while index < octets.count {
            guard octets[index] == first, octets[index...].starts(with: address) else {
                result.append(octets[index])
                index += 1
                continue
            }
            index += address.count
            let isWhole = !continues(result.last) && !continuesAfter(octets[index...])
            result += isWhole ? [0] : address
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func continues(_ octet: UInt8?) -> Bool {
        octet.map { isHexDigit($0) || $0 == UInt8(ascii: ":") } ?? false
    }

    /// A dot at the end of a sentence is not part of the address.
    private static func continuesAfter(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let next = rest.first else { return false }
        guard next == UInt8(ascii: ".") || next == UInt8(ascii: ":") else { return isHexDigit(next) }
        return rest.dropFirst().first.map(isHexDigit) ?? false
    }

    private static func isHexDigit(_ octet: UInt8) -> Bool { Character(Unicode.Scalar(octet)).isHexDigit }
}
