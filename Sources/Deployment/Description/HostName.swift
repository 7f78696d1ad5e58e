package import DNS

/// A host or domain name of the deployment file: shown as it was written, asked as A-labels in lower case.
package struct HostName: Hashable, Sendable, CustomStringConvertible {
    package let written: String
    package let name: DomainName
    package let place: SourcePlace

    package init(written: String, name: DomainName, place: SourcePlace) {
        self.written = written
        self.name = name
        self.place = place
    }

    package var description: String { written }
}
