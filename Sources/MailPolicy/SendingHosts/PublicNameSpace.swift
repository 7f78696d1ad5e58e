package import DNS

/// Which names can exist in the public DNS.
package enum PublicNameSpace {
    /// Names of local networks: RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, ICANN's .internal, and others in common
    /// use that were never reserved. `test` and `example` are allowed for tests and examples.
    private static let local: Set<String> = [
        "localhost", "local", "localdomain", "invalid", "onion", "alt", "internal", "intranet", "private", "lan", "home", "corp",
        "arpa",
    ]

    /// At least two labels, and a last one that is not reserved for local use.
    package static func holds(_ name: DomainName) -> Bool {
        name.labelCount >= 2 && !local.contains(name.suffix(1).lowercased.text)
    }
}
