package import DNS
import HostNames

/// Turns a host name as people write it into A-labels (RFC 5891). It is handed in, so that the records can be judged
/// without the tables of Unicode.
package struct HostNameConversion: Sendable {
    /// `nil` for what is no host name.
    package let toASCII: @Sendable (String) -> DomainName?

    package init(toASCII: @escaping @Sendable (String) -> DomainName?) { self.toASCII = toASCII }

    package static let standard = HostNameConversion { try? DomainName(unicode: $0) }
}
