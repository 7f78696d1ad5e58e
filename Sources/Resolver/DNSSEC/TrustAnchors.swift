import DNS
public import LDNSCodec

/// Keys that are trusted without a zone above to vouch for them: DS or DNSKEY records, mostly of the root.
public struct TrustAnchors: Hashable, Sendable {
    /// DS and DNSKEY records by owner.
    let records: [DomainName: [Record]]

    /// Where Debian's dns-root-data puts the Internet's.
    public static let systemPath = "/usr/share/dns/root.key"

    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case file(ZoneFileError)
        case none(file: String)

        public var description: String {
            switch self {
            case .file(let error): error.description
            case .none(let file): "\(file): no DS or DNSKEY record"
            }
        }
    }

    /// Reads zone-file text.
    public init(parsing text: String, file: String = "trust anchor") throws(Failure) {
        let zone: ZoneFile
        do throws(ZoneFileError) { zone = try ZoneFile(parsing: text, file: file) } catch { throw .file(error) }
        try self.init(zone.records, file: file)
    }

    public init(contentsOf path: String) throws(Failure) {
        let zone: ZoneFile
        do throws(ZoneFileError) { zone = try ZoneFile(contentsOf: path) } catch { throw .file(error) }
        try self.init(zone.records, file: path)
    }

    private init(_ records: [Record], file: String) throws(Failure) {
        let usable = records.filter { [.ds, .dnskey].contains($0.type) }
        self.records = Dictionary(grouping: usable) { $0.name.lowercased }
        guard !usable.isEmpty else { throw .none(file: file) }
    }
}
