package import DNS
import HostNames

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

    /// What is wrong with the text of a selector.
    package struct SelectorFault: Error, CustomStringConvertible {
        package let description: String
    }

    /// The selector that a person wrote: one or more labels (RFC 6376 §3.1), in lower case. The name of the key's record is refused, as DNS
    /// panels show it.
    package static func selector(in text: String) throws(SelectorFault) -> String {
        let place = text.lowercased().firstRange(of: "._domainkey")
        if let place {
            throw SelectorFault(description: "'\(text)' is the record's name; write '\(text.lowercased()[..<place.lowerBound])'")
        }
        do throws(NameError) {
            return try DomainName(unicode: text, underscores: true).text
        } catch {
            throw SelectorFault(description: "\(error)")
        }
    }
}
