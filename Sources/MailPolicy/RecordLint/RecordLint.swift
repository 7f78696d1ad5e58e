/// The verdict on one record's text.
package struct RecordLintResult: Sendable, Hashable {
    /// Whether the record works: no problem is an error. Result word, exit code and JSON all derive from it.
    package let valid: Bool
    /// In the order of the text.
    package let problems: [PolicyProblem]
    /// The text with its errors and warnings repaired. Linted again, it is valid, needs no repair, and keeps every
    /// recognised value of the original; `nil` when there is nothing to repair, or no such text.
    package let repaired: String?

    /// What `repaired` corrects, in clauses without a final dot.
    package var corrections: String {
        let corrected = problems.filter { $0.severity != .notice && $0.repair != nil }.map(\.message)
        let distinct = corrected.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let more = distinct.count - Self.mostCorrections
        return (distinct.prefix(Self.mostCorrections) + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "; ")
    }

    private static let mostCorrections = 3
}

/// Lints the text of a record, its strings joined.
package enum RecordLint {
    /// An error keeps a record from working under its standard; something that receivers ignore or replace by a default
    /// (RFC 9989 §4.7: `fo=x`, `adkim=q`) is a warning.
    ///
    /// - Parameter names: turns U-labels into A-labels, for repairs.
    package static func lint(
        kind: RecordKind, text: String, names: HostNameConversion = .standard
    ) -> RecordLintResult {
        let problems = problems(of: text, kind, names)
        let isWrong = problems.contains { $0.severity != .notice && $0.repair != nil }
        let repaired = isWrong ? RecordRepair(kind: kind, names: names).repaired(text, problems) : nil
        return RecordLintResult(valid: !problems.hasErrors, problems: problems, repaired: repaired)
    }

    /// The record in a text as people paste it from a zone file: its strings joined, without quotes, brackets, owner and
    /// type; `nil` for any other text, and for a policy, which no zone holds.
    package static func pastedRecord(in text: String, kind: RecordKind) -> String? {
        kind == .mtaSTSPolicy ? nil : ZoneFileText.data(of: text)
    }

    /// What is wrong or worth knowing, in the order of the text.
    static func problems(of text: String, _ kind: RecordKind, _ names: HostNameConversion) -> [PolicyProblem] {
        switch kind {
        case .spf: SPFRecord.problems(of: text, names: names)
        case .dkim: DKIMKeyRecord(text).problems
        case .dmarc: DMARCRecordLint.problems(of: text, names: names)
        case .mtaSTSRecord: MTASTSRecord(text).problems
        case .mtaSTSPolicy: MTASTSPolicy(text).problems
        case .tlsRPT: TLSRPTRecord(text, names: names).problems
        case .bimi: BIMIRecord(text).problems
        }
    }
}
