package import DNS

/// A host or domain name of the deployment file: shown as written, queried as lower-case A-labels.
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
