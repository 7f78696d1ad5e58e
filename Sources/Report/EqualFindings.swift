import Rules

/// Failures that say the same of several addresses, or of several subjects in the very same words: shown once, with every
/// subject named. A failing one never disappears among those that pass.
struct EqualFindings {
    /// In the report's order; never empty.
    let findings: [Finding]

    /// The order is that of the first of each group.
    static func groups(_ findings: [Finding]) -> [EqualFindings] {
        var groups: [[Finding]] = []
        var indexes: [Key: Int] = [:]
        for finding in findings {
            let key = Key(finding)
            if let index = indexes[key] {
                groups[index].append(finding)
            } else {
                indexes[key] = groups.count
                groups.append([finding])
            }
        }
        return groups.map(EqualFindings.init)
    }

    private struct Key: Hashable {
        let rule: String
        let outcome: Outcome
        let severity: Severity
        let kind: String
        let message: String
        let acceptance: String?

        init(_ finding: Finding) {
            rule = finding.rule
            outcome = finding.outcome
            severity = finding.severity
            kind = finding.subject.kind
            message = EqualFindings.masked(finding.message, finding.subject)
            acceptance = finding.acceptance?.sentence
        }
    }

    /// The records of every repair, once each, those of one view together.
    var publish: [PublishedRecord] {
        var seen: Set<PublishedRecord> = []
        let records = findings.flatMap { $0.fix?.publish ?? [] }.filter { seen.insert($0).inserted }
        let views = records.reduce(into: [String?]()) { views, record in
            if !views.contains(record.view) { views.append(record.view) }
        }
        return views.flatMap { view in records.filter { $0.view == view } }
    }

    /// `3 of 5 addresses: 203.0.113.20, …` where the findings differ by the address alone, otherwise `3 times: …`; `nil` for
    /// a single finding.
    ///
    /// - Parameter all: the report's findings, of which those that passed count too.
    func share(of all: [Finding]) -> String? {
        guard findings.count > 1, let first = findings.first else { return nil }
        let subject = Self.masked(first.subject.key, first.subject)
        let addresses = findings.compactMap(\.subject.address)
        let isByAddress =
            addresses.count == findings.count && Set(addresses).count == addresses.count
            && findings.allSatisfy { Self.masked($0.subject.key, $0.subject) == subject }
        guard isByAddress else {
            return "\(findings.count) times: \(findings.map(\.subject.key).joined(separator: ", "))"
        }
        let judged: Set<Outcome> = [.pass, .fail, .undetermined, .waived, .error]
        let total = Set(
            all.filter {
                $0.rule == first.rule && judged.contains($0.outcome) && Self.masked($0.subject.key, $0.subject) == subject
            }.compactMap(\.subject.address)
        ).count
        let share = addresses.count == total ? "all \(total) addresses" : "\(addresses.count) of \(total) addresses"
        return "\(share): \(addresses.joined(separator: ", "))"
    }

    /// The text with the subject's address left out, wherever it stands as a whole.
    private static func masked(_ text: String, _ subject: FindingSubject) -> String {
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
