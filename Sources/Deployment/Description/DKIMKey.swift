import DNS

/// A key that a sender signs with.
public struct DKIMKey: Hashable, Sendable {
    /// The file that the published key is compared with. Its content never becomes part of a value.
    public enum KeyFile: Hashable, Sendable {
        case privateKey(FileReference)
        case publicKey(FileReference)

        public var reference: FileReference {
            switch self {
            case .privateKey(let file), .publicKey(let file): file
            }
        }
    }

    public let domain: HostName
    /// One label or more, lower case.
    public let selector: String
    /// `<selector>._domainkey.<domain>`
    public let recordName: DomainName
    public let keyFile: KeyFile?
    public let place: SourcePlace

    public init(domain: HostName, selector: String, recordName: DomainName, keyFile: KeyFile?, place: SourcePlace) {
        self.domain = domain
        self.selector = selector
        self.recordName = recordName
        self.keyFile = keyFile
        self.place = place
    }
}
