package import DNS

extension Certificate {
    /// Whether the certificate is for `name` (RFC 9525 §6): only the subject alternative name counts, `*` stands for exactly
    /// the whole leftmost label.
    package func covers(_ name: DomainName) -> Bool { entry(for: name) != nil }

    /// The entry that covers `name`.
    package func entry(for name: DomainName) -> String? {
        let wanted = name.lowercased.text
        if names.contains(wanted) { return wanted }
        guard name.labelCount > 2, let parent = name.lowercased.parent else { return nil }
        let wildcard = "*." + parent.text
        return names.contains(wildcard) ? wildcard : nil
    }

    /// Whether the certificate is for an address (RFC 9525 §6.5).
    package func covers(_ address: IPAddress) -> Bool { addresses.contains(address) }
}
