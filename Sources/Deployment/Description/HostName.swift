import DNS

/// A host or domain name of the deployment file: shown as it was written, asked as A-labels in lower case.
public struct HostName: Hashable, Sendable, CustomStringConvertible {
    public let written: String
    public let name: DomainName
    public let place: SourcePlace

    public init(written: String, name: DomainName, place: SourcePlace) {
        self.written = written
        self.name = name
        self.place = place
    }

    public var description: String { written }
}
