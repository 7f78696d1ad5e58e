package import DNS
import HostNames

/// Converts a host name as people write it into A-labels (RFC 5891). It is an argument, so that records can be linted
/// without Unicode tables.
package struct HostNameConversion: Sendable {
    /// `nil` for text that is not a host name.
    package let toASCII: @Sendable (String) -> DomainName?

    package init(toASCII: @escaping @Sendable (String) -> DomainName?) { self.toASCII = toASCII }

    package static let standard = HostNameConversion { try? DomainName(unicode: $0) }
}
