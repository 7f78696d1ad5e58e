import DNS

/// The syntax of host names: letters, digits and hyphens (RFC 952, RFC 1123 §2.1).
enum HostNameSyntax {
    /// The name, or `nil` when a label is illegal in a host name. Underscores are allowed, as the DNS has them.
    static func name(_ text: String) -> DomainName? {
        guard let name = DomainName(text), !name.isRoot, name.labels.allSatisfy(isLabel) else { return nil }
        return name
    }

    static func isLabel(_ label: [UInt8]) -> Bool {
        label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
            && label.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }
}
