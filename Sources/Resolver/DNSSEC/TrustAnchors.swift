package import DNS

/// Keys that are trusted without a parent zone to vouch for them: DS or DNSKEY records, usually of the root.
package struct TrustAnchors: GivenRecords, Hashable {
    package static let content = "DS or DNSKEY record"

    /// DS and DNSKEY records by owner.
    let records: [DomainName: [Record]]

    /// Where Debian's dns-root-data installs the Internet's trust anchor.
    package static let systemPath = "/usr/share/dns/root.key"

    package init?(_ records: [Record]) {
        let usable = records.filter { [.ds, .dnskey].contains($0.type) }
        guard !usable.isEmpty else { return nil }
        self.records = Dictionary(grouping: usable) { $0.name.lowercased }
    }
}
