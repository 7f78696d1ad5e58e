/// The standard that a text claims to follow, by its version or its form.
package enum AnnouncedRecord: Sendable, Hashable {
    case record(RecordKind)
    /// `spf2.0/…` (RFC 4406), which receivers no longer evaluate.
    case senderID
    /// A proof of ownership for some service: `google-site-verification=…`, `MS=ms…`.
    case verification
    case other

    package init(_ text: String) {
        let start = String(decoding: text.utf8.prefix(80).filter { !$0.isBlank && $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            .lowercased()
        if let kind = Self.versions.first(where: { start.hasPrefix($0.prefix) })?.kind {
            self = .record(kind)
        } else if start.hasPrefix("spf2.0") {
            self = .senderID
        } else if start.prefix(64).contains("verif") || start.hasPrefix("ms=") || start.hasPrefix("_") {
            self = .verification
        } else {
            self = .other
        }
    }

    private static let versions: [(prefix: String, kind: RecordKind)] = [
        ("v=spf", .spf), ("v=dkim", .dkim), ("v=dmarc", .dmarc), ("v=sts", .mtaSTSRecord), ("v=tlsrpt", .tlsRPT),
        ("v=bimi", .bimi), ("version:sts", .mtaSTSPolicy),
    ]

    /// Whether a part of a text, whatever stands before it, begins as a record of a kind does: with its version in any letter case and with
    /// blanks and quotes.
    static func appears(_ kind: RecordKind, in text: String) -> Bool {
        text.split(separator: ";").contains { AnnouncedRecord(String($0)) == .record(kind) }
    }

    /// In words, with an article: `an SPF record`.
    package var words: String {
        switch self {
        case .record(let kind): kind.words
        case .senderID: "a Sender ID record"
        case .verification: "a verification text"
        case .other: "another text"
        }
    }

    /// The only problem of a text that claims to be a record of another standard: linting it as a record of `kind` makes no
    /// sense. `nil` for all other texts.
    static func problem(in text: String, unless kind: RecordKind) -> PolicyProblem? {
        let announced = AnnouncedRecord(text)
        switch announced {
        case .record(let other) where other != kind: break
        case .senderID where kind != .spf: break
        default: return nil
        }
        return PolicyProblem(.error, "other-record", 0..<text.utf8.count, "this is \(announced.words), not \(kind.words)")
    }
}
