package import DNS

/// A DKIM key that must be published.
package struct PlannedDKIMKey: Hashable, Sendable {
    package let domain: HostName
    package let selector: String
    /// `<selector>._domainkey.<domain>`
    package let recordName: DomainName
    /// Sorted names of the senders that sign with it.
    package let senders: [String]
    /// The key whose public half the record must contain, if the file gives it.
    package let keyFile: DKIMKey.KeyFile?
    package let why: String
}

extension PlannedDKIMKey {
    static func all(_ deployment: Deployment) -> [PlannedDKIMKey] {
        var uses: [DomainName: [(key: DKIMKey, sender: String)]] = [:]
        for sender in deployment.senders {
            for key in sender.dkim { uses[key.recordName, default: []].append((key, sender.name)) }
        }
        return uses.values.compactMap { uses in
            guard let key = uses.first?.key else { return nil }
            let senders = Set(uses.map(\.sender)).sorted()
            let whose = "\(senders.count == 1 ? "sender" : "senders") \(senders.joined(separator: ", "))"
            return PlannedDKIMKey(
                domain: key.domain, selector: key.selector, recordName: key.recordName, senders: senders,
                keyFile: uses.lazy.compactMap(\.key.keyFile).first,
                why: "\(whose) \(senders.count == 1 ? "signs" : "sign") as \(key.domain) with selector \(key.selector)")
        }
        .sorted { $0.recordName < $1.recordName }
    }
}
