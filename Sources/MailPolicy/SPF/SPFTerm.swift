package import DNS

/// One term of a record, its place and its meaning (RFC 7208 §4.6.1).
package struct SPFTerm: Hashable, Sendable {
    /// As written.
    package let text: String
    /// UTF-8 offsets into the record's text.
    package let range: Range<Int>
    package let content: Content

    package enum Content: Hashable, Sendable {
        case mechanism(SPFMechanism)
        case modifier(SPFModifier)
        /// A syntax error; the record's problems say which.
        case malformed
    }

    package var mechanism: SPFMechanism? {
        guard case .mechanism(let mechanism) = content else { return nil }
        return mechanism
    }

    package var modifier: SPFModifier? {
        guard case .modifier(let modifier) = content else { return nil }
        return modifier
    }

    /// Whether the term counts against the limit of DNS lookups (§4.6.4).
    package var causesLookup: Bool {
        switch content {
        case .mechanism(let mechanism): mechanism.causesLookup
        case .modifier(.redirect): true
        case .modifier, .malformed: false
        }
    }

    /// Whether the term has a URL where a domain belongs: legal text, but a name that cannot exist.
    var namesURL: Bool { domain?.literal?.contains("://") == true }

    /// Whether it has a list where one domain belongs: legal text, but no host's name has a comma.
    var namesSeveral: Bool { domain?.literal?.contains(",") == true }

    /// Whether no host can have the name in it.
    var namesNoHost: Bool { namesURL || namesSeveral }

    /// The domain-spec of the term.
    package var domain: SPFMacroString? {
        switch content {
        case .mechanism(let mechanism): mechanism.domain
        case .modifier(.redirect(let domain)), .modifier(.explanation(let domain)): domain
        case .modifier(.unknown), .malformed: nil
        }
    }
}

/// The result of a match (§4.6.2).
package enum SPFQualifier: String, Sendable, CaseIterable {
    case pass = "+"
    case fail = "-"
    case softfail = "~"
    case neutral = "?"
}

/// A mechanism with its qualifier (§5).
package struct SPFMechanism: Hashable, Sendable {
    package let qualifier: SPFQualifier
    package let kind: Kind

    package init(_ qualifier: SPFQualifier, _ kind: Kind) {
        self.qualifier = qualifier
        self.kind = kind
    }

    package enum Kind: Hashable, Sendable {
        case all
        case include(SPFMacroString)
        /// Without a domain-spec: the current domain.
        case a(SPFMacroString?, SPFPrefixLengths)
        case mx(SPFMacroString?, SPFPrefixLengths)
        case ptr(SPFMacroString?)
        /// `ip4` or `ip6` by the address's family; the address as written, host bits included.
        case ip(IPAddress, prefixLength: Int)
        case exists(SPFMacroString)
    }

    /// Its name in the RFC.
    package var name: String {
        switch kind {
        case .all: "all"
        case .include: "include"
        case .a: "a"
        case .mx: "mx"
        case .ptr: "ptr"
        case .ip(let address, _): address.family == .ipv4 ? "ip4" : "ip6"
        case .exists: "exists"
        }
    }

    package var domain: SPFMacroString? {
        switch kind {
        case .include(let domain), .exists(let domain): domain
        case .a(let domain, _), .mx(let domain, _), .ptr(let domain): domain
        case .all, .ip: nil
        }
    }

    package var causesLookup: Bool {
        switch kind {
        case .all, .ip: false
        case .include, .a, .mx, .ptr, .exists: true
        }
    }

    /// The block that an `ip4` or `ip6` names.
    package var network: Network? {
        guard case .ip(let address, let length) = kind else { return nil }
        return Network(address, prefixLength: length)
    }

    static let names = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"]
}

/// The prefix lengths of an `a` or `mx` (dual-cidr-length, §5.6); the defaults are single addresses.
package struct SPFPrefixLengths: Hashable, Sendable {
    package let ipv4: Int
    package let ipv6: Int

    package init(ipv4: Int = 32, ipv6: Int = 128) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    package subscript(family: IPAddress.Family) -> Int { family == .ipv4 ? ipv4 : ipv6 }
}

/// A modifier (§6).
package enum SPFModifier: Hashable, Sendable {
    case redirect(SPFMacroString)
    case explanation(SPFMacroString)
    /// Ignored by receivers, but its value must still be a macro-string.
    case unknown(name: String, SPFMacroString)

    package var name: String {
        switch self {
        case .redirect: "redirect"
        case .explanation: "exp"
        case .unknown(let name, _): name
        }
    }
}

extension SPFMechanism: CustomStringConvertible {
    /// The shortest spelling: no `+`, no default prefix length.
    package var description: String {
        let sign = qualifier == .pass ? "" : qualifier.rawValue
        let argument =
            switch kind {
            case .all: ""
            case .include(let domain), .exists(let domain): ":\(domain)"
            case .a(let domain, let lengths), .mx(let domain, let lengths): Self.argument(domain) + "\(lengths)"
            case .ptr(let domain): Self.argument(domain)
            case .ip(let address, let length): ":\(address)" + (length == address.bitWidth ? "" : "/\(length)")
            }
        return sign + name + argument
    }

    private static func argument(_ domain: SPFMacroString?) -> String { domain.map { ":\($0)" } ?? "" }
}

extension SPFPrefixLengths: CustomStringConvertible {
    package var description: String { (ipv4 == 32 ? "" : "/\(ipv4)") + (ipv6 == 128 ? "" : "//\(ipv6)") }
}

extension SPFModifier: CustomStringConvertible {
    package var description: String {
        switch self {
        case .redirect(let domain), .explanation(let domain): "\(name)=\(domain)"
        case .unknown(_, let value): "\(name)=\(value)"
        }
    }
}
