/// The kinds of record that can be linted from their text alone; the raw value is the name on the command line.
/// A new kind is a case here, one in `RecordLint.problems` and one in `RecordValues`.
package enum RecordKind: String, Sendable, Hashable, CaseIterable {
    case spf, dkim, dmarc
    case mtaSTSRecord = "mta-sts-record"
    case mtaSTSPolicy = "mta-sts-policy"
    case tlsRPT = "tls-rpt"
    case bimi

    /// In words, with an article.
    package var words: String {
        switch self {
        case .spf: "an SPF record"
        case .dkim: "a DKIM key record"
        case .dmarc: "a DMARC record"
        case .mtaSTSRecord: "an MTA-STS record"
        case .mtaSTSPolicy: "an MTA-STS policy"
        case .tlsRPT: "a TLS reporting record"
        case .bimi: "a BIMI record"
        }
    }
}
