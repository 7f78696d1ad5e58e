package import DNS

/// A key that a sender signs with.
package struct DKIMKey: Hashable, Sendable {
    /// The file to compare the published key with. Its content never becomes part of a value.
    package enum KeyFile: Hashable, Sendable {
        case privateKey(FileReference)
        case publicKey(FileReference)

        package var reference: FileReference {
            switch self {
            case .privateKey(let file), .publicKey(let file): file
            }
        }
    }

    package let domain: HostName
    /// One or more labels, lower case.
    package let selector: String
    /// `<selector>._domainkey.<domain>`
    package let recordName: DomainName
    package let keyFile: KeyFile?
    package let place: SourcePlace

    package init(domain: HostName, selector: String, recordName: DomainName, keyFile: KeyFile?, place: SourcePlace) {
        self.domain = domain
        self.selector = selector
        self.recordName = recordName
        self.keyFile = keyFile
        self.place = place
    }
}
