package import DNS

extension Certificate {
    /// Whether the certificate is for `name` (RFC 9525 §6): only the subject alternative name counts, and `*` matches
    /// exactly the whole leftmost label.
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

extension Certificate {
    /// Some of the names it is for, for a sentence, with a note for entries that are not names: `a.example, b.example, the
    /// address 192.0.2.1`.
    package var namesPhrase: String {
        // An address written as a DNS name matches nothing (RFC 9525 §6.5).
        let texts =
            names.map { IPAddress($0) == nil ? $0 : "\($0) as a DNS name" } + addresses.map { "the address \($0)" }
        guard !texts.isEmpty else { return "no name" }
        let shown = texts.prefix(5)
        let rest = texts.count + omittedNames - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
