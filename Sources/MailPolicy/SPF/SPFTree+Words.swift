import DNS

extension SPFTree.Node {
    /// The record, or why there is none, in a few words.
    package var words: String {
        switch status {
        case .record(let record): record.text
        case .invalid(let record): "syntax error: \(record.text)"
        case .missing: "no SPF record"
        case .several(let records): "\(records.count) SPF records"
        case .malformed: "not a name"
        case .unknown(let failure): "could not be read: \(failure.rawValue)"
        case .macro: "differs by sender"
        case .loop: "leads back to itself"
        case .unread: "not read"
        }
    }
}
