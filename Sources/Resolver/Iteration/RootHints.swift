import DNS
public import LDNSCodec

/// Where iteration starts: names and addresses of the root's servers. Nothing is compiled in.
public struct RootHints: Hashable, Sendable {
    public let servers: [NameServer]

    /// Where Debian's dns-root-data puts the Internet's.
    public static let systemPath = "/usr/share/dns/root.hints"

    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case file(ZoneFileError)
        /// The text names no server of the root with an address.
        case none(file: String)

        public var description: String {
            switch self {
            case .file(let error): error.description
            case .none(let file): "\(file): no root server with an address"
            }
        }
    }

    public init(servers: [NameServer]) { self.servers = servers }

    /// Reads zone-file text: NS records of the root, and A and AAAA records of what they name.
    public init(parsing text: String, file: String = "root hints") throws(Failure) {
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
        servers = NameServer.all(named: records.filter { $0.name.isRoot }, addresses: records)
        guard servers.contains(where: { !$0.addresses.isEmpty }) else { throw .none(file: file) }
    }
}
