package import DNS

/// Which names belong to one organization, by the public suffix list, or as far as the names alone show it.
package struct Organizations: Sendable {
    package let publicSuffixes: PublicSuffixList?

    package init(publicSuffixes: PublicSuffixList?) { self.publicSuffixes = publicSuffixes }

    /// `nil` when only the list could decide: `a.co.uk` and `b.co.uk` look like `a.acme.com` and `b.acme.com`.
    package func share(_ left: DomainName, _ right: DomainName) -> Bool? {
        if let publicSuffixes {
            return publicSuffixes.organizationalDomain(of: left) == publicSuffixes.organizationalDomain(of: right)
        }
        if left.isEqualOrSubdomain(of: right) || right.isEqualOrSubdomain(of: left) { return true }
        let common = zip(left.lowercased.labels.reversed(), right.lowercased.labels.reversed()).prefix { $0 == $1 }.count
        return common < 2 ? false : common > 2 ? true : nil
    }

    /// Whether `name` belongs to the organization of one of `others`.
    package func includes(_ name: DomainName, among others: some Sequence<DomainName>) -> Bool? {
        var result: Bool? = false
        for other in others {
            switch share(name, other) {
            case true?: return true
            case nil: result = nil
            case false?: break
            }
        }
        return result
    }
}
