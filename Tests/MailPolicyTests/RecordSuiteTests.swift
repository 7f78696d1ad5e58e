import ConformanceData
import MailPolicy
import Testing

private let suites: [(name: String, kind: RecordKind)] = [
    ("dmarc-record", .dmarc), ("dkim-key", .dkim), ("mta-sts-record", .mtaSTSRecord), ("mta-sts-policy", .mtaSTSPolicy),
    ("tlsrpt-record", .tlsRPT),
]

private struct LabelledRecord: Decodable {
    let input: String
    let expect: String
}

@Suite(
    "Lint results match the conformance data", .timeLimit(.minutes(10)),
    .enabled(if: ConformanceData.isExpected(suites.map(\.name)), "\(ConformanceData.absence)"))
struct RecordSuiteTests {
    @Test("every label matches, except for the known divergences", arguments: suites)
    func labels(_ suite: (name: String, kind: RecordKind)) throws {
        let records = try ConformanceData.load(suite.name, as: [LabelledRecord].self)
        var outcomes: [(index: Int, input: String, passes: Bool)] = []
        for (index, record) in records.enumerated() {
            let valid = RecordLint.lint(kind: suite.kind, text: record.input).valid
            switch record.expect {
            case "valid": outcomes.append((index, record.input, valid))
            case "invalid": outcomes.append((index, record.input, !valid))
            case "revoked": outcomes.append((index, record.input, DKIMKeyRecord(record.input).verdict == .revoked && !valid))
            default: continue
            }
        }
        try expectDivergences(of: suite.name, outcomes: outcomes, unscored: records.count - outcomes.count)
    }
}
