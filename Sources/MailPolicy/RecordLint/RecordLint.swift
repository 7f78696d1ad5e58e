/// The kinds of record that can be linted from their text alone; the raw value is the name on the command line.
/// A new kind is a case here and one in `RecordLint.lint`.
package enum RecordKind: String, Sendable, Hashable, CaseIterable {
    case spf, dkim, dmarc
    case mtaSTSRecord = "mta-sts-record"
    case mtaSTSPolicy = "mta-sts-policy"
    case tlsRPT = "tls-rpt"
    case bimi
}

/// The verdict on one record's text.
package struct RecordLintResult: Sendable, Hashable {
    /// Whether the record does its work by its standard, with no part of it lost to an error.
    package let valid: Bool
    /// In the order of the text.
    package let problems: [PolicyProblem]
    /// The text with every repair made; `nil` when there is nothing to repair.
    package let repaired: String?
}

/// Lints the text of a record, its strings joined.
package enum RecordLint {
    /// What `valid` means beyond "no error":
    /// - DMARC: receivers apply the record (RFC 9989 §4.10.1) and nothing else in it is discarded as an error; a record
    ///   that counts as `p=none` because of a bad `p`, `sp` or `np` is valid, with an error that says so.
    /// - DKIM: some verifier can use the key. A revoked key is not valid; a key kept for another service than mail is.
    package static func lint(kind: RecordKind, text: String) -> RecordLintResult {
        switch kind {
        case .spf:
            let record = SPFRecord(parsing: text)
            let problems = record.lint().map(PolicyProblem.init)
            return RecordLintResult(
                valid: record.isValid && SPFRecordSelection.isRecord(text), problems: problems.inTextOrder(),
                repaired: SPFRepair.corrected(record))
        case .dkim:
            let record = DKIMKeyRecord(text)
            return result(record.isValid, record.problems, text)
        case .dmarc:
            let problems = DMARCRecordLint.problems(of: text)
            let isApplied = DMARCRecord(text).map { $0.standing != .notApplied } ?? false
            let lost = problems.filter { !DMARCRecordLint.settledCodes.contains($0.code) }
            return result(isApplied && !lost.hasErrors, problems, text)
        case .mtaSTSRecord:
            let record = MTASTSRecord(text)
            return result(record.isValid, record.problems, text)
        case .mtaSTSPolicy:
            let policy = MTASTSPolicy(text)
            return result(policy.isValid, policy.problems, text)
        case .tlsRPT:
            let record = TLSRPTRecord(text)
            return result(record.isValid, record.problems, text)
        case .bimi:
            let record = BIMIRecord(text)
            return result(record.isValid, record.problems, text)
        }
    }

    private static func result(_ valid: Bool, _ problems: [PolicyProblem], _ text: String) -> RecordLintResult {
        RecordLintResult(valid: valid, problems: problems, repaired: problems.repairing(text))
    }
}
